"""Interest rate risk of the banking book: arguments and results."""

from typing import Annotated

from pydantic import Field

from bank_kit.labels import Classified, DataClass
from bank_kit.money import Currency, Money
from bank_kit.quantities import Ratio, Years
from bank_risk.forms.shared import Confidential, EntityArguments, Frozen
from bank_risk.store.runs import RunValue


class IrrbbArguments(EntityArguments):
    """Of a legal entity, or of the group."""

    currency: Currency | None = Field(default=None, description="Only flows of this currency (ISO 4217); left out: all")


class CurrencyChange(Frozen):
    """Change of one currency's economic value."""

    currency: Currency
    change: Money = Field(description="Below zero is a loss")


class ValueShock(Frozen):
    """One shock to economic value."""

    scenario: str = Field(description="PARALLEL_UP, PARALLEL_DOWN, STEEPENER, FLATTENER, SHORT_UP or SHORT_DOWN")
    change: Confidential = Field(description="Over all currencies, gains counted in part or not at all; below zero is a loss")
    currencies: tuple[CurrencyChange, ...]


class IncomeShock(Frozen):
    """One shock to net interest income of twelve months."""

    scenario: str
    change: Confidential = Field(description="Below zero is a loss of income")


class GapLine(Frozen):
    """Net flows that reprice in one bucket, all currencies."""

    middle: Years = Field(description="Middle of the bucket")
    net: Money = Field(description="Assets less liabilities")


class IrrbbReport(RunValue):
    """Changes of economic value and of net interest income."""

    value_shocks: tuple[ValueShock, ...]
    income_shocks: tuple[IncomeShock, ...]
    worst_value: str = Field(description="Scenario with the largest loss of economic value")
    worst_value_part: Ratio = Field(description="That loss over Tier 1; 0 when no scenario loses")
    worst_income_part: Ratio = Field(description="The larger loss of income over Tier 1")
    outlier_value: bool = Field(description="Whether the loss of value is above the outlier test (15 % of Tier 1)")
    outlier_income: bool | None = Field(description="Whether the loss of income is above the outlier test; null where none is in force")
    tier1: Confidential
    gaps: Annotated[tuple[GapLine, ...], Classified(DataClass.CONFIDENTIAL)]
