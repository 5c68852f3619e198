"""A stress scenario: a name, a date, a source, and shocks to classes of risk factors; and what it makes of a set of factors."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fnmatch import fnmatchcase
from math import isfinite

import numpy as np

from bank_risk.market.arrays import Floats, refusal
from bank_risk.market.revaluation import Move


class RiskClass(StrEnum):
    """Classes of risk factors (MAR33.12 and the macro factors of supervisory scenarios)."""

    INTEREST_RATE = "interest_rate"
    CREDIT_SPREAD = "credit_spread"
    EQUITY = "equity"
    FOREIGN_EXCHANGE = "foreign_exchange"
    COMMODITY = "commodity"
    VOLATILITY = "volatility"
    PROPERTY = "property"


class ShockKind(StrEnum):
    """RELATIVE: part of the level; ABSOLUTE: added to it; LEVEL: where it ends. Decimals: -0.58 is a fall of 58 %, 0.02 is 200 bp."""

    RELATIVE = "relative"
    ABSOLUTE = "absolute"
    LEVEL = "level"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shock:
    """One line of a scenario: the factors of a class whose id matches `factors` (as file names match a pattern); `doubt` says what is not from the source."""

    risk_class: RiskClass
    kind: ShockKind
    size: float
    factors: str = "*"
    doubt: str = ""

    def __post_init__(self) -> None:
        if not isfinite(self.size) or abs(self.size) > 1_000 or (self.kind is ShockKind.RELATIVE and self.size < -1):
            raise refusal("shocks.size", "the shock is out of bounds", "finite; a relative fall is at most 1 (everything)")
        if not 1 <= len(self.factors) <= 80:
            raise refusal("shocks.factors", "the pattern is empty or too long", "1 to 80 characters")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A named, dated scenario with its source; `published` are figures of the source that no factor here carries (unemployment, GDP)."""

    id: str
    name: str
    published_on: date
    source: str
    shocks: tuple[Shock, ...]
    published: dict[str, str] = field(default_factory=dict)
    doubt: str = ""

    def doubts(self) -> tuple[str, ...]:
        """What a result resting on this scenario must say."""
        lines = [f"{shock.risk_class.value} {shock.factors}: {shock.doubt}" for shock in self.shocks if shock.doubt]
        return tuple(f"UNVERIFIED_SCENARIO: {self.id}: {line}" for line in [*([self.doubt] if self.doubt else []), *lines])


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """A risk factor: `base` is its level today (not zero for relative moves), `move` how its moves are counted.

    Scenarios find factors by words in their id: CORP and GOVT in spreads, EQ in volatilities of shares, COMMERCIAL in property, EMERGING in shares.
    """

    id: str
    risk_class: RiskClass
    base: float
    move: Move


def moves(scenario: Scenario, factors: Sequence[Factor]) -> Floats:
    """The move of each factor (factors), 0 where no shock matches; of several shocks the one with the longest pattern counts, of equals the last."""
    return np.array([_move(scenario, factor) for factor in factors], dtype=np.float64)


def _move(scenario: Scenario, factor: Factor) -> float:
    matching = [each for each in scenario.shocks if each.risk_class is factor.risk_class and fnmatchcase(factor.id, each.factors)]
    if not matching:
        return 0.0
    shock = max(reversed(matching), key=lambda each: len(each.factors))
    change = {ShockKind.RELATIVE: shock.size * factor.base, ShockKind.ABSOLUTE: shock.size, ShockKind.LEVEL: shock.size - factor.base}[shock.kind]
    if factor.move is Move.ABSOLUTE:
        return change
    if factor.base == 0:
        raise refusal("factors.base", "a factor that moves relatively has no level", "a base other than zero")
    return change / factor.base
