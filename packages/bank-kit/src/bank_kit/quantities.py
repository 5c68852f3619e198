"""Numbers with unit and sign in their JSON Schema: `x-unit` says what one counts, `x-sign` what positive means.

Finite and bounded; strings and booleans are refused.
These are floats, for what calculators on arrays work out; money and whatever is booked is exact (`bank_kit.money`).
A field narrows its type by a further `Field`: `Annotated[Ratio, Field(ge=0, le=1)]`.
"""

from typing import Annotated

from pydantic import Field
from pydantic.config import JsonDict

from bank_kit.money import Money


def _unit(unit: str, sign: str) -> JsonDict:
    return {"x-unit": unit, "x-sign": sign}


Ratio = Annotated[
    float, Field(ge=-1e6, le=1e6, allow_inf_nan=False, strict=True, description="Ratio: 0.1325 is 13.25 %", json_schema_extra=_unit("ratio", "as stated"))
]
"""A ratio as a decimal, never a percentage."""

Probability = Annotated[
    float, Field(ge=0, le=1, allow_inf_nan=False, strict=True, description="Probability, 0 to 1", json_schema_extra=_unit("ratio", "never negative"))
]
"""0 to 1, both included."""

BasisPoints = Annotated[
    float,
    Field(
        ge=-100_000,
        le=100_000,
        allow_inf_nan=False,
        strict=True,
        description="Basis points: 1 is 0.0001",
        json_schema_extra=_unit("bp", "positive is a rise"),
    ),
]
"""A change or a spread of a rate; positive is a rise."""

DecimalRate = Annotated[
    float,
    Field(
        ge=-1, le=10, allow_inf_nan=False, strict=True, description="Rate as a decimal: 0.025 is 2.5 % a year", json_schema_extra=_unit("decimal", "as stated")
    ),
]
"""A rate a year as a decimal; compounding is said by the field."""

PercentOfPar = Annotated[
    float,
    Field(
        ge=0,
        le=10_000,
        allow_inf_nan=False,
        strict=True,
        description="Percent of nominal: 100 is par",
        json_schema_extra=_unit("percent of par", "never negative"),
    ),
]
"""A bond's price; clean or dirty is said by the field."""

Years = Annotated[float, Field(ge=0, le=200, allow_inf_nan=False, strict=True, description="Years", json_schema_extra=_unit("years", "never negative"))]
"""A length of time in years."""

Days = Annotated[int, Field(ge=0, le=73_000, strict=True, description="Calendar days", json_schema_extra=_unit("days", "never negative"))]
"""A length of time in calendar days, unless the field says business days."""

Loss = Annotated[Money, Field(description="A loss as a positive amount; negative would be a gain", json_schema_extra=_unit("currency", "positive is a loss"))]
"""VaR, expected shortfall, expected loss: positive is a loss."""
