"""Asks a warehouse the questions of some scenarios over a period, and raises the alerts.

Above: tuning, quality, the tools. Below: alert, hits, settings, catalogue, warehouse. Same data, parameters and period give the same alerts.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from bank_compliance.monitoring.alert import Alert, Holder, Points, raised
from bank_compliance.monitoring.catalogue import SCENARIOS
from bank_compliance.monitoring.hits import Finding, findings
from bank_compliance.monitoring.scenario import ScenarioId
from bank_compliance.monitoring.settings import Settings, published
from bank_compliance.warehouse import text
from bank_compliance.warehouse.port import Warehouse
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.parameters import Rulebook
from bank_kit.progress import Progress

PACKAGE = "bank_compliance.monitoring"
MOST_DAYS = 400
"""Length of a period."""
_AT_ONCE = 5_000
"""Accounts asked for in one question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """Whose accounts are looked at; what is empty leaves nobody out. Peers are always all of the bank's."""

    segments: frozenset[str] = frozenset()
    legal_entities: frozenset[str] = frozenset()
    customers: frozenset[str] = frozenset()

    def holds(self, holder: Holder) -> bool:
        """Whether that holder is part of it."""
        chosen = ((self.segments, holder.segment), (self.legal_entities, holder.legal_entity), (self.customers, holder.customer))
        return all(not allowed or value in allowed for allowed, value in chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days in which a hit is completed, both inclusive; windows reach back before `first`."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """INVALID_ARGUMENT when it ends before it begins, or is longer than `MOST_DAYS`."""
        if self.last < self.first or (self.last - self.first).days >= MOST_DAYS:
            allowed = f"last on or after first, at most {MOST_DAYS} days in all"
            raise ToolFailureError(FailureCode.INVALID_ARGUMENT, "the period is not one", field="period", allowed=allowed, remedy="correct the period")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to be run; no scenario twice."""

    scenarios: tuple[ScenarioId, ...]
    period: Period
    population: Population = field(default_factory=Population)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """One scenario that ran: `questions` are digests of the SQL as it was asked."""

    scenario: ScenarioId
    settings: Settings
    questions: tuple[str, ...]
    alerts: tuple[Alert, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """All alerts, the highest score first; versions of the data and of the rulebook, and what could not be verified of its values."""

    request: Request
    ran: tuple[Ran, ...]
    data_version: str
    rulebook_version: str

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """Of all scenarios, by score and then id."""
        return tuple(sorted((alert for each in self.ran for alert in each.alerts), key=lambda alert: (-alert.score, alert.id)))


def run_monitoring(warehouse: Warehouse, rulebook: Rulebook, request: Request, progress: Progress | None = None) -> Run:
    """Runs every scenario of the request with its published parameters; told to stop between two scenarios."""
    ran = []
    for done, scenario in enumerate(request.scenarios):
        if progress is not None:
            progress.report(done, len(request.scenarios), scenario)
        ran.append(run_scenario(warehouse, published(scenario, rulebook), request, Points.of(rulebook)))
    return Run(request=request, ran=tuple(ran), data_version=warehouse.version, rulebook_version=rulebook.version)


def run_scenario(warehouse: Warehouse, settings: Settings, request: Request, points: Points) -> Ran:
    """Runs one scenario with any parameters."""
    scenario = SCENARIOS[settings.scenario]
    asked = questions(settings, request.period)
    found = findings(row for question in asked for row in warehouse.rows(question))
    holders = _holders(warehouse, found)
    alerts = [
        raised(scenario, each, holders[each.subject], settings, points)
        for each in found
        if each.subject in holders and request.population.holds(holders[each.subject])
    ]
    alerts.sort(key=lambda alert: (-alert.score, alert.id))
    return Ran(scenario=scenario.id, settings=settings, questions=tuple(text.fingerprint(question) for question in asked), alerts=tuple(alerts))


def questions(settings: Settings, period: Period) -> tuple[str, ...]:
    """The SQL that answers for these parameters and this period, as it will be asked."""
    values: dict[str, text.Value] = {**settings.literals(), "period_from": period.first, "period_end": period.last + timedelta(days=1)}
    return tuple(text.render(text.read(PACKAGE, name), values) for name in SCENARIOS[settings.scenario].questions)


def _holders(warehouse: Warehouse, found: Iterable[Finding]) -> dict[str, Holder]:
    accounts = sorted({each.subject for each in found})
    question = text.read(PACKAGE, "accounts")
    told: dict[str, Holder] = {}
    for start in range(0, len(accounts), _AT_ONCE):
        for account, customer, entity, segment, rating in warehouse.rows(text.render(question, {"accounts": tuple(accounts[start : start + _AT_ONCE])})):
            told[str(account)] = Holder(customer=str(customer), legal_entity=str(entity), segment=str(segment), rating=str(rating))
    return told
