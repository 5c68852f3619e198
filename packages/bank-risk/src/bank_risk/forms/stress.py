"""Stress tests: arguments and results."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from bank_kit.labels import Classified, DataClass
from bank_kit.money import Exact, Money
from bank_kit.quantities import BasisPoints, Loss, Ratio
from bank_risk.forms.shared import Confidential, Frozen, PortfolioArguments
from bank_risk.store.runs import RunValue


class ShockedClass(StrEnum):
    """Classes of risk factors a shock may be of."""

    INTEREST_RATE = "interest_rate"
    CREDIT_SPREAD = "credit_spread"
    EQUITY = "equity"
    FOREIGN_EXCHANGE = "foreign_exchange"
    COMMODITY = "commodity"
    VOLATILITY = "volatility"


class ShockUnit(StrEnum):
    """relative: a part of the level. absolute: added to it. level: where it ends."""

    RELATIVE = "relative"
    ABSOLUTE = "absolute"
    LEVEL = "level"


class ShockArgument(Frozen):
    """One shock of your own; of several that match a factor the one with the longest pattern counts."""

    risk_class: ShockedClass
    kind: ShockUnit
    size: float = Field(ge=-10, le=100, allow_inf_nan=False, description="Decimal: -0.4 relative is a fall of 40 %, 0.02 absolute is 200 bp")
    factors: str = Field(
        default="*",
        pattern=r"^[A-Za-z0-9*?:-]{1,60}$",
        description="Pattern of factor ids: EUR-ESTR:10Y, EUR-CORP-BBB:5Y, EQ-isin, CO-isin, EURUSD (units for one euro), VOL-EQ-isin:1Y",
    )


class StressArguments(PortfolioArguments):
    """Which books, under which scenario."""

    scenario_id: str | None = Field(
        default=None, pattern=r"^[a-z0-9-]{1,60}$", description="A scenario of risk://scenarios/{id}, such as house-2026-rates-and-spreads"
    )
    shocks: tuple[ShockArgument, ...] = Field(default=(), max_length=50, description="Shocks of your own instead, at most 50")
    reverse_loss: Annotated[Exact, Field(gt=0)] | None = Field(
        default=None, description="Also find the smallest scaling of the scenario, up to 3, that loses this much; decimal string, reporting currency"
    )
    books_shown: int = Field(default=10, ge=1, le=50, description="Books shown, worst first")

    @model_validator(mode="after")
    def _one_scenario(self) -> "StressArguments":
        if (self.scenario_id is None) == (not self.shocks):
            raise ValueError("give exactly one of scenario_id and shocks")
        return self


class ClassPnl(Frozen):
    """P&L of one risk class shocked alone."""

    risk_class: str
    pnl: Money = Field(description="Positive for a gain")


class BookPnl(Frozen):
    """P&L of one book under the whole scenario."""

    book: str
    pnl: Money = Field(description="Positive for a gain")


class CapitalCost(Frozen):
    """What the P&L does to the CET1 ratio; risk-weighted assets and tax left as they are."""

    cet1_before: Ratio
    cet1_after: Ratio
    change: BasisPoints = Field(description="Negative for a loss")


class Reverse(Frozen):
    """The smallest scaling found that reaches the loss."""

    target_loss: Loss
    scale: Ratio | None = Field(description="Times all moves of the scenario; null when three times it is not enough")
    loss: Loss = Field(description="Loss at that scaling, or the largest seen")


class StressReport(RunValue):
    """P&L of a scenario."""

    scenario: str
    scenario_name: str
    published_on: date | None
    source: str
    pnl: Confidential = Field(description="Positive for a gain")
    by_class: Annotated[tuple[ClassPnl, ...], Classified(DataClass.CONFIDENTIAL)]
    interaction: Confidential = Field(description="What the classes do only together")
    worst_books: Annotated[tuple[BookPnl, ...], Classified(DataClass.CONFIDENTIAL)]
    capital: Annotated[CapitalCost, Classified(DataClass.CONFIDENTIAL)] | None = Field(description="Null when a single book or desk is asked for")
    reverse: Annotated[Reverse, Classified(DataClass.CONFIDENTIAL)] | None
    lines: int
