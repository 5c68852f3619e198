"""VaR and expected shortfall: arguments and results."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from bank_kit.labels import Classified, DataClass
from bank_kit.money import Money
from bank_kit.quantities import Loss, Probability, Ratio
from bank_risk.forms.shared import Confidential, Frozen, PortfolioArguments
from bank_risk.store.runs import RunValue

ConfidentialLoss = Annotated[Loss, Classified(DataClass.CONFIDENTIAL)]


class VarMethod(StrEnum):
    """hs: past days applied to today's portfolio. param: normal factors and sensitivities. mc: simulated factors, full revaluation."""

    HISTORICAL = "hs"
    PARAMETRIC = "param"
    MONTE_CARLO = "mc"


class HorizonScaling(StrEnum):
    """How one day becomes the horizon; overlapping is for hs only."""

    ROOT = "sqrt_time"
    OVERLAPPING = "overlapping"


class Split(StrEnum):
    """What the total is split over."""

    BOOK = "book"
    DESK = "desk"
    KIND = "kind"
    LINE = "id"


class VarArguments(PortfolioArguments):
    """What is measured, and of which books."""

    method: VarMethod = Field(default=VarMethod.HISTORICAL, description="hs, param or mc")
    confidence: float = Field(default=0.99, ge=0.9, le=0.999, allow_inf_nan=False, description="0.90 to 0.999")
    horizon_days: int = Field(default=1, ge=1, le=60, description="Trading days, 1 to 60")
    scaling: HorizonScaling = Field(default=HorizonScaling.ROOT, description="How one day becomes the horizon")
    window_days: int = Field(default=500, ge=100, le=2_500, description="Latest trading days that count, 100 to 2500")
    stressed: bool = Field(default=False, description="Also find the worst 250 days of the history and measure with them (hs)")
    split: Split = Field(default=Split.BOOK, description="book, desk, kind of instrument, or id of position or trade")
    parts_shown: int = Field(default=20, ge=1, le=100, description="Parts shown, largest component of ES first")
    scenarios: int = Field(default=10_000, ge=1_000, le=50_000, description="Scenarios of mc, 1000 to 50000")
    seed: int = Field(default=42, ge=0, lt=2**63, description="Seed of mc: the same seed gives the same bits")
    degrees_of_freedom: float | None = Field(default=None, gt=2, le=1_000, allow_inf_nan=False, description="mc: Student-t factors; left out: normal")


class TailScenario(Frozen):
    """A day of the past whose moves would cost most today."""

    day: date
    loss: Loss


class StressedPeriod(Frozen):
    """The worst 250 days of the history for this portfolio."""

    first_day: date
    last_day: date
    value_at_risk: Loss
    expected_shortfall: Loss


class VarPart(Frozen):
    """A part of the total: components sum to the total, negative ones reduce it."""

    name: str
    booked_value: Money = Field(description="Value in the books; negative when the part is worth less than nothing")
    component_var: Loss
    component_es: Loss
    marginal_es: Ratio | None = Field(description="Change of ES for one more unit of value; null where the value is about zero")


class VarReport(RunValue):
    """VaR and ES of a portfolio."""

    value_at_risk: ConfidentialLoss
    expected_shortfall: ConfidentialLoss
    es_standard_error: ConfidentialLoss | None = Field(description="Standard error of ES for independent scenarios; null when parametric")
    method: VarMethod
    confidence: Probability
    horizon_days: int
    observations: int = Field(description="Scenarios behind the numbers; 0 when parametric")
    lines: int = Field(description="Positions and trades that count")
    booked_value: Confidential
    tail: Annotated[tuple[TailScenario, ...], Classified(DataClass.CONFIDENTIAL)] = Field(description="The worst days, at most ten; empty unless hs")
    stressed: Annotated[StressedPeriod, Classified(DataClass.CONFIDENTIAL)] | None
    parts: Annotated[tuple[VarPart, ...], Classified(DataClass.CONFIDENTIAL)]
