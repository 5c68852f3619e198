"""An alert: one finding with its evidence, and a score that says where each point comes from.

Above: run. Below: hits, scenario, settings' framework, bank_kit's dated parameters. The score is 40 for firing, up to 40 for how far the measures went
beyond their parameters, up to 20 for the customer's rating; the points themselves are parameters (`SCORE`).
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from bank_compliance.monitoring.hits import Evidence, Finding
from bank_compliance.monitoring.scenario import Scenario, ScenarioId
from bank_compliance.monitoring.settings import FRAMEWORK, Settings
from bank_kit.envelope import digest
from bank_kit.parameters import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds an account, as far as monitoring weighs it."""

    customer: str
    legal_entity: str
    segment: str
    rating: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """A part of a score: what was seen, what it was compared with, and the points it gave; observed and threshold in `unit`."""

    name: str
    observed: str
    threshold: str
    unit: str
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One alert; `id` follows from scenario and evidence, so the same transactions raise the same alert again. Amount in EUR, score 0 to 100."""

    id: str
    scenario: ScenarioId
    account: str
    customer: str
    rating: str
    accounts: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    amount: Decimal
    score: int
    factors: tuple[Factor, ...]
    settings_version: str

    @property
    def transactions(self) -> tuple[str, ...]:
        """Ids of the evidence in order of booking."""
        return tuple(each.transaction for each in self.evidence)

    @property
    def first_at(self) -> datetime:
        """When the first transaction was booked."""
        return self.evidence[0].booked_at

    @property
    def last_at(self) -> datetime:
        """When the last transaction was booked."""
        return self.evidence[-1].booked_at


@dataclass(frozen=True, slots=True)
class Points:
    """How many points there are to give."""

    fired: int
    measures: int
    ratings: dict[str, int]

    @classmethod
    def of(cls, rulebook: Rulebook) -> "Points":
        """As published under SCORE."""
        return cls(
            int(rulebook.number(FRAMEWORK, "SCORE.fired")),
            int(rulebook.number(FRAMEWORK, "SCORE.measures")),
            {rating: int(points) for rating, points in rulebook.keyed(FRAMEWORK, "SCORE.rating").items()},
        )


def alert_id(scenario: ScenarioId, transactions: tuple[str, ...]) -> str:
    """`AL-` and 16 hexadecimal digits."""
    return f"AL-{digest([scenario, *sorted(transactions)]).removeprefix('sha256:')[:16]}"


def raised(scenario: Scenario, finding: Finding, holder: Holder, settings: Settings, points: Points) -> Alert:
    """The alert of a finding."""
    factors = (
        Factor(name="the scenario fired", observed=scenario.title, threshold=scenario.logic, unit="rule", points=points.fired),
        *_excesses(scenario, finding, settings, points.measures),
        Factor(name="rating of the customer", observed=holder.rating, threshold="low", unit="rating", points=points.ratings.get(holder.rating, 0)),
    )
    return Alert(
        id=alert_id(scenario.id, tuple(each.transaction for each in finding.evidence)),
        scenario=scenario.id,
        account=finding.subject,
        customer=holder.customer,
        rating=holder.rating,
        accounts=finding.accounts,
        evidence=finding.evidence,
        amount=finding.amount,
        score=min(100, sum(factor.points for factor in factors)),
        factors=factors,
        settings_version=settings.version,
    )


def _excesses(scenario: Scenario, finding: Finding, settings: Settings, points: int) -> tuple[Factor, ...]:
    told = []
    for measure, observed in zip(scenario.measures, finding.measures, strict=True):
        threshold = float(settings.values[measure.parameter])
        span = threshold * (float(measure.full) - 1)
        part = min(1.0, max(0.0, (observed - threshold) / span)) if span > 0 else 1.0
        told.append(
            Factor(
                name=measure.name,
                observed=f"{observed:.2f}",
                threshold=f"{threshold:.2f}",
                unit=measure.unit,
                points=round(points / len(scenario.measures) * part),
            )
        )
    return tuple(told)
