"""The values one scenario runs with: from the rulebook, or changed within the published bounds to try them.

Above: run, tuning. Below: scenario, catalogue, bank_kit's dated parameters. Rows of the table are named `<SCENARIO>.<parameter>` under the framework
MONITORING. They are policy of the whole group: kept under BCBS, to which every jurisdiction falls back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bank_compliance.monitoring.catalogue import SCENARIOS
from bank_compliance.monitoring.scenario import WHOLE, Parameter, ScenarioId
from bank_compliance.warehouse.text import Value
from bank_kit.envelope import digest
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.parameters import Rulebook

FRAMEWORK = "MONITORING"
JURISDICTION = "BCBS"
"""The rulebook to ask for: `ParameterTables.rulebook(JURISDICTION, on)`."""
_PAIRS = (("lowest", "highest"), ("share_least", "share_most"), ("hops_least", "hops_most"))
"""Of each pair the first may not be above the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Parameters of one scenario by name, and the countries it looks at (empty where it looks at none)."""

    scenario: ScenarioId
    values: Mapping[str, Decimal]
    countries: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """`sha256:` and the digest of scenario and values."""
        return digest([self.scenario, sorted([name, str(value)] for name, value in self.values.items()), *self.countries])

    def literals(self) -> dict[str, Value]:
        """What the scenario's questions ask for."""
        whole = {each.name for each in SCENARIOS[self.scenario].parameters if each.unit in WHOLE}
        told: dict[str, Value] = {name: int(value) if name in whole else value for name, value in self.values.items()}
        return {**told, "country": self.countries} if self.countries else told


def published(scenario: ScenarioId, rulebook: Rulebook) -> Settings:
    """The values in force; UNSUPPORTED_JURISDICTION when the rulebook has none."""
    definition = SCENARIOS[scenario]
    values = {each.name: rulebook.exact(FRAMEWORK, f"{scenario}.{each.name}") for each in definition.parameters}
    countries = tuple(sorted(rulebook.keyed(FRAMEWORK, f"{scenario}.country"))) if definition.countries else ()
    return Settings(scenario=scenario, values=values, countries=countries)


def changed(settings: Settings, changes: Mapping[str, Decimal]) -> Settings:
    """The same with other values; INVALID_ARGUMENT when a name is unknown, a value is out of bounds, or two contradict each other."""
    known = {each.name: each for each in SCENARIOS[settings.scenario].parameters}
    for name, value in changes.items():
        if name not in known:
            raise _refused("the scenario has no parameter of that name", "name", ", ".join(known))
        _check(known[name], value)
    values = {**settings.values, **changes}
    for low, high in _PAIRS:
        if low in values and values[low] > values[high]:
            raise _refused(f"{low} is above {high}", low, f"at most {high}")
    return Settings(scenario=settings.scenario, values=values, countries=settings.countries)


def _check(parameter: Parameter, value: Decimal) -> None:
    allowed = f"{parameter.low} to {parameter.high}" + (", whole numbers" if parameter.unit in WHOLE else "")
    if not value.is_finite() or not parameter.low <= value <= parameter.high:
        raise _refused(f"{parameter.name} is out of bounds", parameter.name, allowed)
    if parameter.unit in WHOLE and value != value.to_integral_value():
        raise _refused(f"{parameter.name} is a whole number", parameter.name, allowed)
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -8:
        raise _refused(f"{parameter.name} has too many digits", parameter.name, "at most 8 digits after the point")


def _refused(message: str, name: str, allowed: str) -> ToolFailureError:
    return ToolFailureError(FailureCode.INVALID_ARGUMENT, message, field=f"grid.{name}", allowed=allowed, remedy="see the scenario's resource for its bounds")
