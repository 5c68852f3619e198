"""Tries other parameters for one scenario and says what they would have raised; changes nothing.

Above: the tools. Below: run, settings. Whether an alert was worth having is judged by what people decided on past alerts that share its transactions,
never by anything they could not know. Around the line a sample is drawn for people to look at: above it, alerts of today that the trial would lose;
below it, alerts of the trial that today does not raise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from bank_compliance.monitoring.alert import Alert, Points
from bank_compliance.monitoring.run import Period, Population, Request, run_scenario
from bank_compliance.monitoring.scenario import ScenarioId
from bank_compliance.monitoring.settings import Settings, changed, published
from bank_compliance.warehouse.port import Warehouse
from bank_kit.envelope import digest
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.parameters import Rulebook
from bank_kit.progress import Progress

MOST_TRIALS = 25
SAMPLE = 10
"""Alerts shown on each side of the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposition:
    """What people decided on a past alert; `productive` when it was escalated."""

    scenario: ScenarioId
    transactions: frozenset[str]
    productive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A scenario, the values to try for some of its parameters (all combinations), and where to try them."""

    scenario: ScenarioId
    grid: Mapping[str, Sequence[Decimal]]
    period: Period
    population: Population


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What one combination would have raised. `judged` of its alerts share transactions with past dispositions; `productive_ratio` is None when none does."""

    settings: Settings
    alerts: int
    judged: int
    productive: int
    above_the_line: tuple[Alert, ...]
    below_the_line: tuple[Alert, ...]
    lost: int
    gained: int

    @property
    def productive_ratio(self) -> Decimal | None:
        """Productive alerts over judged ones, four decimals."""
        return (Decimal(self.productive) / self.judged).quantize(Decimal("0.0001")) if self.judged else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """The published parameters (`now`, with nothing lost or gained) and every trial, in order of the grid."""

    scenario: ScenarioId
    now: Trial
    trials: tuple[Trial, ...]


def tune_threshold(
    warehouse: Warehouse, rulebook: Rulebook, question: Question, dispositions: Sequence[Disposition], progress: Progress | None = None
) -> Tuning:
    """Runs the published parameters and each combination; LIMIT_EXCEEDED over `MOST_TRIALS`, INVALID_ARGUMENT for a value out of bounds."""
    today = published(question.scenario, rulebook)
    tried = _combinations(today, question.grid)
    request = Request(scenarios=(question.scenario,), period=question.period, population=question.population)
    points = Points.of(rulebook)
    past = _by_transaction([each for each in dispositions if each.scenario is question.scenario])
    now = run_scenario(warehouse, today, request, points).alerts
    trials = []
    for done, settings in enumerate(tried, start=1):
        if progress is not None:
            progress.report(done, len(tried) + 1, "trials")
        trials.append(_trial(settings, run_scenario(warehouse, settings, request, points).alerts, now, past))
    return Tuning(scenario=question.scenario, now=_trial(today, now, now, past), trials=tuple(trials))


def _combinations(today: Settings, grid: Mapping[str, Sequence[Decimal]]) -> tuple[Settings, ...]:
    count = 1
    for values in grid.values():
        count *= len(values)
    if not grid or not 1 <= count <= MOST_TRIALS:
        allowed = f"1 to {MOST_TRIALS} combinations"
        raise ToolFailureError(FailureCode.LIMIT_EXCEEDED, "the grid is empty or too large", field="grid", allowed=allowed, remedy="try fewer values")
    return tuple(changed(today, dict(zip(grid, values, strict=True))) for values in product(*grid.values()))


def _by_transaction(dispositions: Sequence[Disposition]) -> dict[str, bool]:
    told: dict[str, bool] = {}
    for each in dispositions:
        for transaction in each.transactions:
            told[transaction] = told.get(transaction, False) or each.productive
    return told


def _trial(settings: Settings, raised: Sequence[Alert], now: Sequence[Alert], past: Mapping[str, bool]) -> Trial:
    verdicts = [[past[each] for each in alert.transactions if each in past] for alert in raised]
    lost, gained = _without(now, raised), _without(raised, now)
    return Trial(
        settings=settings,
        alerts=len(raised),
        judged=sum(1 for verdict in verdicts if verdict),
        productive=sum(1 for verdict in verdicts if any(verdict)),
        above_the_line=_sample(lost),
        below_the_line=_sample(gained),
        lost=len(lost),
        gained=len(gained),
    )


def _without(these: Sequence[Alert], those: Sequence[Alert]) -> list[Alert]:
    """Of `these`, the alerts that share no transaction with one of `those` on the same account: a longer alert on the same facts is no other."""
    held = {(alert.account, transaction) for alert in those for transaction in alert.transactions}
    return [alert for alert in these if held.isdisjoint((alert.account, transaction) for transaction in alert.transactions)]


def _sample(alerts: Sequence[Alert]) -> tuple[Alert, ...]:
    """By the digest of the id: the same every time, and blind to score and amount."""
    return tuple(sorted(alerts, key=lambda alert: digest(alert.id))[:SAMPLE])
