"""Trade-level terms of SA-CCR, for many trades at once: adjusted notional, supervisory delta, maturity factor.

All results are arrays in the order of the trades.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bank_risk.counterparty.saccr.factors import SaccrFactors
from bank_risk.counterparty.saccr.trade import AssetClass, MarginAgreement, Option, Right, SaccrTrade
from bank_risk.normal import cumulative

Floats = NDArray[np.float64]

DURATION_CLASSES = frozenset({AssetClass.INTEREST_RATE, AssetClass.CREDIT})


def column(values: Sequence[float]) -> Floats:
    """One number for each trade."""
    return np.asarray(values, dtype=np.float64)


def supervisory_duration(start: Floats, end: Floats, factors: SaccrFactors) -> Floats:
    """SD in years: (e^-rS - e^-rE) / r with r = 5 %, E at least ten business days (CRE52.34)."""
    rate = factors.duration_rate
    last = np.maximum(end, factors.minimum_days / factors.year_days)
    duration: Floats = (np.exp(-rate * start) - np.exp(-rate * last)) / rate
    return duration


def adjusted_notional(trades: Sequence[SaccrTrade], reporting: str, factors: SaccrFactors) -> Floats:
    """Amounts of the reporting currency, zero or more, before sign (CRE52.34-52.36).

    Rates and credit: notional x SD. FX: the foreign leg, or the larger of two foreign legs. Equity and commodity: price x units.
    """
    notional = column([_notional(trade, reporting) for trade in trades])
    dated = np.array([trade.subclass.asset_class in DURATION_CLASSES for trade in trades], dtype=bool)
    duration = supervisory_duration(column([trade.start for trade in trades]), column([trade.end for trade in trades]), factors)
    return np.where(dated, notional * duration, notional)


def _notional(trade: SaccrTrade, reporting: str) -> float:
    if trade.subclass.asset_class is not AssetClass.FOREIGN_EXCHANGE:
        return trade.notional
    if trade.currency == reporting:
        return trade.second_notional
    return trade.notional if trade.second_currency == reporting else max(trade.notional, trade.second_notional)


def supervisory_delta(trades: Sequence[SaccrTrade], factors: SaccrFactors) -> Floats:
    """Signed sensitivity to the primary risk factor, within [-1, 1] (CRE52.38-52.41): linear trades, options and CDO tranches.

    An FX trade is signed by the alphabetically first currency of its pair, so that both ways of writing a pair fall together.
    """
    delta = column([trade.direction * _flip(trade) for trade in trades])
    chosen = [index for index, trade in enumerate(trades) if trade.option is not None]
    if chosen:
        delta[chosen] *= _option_delta([trades[index] for index in chosen], factors)
    for index, trade in enumerate(trades):
        if trade.tranche is not None:
            slope = factors.tranche_slope
            delta[index] *= factors.tranche_numerator / ((1 + slope * trade.tranche.attachment) * (1 + slope * trade.tranche.detachment))
    return delta


def _flip(trade: SaccrTrade) -> int:
    return -1 if trade.subclass.asset_class is AssetClass.FOREIGN_EXCHANGE and trade.currency > trade.second_currency else 1


def _option_delta(trades: Sequence[SaccrTrade], factors: SaccrFactors) -> Floats:
    """Delta of the bought option: N(d) of a call, -N(-d) of a put, with d = ln(P/K)/(s sqrt T) + s sqrt T / 2 (CRE52.40)."""
    options = [option for trade in trades if (option := trade.option) is not None]
    shift = column([_shift(trade, option, factors.option_shift) for trade, option in zip(trades, options, strict=True)])
    price, strike = column([option.price for option in options]) + shift, column([option.strike for option in options]) + shift
    if np.any(price <= 0) or np.any(strike <= 0):
        raise ValueError("option: price and strike above zero, except for interest rates")
    volatility = column([factors.rows[trade.subclass].volatility for trade in trades])
    days = factors.year_days
    deviation = volatility * np.sqrt(np.maximum(column([option.expiry for option in options]), 1 / days))
    moneyness = np.log(price / strike) / deviation + deviation / 2
    sign = column([1.0 if option.right is Right.CALL else -1.0 for option in options])
    delta: Floats = sign * cumulative(sign * moneyness)
    return delta


def _shift(trade: SaccrTrade, option: Option, least: float) -> float:
    """Rates may be negative: both are lifted until the lower is 0.1 % (CRE52.40 FAQ2)."""
    return max(least - min(option.price, option.strike), 0.0) if trade.subclass.asset_class is AssetClass.INTEREST_RATE else 0.0


def maturity_factor(trades: Sequence[SaccrTrade], factors: SaccrFactors) -> Floats:
    """MF without margin: sqrt(min(M, 1y) / 1y), M at least ten business days (CRE52.48)."""
    least = factors.minimum_days / factors.year_days
    result: Floats = np.sqrt(np.clip(column([trade.maturity for trade in trades]), least, 1.0))
    return result


def margin_period(agreement: MarginAgreement, trade_count: int, factors: SaccrFactors) -> float:
    """Margin period of risk in business days: floor + N - 1; the floor is longer for large or illiquid sets, and all doubles after disputes (CRE52.50)."""
    long = agreement.illiquid or trade_count > factors.large_set
    days = (factors.margin_days_long if long else factors.margin_days) + agreement.remargin_days - 1
    return days * (factors.dispute_scale if agreement.disputed else 1)


def margined_factor(period: float, factors: SaccrFactors) -> float:
    """MF with margin: 1.5 sqrt(MPOR / 1y) (CRE52.52)."""
    return factors.margined_scale * float(np.sqrt(period / factors.year_days))
