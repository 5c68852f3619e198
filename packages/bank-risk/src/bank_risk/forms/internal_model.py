"""Liquidity-adjusted expected shortfall of the internal models approach, and backtests: arguments and results."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from bank_kit.labels import Classified, DataClass
from bank_kit.quantities import Loss, Probability, Ratio
from bank_risk.forms.shared import Frozen, PortfolioArguments
from bank_risk.forms.value_at_risk import ConfidentialLoss
from bank_risk.store.runs import RunValue


class ReducedSet(StrEnum):
    """Which factors have a history that reaches into the stressed period (MAR33.5)."""

    WITHOUT_VOLATILITIES = "without_volatilities"
    ALL = "all"


class ImaArguments(PortfolioArguments):
    """Which books, and which factors make the reduced set."""

    reduced_set: ReducedSet = Field(
        default=ReducedSet.WITHOUT_VOLATILITIES, description="Factors of the stressed calibration: all, or all but implied volatilities"
    )
    window_days: int = Field(default=250, ge=200, le=500, description="Days of the current period, 200 to 500; MAR33.7 asks for the last 12 months")


class ImaEs(Frozen):
    """ES of one risk class, or of all: ES = ES_R,S times the larger of ES_F,C over ES_R,C and its floor (MAR33.5, 33.6)."""

    risk_class: str = Field(description="interest_rate, credit_spread, equity, foreign_exchange, commodity, or all")
    reduced_stressed: Loss = Field(description="ES_R,S over the liquidity horizons, reduced set, stressed period")
    full_current: Loss = Field(description="ES_F,C: all factors, current period")
    reduced_current: Loss = Field(description="ES_R,C: reduced set, current period")
    ratio: Ratio
    expected_shortfall: Loss
    by_horizon: tuple[Loss, ...] = Field(
        description="ES_F,C over ten days, shocking only factors of the liquidity horizons 10, 20, 40, 60 and 120 days or longer"
    )


class ImaReport(RunValue):
    """The modelled capital charge IMCC; default risk, non-modellable factors and the multiplier are not in it."""

    imcc: ConfidentialLoss = Field(description="weight times unconstrained plus the rest times the sum of the classes (MAR33.15)")
    unconstrained: Annotated[ImaEs, Classified(DataClass.CONFIDENTIAL)]
    by_class: Annotated[tuple[ImaEs, ...], Classified(DataClass.CONFIDENTIAL)]
    constrained: ConfidentialLoss = Field(description="Sum of the classes on their own")
    unconstrained_weight: Ratio
    stressed_first_day: date
    stressed_last_day: date
    lines: int


class BacktestArguments(PortfolioArguments):
    """Which books, and how the VaR that is tested is computed."""

    days: int = Field(default=250, ge=100, le=500, description="Days tested, 100 to 500; MAR32.5 asks for 250")
    window_days: int = Field(default=500, ge=250, le=1_500, description="Days behind each VaR, 250 to 1500")


class BacktestDay(Frozen):
    """A day whose loss was larger than the VaR of the evening before."""

    day: date
    value_at_risk: Loss
    actual_loss: Loss
    hypothetical_loss: Loss


class Likelihood(Frozen):
    """A likelihood ratio, and the probability of one at least as large if the model is right."""

    statistic: float = Field(allow_inf_nan=False, description="Chi-squared if the model is right; one degree of freedom, two for conditional coverage")
    p_value: Probability


class Attribution(Frozen):
    """P&L attribution test of the desk: hypothetical against risk-theoretical P&L (MAR32)."""

    correlation: Ratio = Field(description="Spearman rank correlation")
    distance: Ratio = Field(description="Kolmogorov-Smirnov distance")
    zone: str = Field(description="green, amber or red")


class BacktestReport(RunValue):
    """Exceptions of one-day 99 % VaR and what follows from them."""

    days: int
    first_day: date
    last_day: date
    exceptions: int = Field(description="The larger of the two counts (MAR32.5)")
    actual_exceptions: int
    hypothetical_exceptions: int
    zone: str = Field(description="green, yellow or red (MAR32.9)")
    multiplier: Ratio = Field(description="Capital multiplier of that number of exceptions")
    probability_of_fewer: Probability = Field(description="Probability of so many exceptions or fewer in a model that is right")
    kupiec: Likelihood = Field(description="Proportion of failures")
    christoffersen: Likelihood = Field(description="Independence of one day from the next")
    conditional: Likelihood = Field(description="Both at once")
    eligible: bool = Field(description="Whether the exceptions are within a desk's limit (MAR32.18)")
    breaches: Annotated[tuple[BacktestDay, ...], Classified(DataClass.CONFIDENTIAL)]
    attribution: Attribution
