"""What a scenario is: its sentence, its reason, its questions, and the parameters that may be changed within bounds."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class ScenarioId(StrEnum):
    """The ten."""

    STRUCTURING = "STRUCTURING"
    PASSTHROUGH = "PASS_THROUGH"
    CYCLE = "CYCLE"
    GATHER_SCATTER = "GATHER_SCATTER"
    FAN = "FAN"
    DORMANT = "DORMANT"
    CORRIDOR = "CORRIDOR"
    ROUND_AMOUNTS = "ROUND_AMOUNTS"
    CASH_INTENSITY = "CASH_INTENSITY"
    NEW_ACCOUNT = "NEW_ACCOUNT"


class Unit(StrEnum):
    """What a parameter or a measure counts; COUNT, DAYS and HOURS are whole numbers."""

    COUNT = "count"
    DAYS = "days"
    HOURS = "hours"
    EUR = "EUR"
    RATIO = "ratio"
    TIMES = "times"
    DEVIATIONS = "standard deviations"


WHOLE = frozenset({Unit.COUNT, Unit.DAYS, Unit.HOURS})


@dataclass(frozen=True, slots=True)
class Parameter:
    """A published parameter; its value is dated data (`parameters/monitoring.csv`), `low` and `high` are what tuning may try, both inclusive."""

    name: str
    unit: Unit
    low: Decimal
    high: Decimal
    meaning: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A number each hit brings, compared with the parameter it had to reach; at `full` times that parameter it earns all its points."""

    name: str
    parameter: str
    unit: Unit
    full: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One scenario; `questions` are names of texts in `sql`, `measures` the columns measure_1 and measure_2 of what they find."""

    id: ScenarioId
    title: str
    logic: str
    rationale: str
    parameters: tuple[Parameter, ...]
    measures: tuple[Measure, ...]
    questions: tuple[str, ...]
    countries: bool = False
    """Whether its questions ask for the countries FATF names."""
