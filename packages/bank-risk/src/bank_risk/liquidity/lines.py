"""A balance, the factor the rule gives it, and what counts: the line that LCR and NSFR are made of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bank_kit.parameters import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`amount` and `weighted` are money, `factor` a ratio; `paragraph` is where the factor stands."""

    kind: str
    amount: Decimal
    factor: Decimal
    weighted: Decimal
    paragraph: str


def weigh(balances: Mapping[str, Decimal], book: Rulebook, *, framework: str, name: str) -> tuple[Line, ...]:
    """One line for each balance, in the order given; ValueError for a negative or infinite one, UNSUPPORTED_JURISDICTION for an unknown kind."""
    return tuple(_line(kind, amount, book, framework=framework, name=name) for kind, amount in balances.items())


def total(lines: Iterable[Line]) -> Decimal:
    """What all lines count together."""
    return sum((line.weighted for line in lines), Decimal(0))


def _line(kind: str, amount: Decimal, book: Rulebook, *, framework: str, name: str) -> Line:
    if not amount.is_finite() or amount < 0:
        raise ValueError(f"{kind}: a balance must be finite and not negative")
    row = book.row(framework, name, kind)
    return Line(kind=kind, amount=amount, factor=row.value, weighted=amount * row.value, paragraph=row.paragraph)
