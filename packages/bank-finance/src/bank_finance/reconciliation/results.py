"""What the reconcile tool answers, inside the envelope. Amounts are decimal strings in the currency beside them; no two currencies are ever added."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from bank_kit.labels import Classified, DataClass
from bank_kit.money import Currency, Exact

Amounts = Annotated[dict[str, Exact], Classified(DataClass.CONFIDENTIAL)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ComparedRow(_Frozen):
    """A row of a source."""

    reference: str
    key: tuple[str, ...] = Field(description="In the order of keys")
    currency: Currency
    on: date = Field(description="Value date, settlement date or end of day")
    amounts: Amounts


class BreakRow(_Frozen):
    """Two rows with one key that do not agree."""

    left: ComparedRow
    right: ComparedRow
    differences: Amounts = Field(description="Left less right, of the measures beyond tolerance; empty when the currencies differ")
    ageing_days: int = Field(description="Business days since the older of the two")


class LonelyRow(_Frozen):
    """A row the other side does not have."""

    row: ComparedRow
    ageing_days: int = Field(description="Business days since")


class BreakTotal(_Frozen):
    """Of one currency and measure, over all rows."""

    currency: Currency
    measure: str
    net_difference: Exact = Field(description="Sum of left less right over the breaks")
    gross_difference: Exact = Field(description="The same without sign")
    only_left: Exact = Field(description="Sum of the rows the right side lacks")
    only_right: Exact = Field(description="Sum of the rows the left side lacks")


class ReconciliationReport(_Frozen):
    """Every row of either side is counted in exactly one of matched, breaks, only_left and only_right."""

    matched_count: int
    breaks_count: int
    only_left_count: int
    only_right_count: int
    breaks: tuple[BreakRow, ...] = Field(description="The first of them, by key")
    only_left: tuple[LonelyRow, ...]
    only_right: tuple[LonelyRow, ...]
    totals: Annotated[tuple[BreakTotal, ...], Classified(DataClass.CONFIDENTIAL)]
    calendar: str = Field(description="Whose business days the ageing counts")
