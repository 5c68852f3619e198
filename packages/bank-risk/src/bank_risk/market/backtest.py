"""Backtesting of VaR against actual and hypothetical P&L: exceptions, zone, multiplier and coverage tests (MAR32, MAR99)."""

from dataclasses import dataclass
from enum import StrEnum

from bank_risk.market.arrays import Floats, refusal, vector
from bank_risk.market.coverage import Coverage, coverage, cumulative_binomial
from bank_risk.market.internal_model import Parameters

FRAMEWORK = "MAR32"


class Zone(StrEnum):
    """Traffic light of the number of exceptions (MAR32.9)."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class BacktestRules:
    """Dated parameters: VaR confidence and days (MAR32.5), where zones begin, and the multiplier by number of exceptions (MAR32.9)."""

    confidence: float
    days: int
    yellow_from: int
    red_from: int
    multipliers: tuple[float, ...]
    desk_limit: int

    @classmethod
    def of(cls, rulebook: Parameters) -> "BacktestRules":
        """Those in force in a rulebook."""
        by_count = {int(key): value for key, value in rulebook.keyed(FRAMEWORK, "multiplier").items()}
        return cls(
            confidence=rulebook.number(FRAMEWORK, "backtest_confidence"),
            days=int(rulebook.number(FRAMEWORK, "backtest_days")),
            yellow_from=int(rulebook.number(FRAMEWORK, "zone_start", "yellow")),
            red_from=int(rulebook.number(FRAMEWORK, "zone_start", "red")),
            multipliers=tuple(by_count[count] for count in sorted(by_count)),
            desk_limit=int(rulebook.number(FRAMEWORK, "desk_exception_limit")),
        )

    def zone(self, exceptions: int) -> Zone:
        """The light for a number of exceptions."""
        if exceptions >= self.red_from:
            return Zone.RED
        return Zone.YELLOW if exceptions >= self.yellow_from else Zone.GREEN

    def multiplier(self, exceptions: int) -> float:
        """The capital multiplier; the last entry holds for all larger numbers."""
        return self.multipliers[min(exceptions, len(self.multipliers) - 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """The result; `exceptions` is the larger of the two counts (MAR32.5), and decides zone, multiplier and the coverage tests.

    `actual` and `hypothetical` are positions of days, counted from the first day tested; `eligible` is whether the desk stays within its own limit (MAR32.18).
    """

    days: int
    actual: tuple[int, ...]
    hypothetical: tuple[int, ...]
    exceptions: int
    zone: Zone
    multiplier: float
    probability_of_fewer: float
    coverage: Coverage
    eligible: bool
    notes: tuple[str, ...]


def backtest(var: Floats, actual_pnl: Floats, hypothetical_pnl: Floats, rules: BacktestRules) -> Backtest:
    """Each day's P&L against the one-day VaR of the evening before (aligned by the caller; days ascending, VaR positive). The last `rules.days` are tested."""
    limits = vector(var, "var")
    actual, hypothetical = (vector(each, name, size=limits.shape[0]) for each, name in ((actual_pnl, "actual_pnl"), (hypothetical_pnl, "hypothetical_pnl")))
    if (limits < 0).any():
        raise refusal("var", "a VaR is negative", "losses as positive numbers")
    tested = min(rules.days, limits.shape[0])
    limits, actual, hypothetical = (each[-tested:] for each in (limits, actual, hypothetical))
    by_actual, by_hypothetical = (-each > limits for each in (actual, hypothetical))
    worse = by_actual if by_actual.sum() >= by_hypothetical.sum() else by_hypothetical
    count = int(worse.sum())
    tail = round(1.0 - rules.confidence, 12)
    notes = [] if tested == rules.days else [f"{tested} days tested where the rule asks for {rules.days}: zone and multiplier are indicative"]
    return Backtest(
        days=tested,
        actual=tuple(by_actual.nonzero()[0].tolist()),
        hypothetical=tuple(by_hypothetical.nonzero()[0].tolist()),
        exceptions=count,
        zone=rules.zone(count),
        multiplier=rules.multiplier(count),
        probability_of_fewer=cumulative_binomial(count, days=tested, probability=tail),
        coverage=coverage([bool(each) for each in worse], probability=tail),
        eligible=count <= rules.desk_limit,
        notes=tuple(notes),
    )
