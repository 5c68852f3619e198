"""Trades as the simulation prices them. Amounts are above zero, times years from the calculation date; +1 or -1 says which side the bank is on."""

from dataclasses import dataclass
from math import isfinite
from typing import TypeAlias

from bank_risk.counterparty.exposure.model import MarketModel


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """Fixed against floating in one currency; side +1 pays fixed. `frequency` fixed payments a year; S may be below zero once started."""

    id: str
    currency: str
    notional: float
    rate: float
    start: float
    end: float
    side: int
    frequency: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Swaption:
    """European option on `underlying`, settled in cash at `expiry`; side +1 bought. `normal_volatility` of the swap rate is absolute, one year."""

    id: str
    underlying: Swap
    expiry: float
    side: int
    normal_volatility: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FxForward:
    """Receives `bought` of one currency and pays `sold` of another at `end`."""

    id: str
    bought_currency: str
    bought: float
    sold_currency: str
    sold: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FxOption:
    """Right to receive `bought` and pay `sold` at `end`, European; side +1 holds the right. A put on one currency is a call on the other."""

    id: str
    bought_currency: str
    bought: float
    sold_currency: str
    sold: float
    end: float
    side: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetForward:
    """`units` of an equity or commodity at `end` for `strike` each; side +1 buys."""

    id: str
    asset: str
    units: float
    strike: float
    end: float
    side: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetOption:
    """European option on `units` of an asset; `right` +1 call, -1 put; side +1 bought."""

    id: str
    asset: str
    units: float
    strike: float
    end: float
    right: int
    side: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditSwap:
    """Credit default swap on a spread factor: `spread` a year is paid for protection; side +1 buys protection. `recovery` within [0, 1)."""

    id: str
    asset: str
    notional: float
    spread: float
    end: float
    side: int
    recovery: float = 0.4


ExposureTrade: TypeAlias = Swap | Swaption | FxForward | FxOption | AssetForward | AssetOption | CreditSwap


def last_time(trade: ExposureTrade) -> float:
    """When the trade is over."""
    return trade.expiry if isinstance(trade, Swaption) else trade.end


def refuse_unknown(trade: ExposureTrade, model: MarketModel) -> None:
    """ValueError naming the trade's field that the model has no factor for, or that is out of range."""
    if not all(isfinite(number) and number > 0 for number in _positive(trade)):
        raise ValueError("amounts, strikes and times: finite numbers above zero")
    if not isinstance(trade, FxForward) and trade.side not in {-1, 1}:
        raise ValueError("side: +1 or -1")
    match trade:
        case Swaption():
            refuse_unknown(trade.underlying, model)
        case Swap():
            _known((trade.currency,), model)
        case FxForward() | FxOption():
            _known((trade.bought_currency, trade.sold_currency), model)
        case _:
            if trade.asset not in model.assets:
                raise ValueError("asset: the model has no such factor")


def _positive(trade: ExposureTrade) -> tuple[float, ...]:
    match trade:
        case Swaption():
            return (trade.expiry, trade.normal_volatility, trade.underlying.end - trade.expiry)
        case Swap():
            return (trade.notional, trade.end, trade.end - trade.start, trade.frequency)
        case FxForward() | FxOption():
            return (trade.bought, trade.sold, trade.end)
        case AssetForward() | AssetOption():
            return (trade.units, trade.strike, trade.end)
        case CreditSwap():
            return (trade.notional, trade.end, 1 - trade.recovery)


def _known(currencies: tuple[str, ...], model: MarketModel) -> None:
    if not set(currencies) <= set(model.rates):
        raise ValueError("currency: the model has no rates for it")
