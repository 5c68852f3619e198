"""Exchange rates from the quotes at hand: direct, inverse, or through the euro, with the path named. Exact fractions inside, rounded once at the door."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum
from fractions import Fraction

from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.money import Money

PIVOT = "EUR"
SIGNIFICANT_DIGITS = 10
ROUNDING = f"{SIGNIFICANT_DIGITS} significant digits, half to even"

Quotes = Mapping[tuple[str, str], Decimal]
"""(base, quote) to units of quote for one unit of base; above 0."""


class Way(StrEnum):
    """How a rate was found."""

    SAME = "same"
    DIRECT = "direct"
    INVERSE = "inverse"
    TRIANGULATED = "triangulated"


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossRate:
    """Units of `quote` for one `base`; `path` names the currencies passed, ends included."""

    base: str
    quote: str
    way: Way
    path: tuple[str, ...]
    fraction: Fraction
    """Exact; multiply amounts by this one."""

    @property
    def rate(self) -> Decimal:
        """`fraction` rounded as ROUNDING says."""
        return _rounded(self.fraction)

    @property
    def inverse(self) -> Decimal:
        """Units of `base` for one `quote`, rounded likewise from the exact fraction."""
        return _rounded(1 / self.fraction)

    def convert(self, amount: Decimal) -> Money:
        """`amount` of base in quote, rounded once, half to even, to the minor unit; KeyError for a currency the bank does not keep."""
        with localcontext() as context:
            context.prec = 60
            exact = Decimal(amount) * self.fraction.numerator / self.fraction.denominator
            return Money.of(exact, self.quote)


def cross_rate(base: str, quote: str, quotes: Quotes) -> CrossRate:
    """The rate by the shortest way: a direct quote, then the inverse, then through PIVOT; NO_MARKET_DATA when there is no way."""
    if base == quote:
        return CrossRate(base=base, quote=quote, way=Way.SAME, path=(base,), fraction=Fraction(1))
    single = _leg(base, quote, quotes)
    if single is not None:
        way = Way.DIRECT if (base, quote) in quotes else Way.INVERSE
        return CrossRate(base=base, quote=quote, way=way, path=(base, quote), fraction=single)
    first, second = _leg(base, PIVOT, quotes), _leg(PIVOT, quote, quotes)
    if first is None or second is None:
        raise ToolFailureError(
            FailureCode.NO_MARKET_DATA,
            "no rate between these currencies on this date",
            field="pair",
            allowed=f"pairs quoted directly, inversely or against {PIVOT}",
            remedy="ask for another pair or date",
        )
    return CrossRate(base=base, quote=quote, way=Way.TRIANGULATED, path=(base, PIVOT, quote), fraction=first * second)


def _leg(base: str, quote: str, quotes: Quotes) -> Fraction | None:
    if (base, quote) in quotes:
        return _positive(quotes[base, quote])
    if (quote, base) in quotes:
        return 1 / _positive(quotes[quote, base])
    return None


def _positive(value: Decimal) -> Fraction:
    if not value.is_finite() or value <= 0:
        raise ToolFailureError(FailureCode.NO_MARKET_DATA, "the stored rate is not a positive number", field="pair", remedy="have the feed corrected")
    return Fraction(value)


def _rounded(value: Fraction) -> Decimal:
    with localcontext() as context:
        context.prec = SIGNIFICANT_DIGITS
        return Decimal(value.numerator) / Decimal(value.denominator)
