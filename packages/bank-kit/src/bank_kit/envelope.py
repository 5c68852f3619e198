"""The result envelope: no value leaves a bank server without unit, date, source, method and lineage (BCBS 239 principles 3 and 7)."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from bank_kit.money import Currency

Value = TypeVar("Value", bound=BaseModel)


class Envelope(BaseModel, Generic[Value]):
    """A value and all it takes to trust it; the JSON Schema of `Envelope[X]` is the outputSchema of the tool that answers X."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: Value
    unit: str = Field(description="What `value` counts or is: record, rows, positions; amounts inside carry their own currency")
    currency: Currency | None = Field(description="Currency of the whole value; null where amounts of several currencies may stand inside")
    as_of: date = Field(description="Business date the value is true for (ISO 8601)")
    source_system: str = Field(description="System of record")
    method: str = Field(description="How the value was obtained")
    method_version: str = Field(description="Version of that method")
    reg_ref: str | None = Field(description="Paragraph of the rule behind the method, if there is one")
    params: str | None = Field(description="Version of the rulebook whose parameters were used, if any: jurisdiction, date and a digest of the values")
    lineage_id: str = Field(description="Same data, method, parameters and inputs give the same id")
    inputs_hash: str = Field(description="SHA-256 of the arguments as understood, canonical JSON")
    warnings: tuple[str, ...] = Field(description="What a careful reader should know; empty when nothing")
    masked: bool = Field(description="True when some part of the value was masked at the source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What only the tool knows about the value it answers."""

    unit: str
    as_of: date
    currency: str | None = None
    warnings: tuple[str, ...] = ()
    masked: bool = False
    params: str | None = None
    """Version of the rulebook of this one answer (`Rulebook.version`), where callers choose jurisdiction or date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a tool's values come from; `data_version` names the state of the store."""

    source_system: str
    data_version: str
    method: str
    method_version: str
    reg_ref: str | None = None
    params: str | None = None
    """Version of the rulebook of every answer; a Reading's own comes first."""

    def envelope(self, value: Value, inputs: BaseModel, reading: Reading) -> Envelope[Value]:
        """Wrap `value`, obtained from `inputs`."""
        inputs_hash = digest(inputs.model_dump(mode="json"))
        params = reading.params or self.params
        lineage = digest([self.source_system, self.data_version, self.method, self.method_version, params, inputs_hash])
        return Envelope[Value](
            value=value,
            unit=reading.unit,
            currency=reading.currency,
            as_of=reading.as_of,
            source_system=self.source_system,
            method=self.method,
            method_version=self.method_version,
            reg_ref=self.reg_ref,
            params=params,
            lineage_id=f"lin-{lineage.removeprefix('sha256:')[:24]}",
            inputs_hash=inputs_hash,
            warnings=reading.warnings,
            masked=reading.masked,
        )


def digest(value: object) -> str:
    """`sha256:` and the hex digest of `value` as JSON with sorted keys and no spaces."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
