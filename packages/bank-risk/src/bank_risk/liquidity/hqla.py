"""The stock of high-quality liquid assets: haircuts, the unwinding of short secured deals, and both caps (LCR30, Annex 1).

The sub-cap of the European Union on covered bonds of level 1 (70 % and 7 % haircut) is not carried.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bank_kit.parameters import Rulebook
from bank_risk.liquidity.lines import Line, weigh


class Level(StrEnum):
    """Quality of a liquid asset."""

    ONE = "L1"
    TWO_A = "L2A"
    TWO_B = "L2B"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwind:
    """What unwinding a secured deal of at most 30 days changes: money after haircut, above zero when liquid assets come back."""

    level: Level
    change: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """Largest parts of the whole stock: level 2 together, and level 2B alone, decimals."""

    level2: Decimal
    level2b: Decimal

    @classmethod
    def of(cls, book: Rulebook) -> "Caps":
        """The caps in force (LCR30.35, LCR30.36)."""
        return cls(level2=book.exact("LCR", "level2_cap"), level2b=book.exact("LCR", "level2b_cap"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """Money after haircuts. `levels` before the caps; `excess_level2b` and `excess_level2` are what the caps cut off; `amount` is what counts."""

    lines: tuple[Line, ...]
    levels: Mapping[Level, Decimal]
    excess_level2b: Decimal
    excess_level2: Decimal
    amount: Decimal


def stock(holdings: Mapping[str, Decimal], unwinds: Iterable[Unwind], book: Rulebook) -> Stock:
    """Holdings at market value by the words of the HQLA table, after haircuts and caps; caps are taken as if all unwinds were done (LCR30.37)."""
    lines = weigh(holdings, book, framework="LCR", name="hqla")
    held = {level: sum((line.weighted for line in lines if _level_of(line.kind) is level), Decimal(0)) for level in Level}
    adjusted = dict(held)
    for unwind in unwinds:
        adjusted[unwind.level] += unwind.change
    over_b, over_2 = excesses(adjusted, Caps.of(book))
    counted = sum(held.values(), Decimal(0)) - over_b - over_2
    return Stock(lines=lines, levels=held, excess_level2b=over_b, excess_level2=over_2, amount=max(counted, Decimal(0)))


def excesses(adjusted: Mapping[Level, Decimal], caps: Caps) -> tuple[Decimal, Decimal]:
    """What is above the cap on level 2B, then what is above the cap on level 2, from unwound amounts (LCR30 Annex 1).

    With the caps of 15 % and 40 % the three shares are 15/85, 15/60 and 2/3.
    """
    one, two_a, two_b = (adjusted[level] for level in Level)
    beside_a = caps.level2b / (1 - caps.level2b)
    beside_one = caps.level2b / (1 - caps.level2)
    over_b = max(two_b - beside_a * (one + two_a), two_b - beside_one * one, Decimal(0))
    over_2 = max(two_a + two_b - over_b - caps.level2 / (1 - caps.level2) * one, Decimal(0))
    return over_b, over_2


def _level_of(kind: str) -> Level:
    return Level(kind.split("_", maxsplit=1)[0])
