"""What the monitoring and tracing tools accept and answer."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bank_compliance.cases.alert import AlertState
from bank_compliance.monitoring.scenario import ScenarioId
from bank_compliance.tracing.request import Direction
from bank_kit.arguments import FIRST_DAY, LAST_DAY, LegalEntity, StrictArguments
from bank_kit.labels import Classified, DataClass, Untrusted
from bank_kit.money import Exact, Money

Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
Confidential = Annotated[str, Classified(DataClass.CONFIDENTIAL)]
ConfidentialMoney = Annotated[Money, Classified(DataClass.CONFIDENTIAL)]
CustomerId = Annotated[str, Field(pattern=r"^C-[0-9]{6,9}$")]


class PeriodArguments(StrictArguments):
    """Days, both inclusive."""

    first: Day
    last: Day


class PopulationArguments(StrictArguments):
    """Whose accounts; what is left out leaves nobody out."""

    segments: tuple[Annotated[str, Field(pattern=r"^[A-Z]{2,16}$")], ...] = Field(default=(), max_length=10)
    legal_entities: tuple[LegalEntity, ...] = Field(default=(), max_length=10)
    customers: tuple[CustomerId, ...] = Field(default=(), max_length=1000)


class MonitoringArguments(StrictArguments):
    """Which scenarios over which days."""

    scenarios: tuple[ScenarioId, ...] = Field(default=tuple(ScenarioId), min_length=1, max_length=20)
    period: PeriodArguments
    population: PopulationArguments = PopulationArguments()
    limit: Annotated[int, Field(ge=1, le=500, description="Alerts shown; all are kept")] = 100

    @model_validator(mode="after")
    def _once(self) -> "MonitoringArguments":
        if len(set(self.scenarios)) != len(self.scenarios):
            raise ValueError("a scenario stands there twice")
        return self


class TuneArguments(StrictArguments):
    """Values to try for some parameters of one scenario: all combinations, at most 25."""

    scenario: ScenarioId
    grid: dict[Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")], Annotated[tuple[Exact, ...], Field(min_length=1, max_length=25)]] = Field(
        min_length=1, max_length=4, description="Parameter name to decimal strings; comp://scenarios/{id} says the bounds"
    )
    period: PeriodArguments
    population: PopulationArguments = PopulationArguments()


class TraceArguments(StrictArguments):
    """Where money went, or came from."""

    account: Annotated[str, Field(pattern=r"^A-[0-9]{6,12}$", description="Account id")]
    direction: Direction = Direction.DOWNSTREAM
    hops: Annotated[int, Field(ge=1, le=5)] = 3
    window: PeriodArguments
    minimum: Annotated[Exact, Field(ge=1, description="Smallest transfer followed, EUR")] = Decimal(100)


class ScenarioArguments(StrictArguments):
    """One scenario."""

    scenario: ScenarioId


class Frozen(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class RaisedAlert(Frozen):
    """An alert that monitoring raised; get_alert tells the rest."""

    id: str
    scenario: ScenarioId
    state: AlertState
    score: int
    account_id: Confidential
    customer_id: Confidential
    amount: ConfidentialMoney
    first_at: datetime
    last_at: datetime
    transactions: tuple[str, ...]


class RanScenario(Frozen):
    """One scenario that ran."""

    scenario: ScenarioId
    alerts: int
    settings_version: str
    questions: tuple[str, ...] = Field(description="Digests of the SQL that was asked")


class MonitoringRecord(Frozen):
    """What a run found; every alert is kept once, however often it is found."""

    first: date
    last: date
    scenarios: tuple[RanScenario, ...]
    total: int
    alerts: tuple[RaisedAlert, ...] = Field(description="Highest score first")


class TrialRecord(Frozen):
    """What one combination would have raised."""

    values: dict[str, Exact]
    alerts: int
    judged: int = Field(description="Alerts that share transactions with alerts people decided on")
    productive: int = Field(description="Of these, with one that was escalated")
    productive_ratio: Exact | None = Field(description="Null where nothing was judged")
    lost: int = Field(description="Alerts of today that the trial would not raise")
    gained: int
    above_the_line: tuple[str, ...] = Field(description="Accounts of a sample of those lost")
    below_the_line: tuple[str, ...] = Field(description="Accounts of a sample of those gained")


class TuningRecord(Frozen):
    """Today's parameters and every trial. Nothing was changed."""

    scenario: ScenarioId
    now: TrialRecord
    trials: tuple[TrialRecord, ...]


class HopRecord(Frozen):
    """A transfer money was followed through."""

    transaction: str
    booked_at: datetime
    hop: int
    amount: ConfidentialMoney
    traced: ConfidentialMoney = Field(description="At most this much of it is money followed from the start")
    payer: Annotated[str, Classified(DataClass.PII), Untrusted()]
    payee: Annotated[str, Classified(DataClass.PII), Untrusted()]


class PathRecord(Frozen):
    """Where some of the money stayed."""

    transactions: tuple[str, ...]
    nodes: tuple[Annotated[str, Classified(DataClass.PII), Untrusted()], ...]
    amount: ConfidentialMoney
    is_cycle: bool = Field(description="It came back to where it began")


class TraceRecord(Frozen):
    """A trace; amounts in EUR."""

    account: Confidential
    direction: Direction
    total: ConfidentialMoney
    hops: tuple[HopRecord, ...]
    paths: tuple[PathRecord, ...] = Field(description="Largest first")
    cycles: int
    cut_short: bool


class ScenarioParameter(Frozen):
    """A published parameter and the bounds within which it may be tried."""

    name: str
    unit: str
    value: Exact
    low: Exact
    high: Exact
    meaning: str


class ScenarioRecord(Frozen):
    """A scenario as published: logic, parameters and rationale."""

    id: ScenarioId
    title: str
    logic: str
    rationale: str
    parameters: tuple[ScenarioParameter, ...]
    countries: tuple[str, ...] = Field(description="Countries it asks for, where it does")
