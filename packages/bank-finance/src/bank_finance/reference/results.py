"""What the reference resources answer, inside the envelope."""

from pydantic import BaseModel, ConfigDict, Field


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CurrencyEntry(_Frozen):
    """A currency the bank keeps accounts in."""

    code: str
    minor_units: int


class CurrencyList(_Frozen):
    """All of them, by code."""

    currencies: tuple[CurrencyEntry, ...]


class ColumnEntry(_Frozen):
    """A column of the store."""

    name: str
    type: str = Field(description="Generic SQL type")
    nullable: bool
    is_key: bool = Field(description="Whether it is part of the primary key")
    meaning: str
    unit: str | None
    data_class: str
    lineage: str = Field(description="The column of the system of record it comes from, or how it was worked out")


class TableEntry(_Frozen):
    """A table of the store."""

    name: str
    owner: str = Field(description="The department that answers for the content")
    columns: tuple[ColumnEntry, ...]
