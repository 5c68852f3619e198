"""What is looked up and not computed: scenarios, dated parameters, models."""

from datetime import date

from pydantic import Field, JsonValue

from bank_risk.forms.shared import Frozen


class ShockLine(Frozen):
    """One shock of a scenario."""

    risk_class: str
    kind: str = Field(description="How the size is meant, such as relative or absolute")
    size: float
    factors: str = Field(description="Factors it moves, a pattern")
    doubt: str | None


class ScenarioCard(Frozen):
    """A stress scenario as published."""

    scenario_id: str
    name: str
    published_on: date
    source: str
    doubt: str | None
    shocks: tuple[ShockLine, ...]


class ParameterLine(Frozen):
    """A value in force for a time."""

    framework: str
    paragraph: str
    name: str
    key: str | None
    value: str = Field(description="Decimal string in `unit`")
    unit: str
    jurisdiction: str
    valid_from: date
    valid_to: date | None = Field(description="Last day; null while it is in force")
    source: str
    doubt: str | None = Field(description="What could not be checked against the primary text")


class ParameterTable(Frozen):
    """All rows of one paragraph, of every jurisdiction and time."""

    rows: tuple[ParameterLine, ...]


class ModelCard(Frozen):
    """A model of the inventory."""

    model_id: str
    version: str
    card: dict[str, JsonValue] = Field(description="Purpose, method, assumptions, limits, owner, validation")
