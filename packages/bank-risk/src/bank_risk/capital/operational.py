"""Operational risk under the standardised approach (OPE25), in exact money: indicator, component, losses, multiplier, RWA."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bank_kit.parameters import Rulebook

FRAMEWORK = "OPE25"
INDICATOR_YEARS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorYear:
    """The income statement items of one financial year, in euro; expenses are positive, results carry their sign."""

    interest_income: Decimal
    interest_expense: Decimal
    earning_assets: Decimal
    dividends: Decimal
    fee_income: Decimal
    fee_expense: Decimal
    other_income: Decimal
    other_expense: Decimal
    trading_result: Decimal
    banking_result: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessIndicator:
    """The three components, averaged over three years, in euro (OPE25.3, OPE25.5)."""

    interest: Decimal
    services: Decimal
    financial: Decimal

    @property
    def total(self) -> Decimal:
        """BI."""
        return self.interest + self.services + self.financial


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationalCapital:
    """BI, BIC, LC and ORC in euro, ILM a number, RWA = 12.5 x ORC."""

    indicator: BusinessIndicator
    component: Decimal
    loss_component: Decimal
    multiplier: Decimal
    capital: Decimal
    rwa: Decimal


def calculate(years: Sequence[IndicatorYear], yearly_losses: Sequence[Decimal], book: Rulebook) -> OperationalCapital:
    """Capital from three years of income and the net losses of each year, oldest first (OPE25.1, OPE25.2); ValueError for other than three years."""
    indicator = business_indicator(years, book)
    component = indicator_component(indicator.total, book)
    losses = loss_component(yearly_losses, book)
    multiplier = loss_multiplier(losses, component, indicator=indicator.total, book=book)
    capital = component * multiplier
    rwa = book.exact(FRAMEWORK, "rwa_multiple") * capital
    return OperationalCapital(indicator=indicator, component=component, loss_component=losses, multiplier=multiplier, capital=capital, rwa=rwa)


def business_indicator(years: Sequence[IndicatorYear], book: Rulebook) -> BusinessIndicator:
    """ILDC, SC and FC; absolute values are taken of each year, before averaging, and the larger side of averages (OPE25.5 and its footnote)."""
    if len(years) != INDICATOR_YEARS:
        raise ValueError("the business indicator needs three years")
    margin = _average([abs(year.interest_income - year.interest_expense) for year in years])
    assets = book.exact(FRAMEWORK, "asset_share") * _average([year.earning_assets for year in years])
    other = max(_average([year.other_income for year in years]), _average([year.other_expense for year in years]))
    fees = max(_average([year.fee_income for year in years]), _average([year.fee_expense for year in years]))
    return BusinessIndicator(
        interest=min(margin, assets) + _average([year.dividends for year in years]),
        services=other + fees,
        financial=_average([abs(year.trading_result) for year in years]) + _average([abs(year.banking_result) for year in years]),
    )


def indicator_component(indicator: Decimal, book: Rulebook) -> Decimal:
    """BIC: marginal coefficients by bucket, in euro (OPE25.7)."""
    total, start = Decimal(0), Decimal(0)
    ends = book.keyed(FRAMEWORK, "bucket_end")
    for key in sorted(book.keyed(FRAMEWORK, "marginal")):
        end = book.exact(FRAMEWORK, "bucket_end", key) if key in ends else indicator
        total += book.exact(FRAMEWORK, "marginal", key) * max(min(indicator, end) - start, Decimal(0))
        start = end
    return total


def loss_component(yearly_losses: Sequence[Decimal], book: Rulebook) -> Decimal:
    """LC: fifteen times the average yearly net loss of at most the last ten years, in euro (OPE25.8); zero without losses."""
    counted = list(yearly_losses)[-int(book.exact(FRAMEWORK, "loss_years")) :]
    return book.exact(FRAMEWORK, "loss_multiple") * _average(counted) if counted else Decimal(0)


def loss_multiplier(losses: Decimal, component: Decimal, *, indicator: Decimal, book: Rulebook) -> Decimal:
    """ILM = ln(e - 1 + (LC/BIC)^0.8) (OPE25.8); 1 in the first bucket and where the jurisdiction leaves losses out."""
    first_bucket = indicator <= book.exact(FRAMEWORK, "bucket_end", "1")
    if first_bucket or not book.exact(FRAMEWORK, "loss_multiplier_applies"):
        return Decimal(1)
    ratio = float(losses / component) ** book.number(FRAMEWORK, "loss_exponent")
    return Decimal(repr(math.log(math.e - 1.0 + ratio)))


def _average(values: Sequence[Decimal]) -> Decimal:
    return sum(values, Decimal(0)) / len(values)
