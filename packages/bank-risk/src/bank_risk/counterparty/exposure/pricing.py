"""Values of trades along simulated paths, in the reporting currency and for the bank.

Swaps and forwards are exact in the model, but for one thing: both legs of a swap are counted without the coupon accrued in the running period.
Options are analytic approximations: FX and assets by Garman-Kohlhagen and Black on the simulated forward with the factor's flat volatility (rate
volatility left out), swaptions by Bachelier on the simulated forward swap rate. A credit swap is (spread - contract) x risky annuity, with the
hazard spread / (1 - recovery) and the zero rate to maturity both flat.
"""

from dataclasses import dataclass

import numpy as np

from bank_risk.counterparty.exposure.model import MarketModel
from bank_risk.counterparty.exposure.paths import FactorPaths
from bank_risk.counterparty.exposure.trades import AssetForward, AssetOption, CreditSwap, ExposureTrade, FxForward, FxOption, Swap, Swaption, last_time
from bank_risk.normal import Floats, cumulative, density

_ALMOST = 1e-9
"""Years; a date this close to a payment has reached it."""


@dataclass(frozen=True, slots=True)
class Scene:
    """All paths of a block at one time index."""

    model: MarketModel
    paths: FactorPaths
    index: int

    @property
    def time(self) -> float:
        """Years from the calculation date."""
        return float(self.paths.times[self.index])

    def bonds(self, currency: str, ends: Floats) -> Floats:
        """Zero bonds in shape (paths, ends): P(0,T)/P(0,t) exp(-B x + (V(t,T) - V(0,T) + V(0,t)) / 2), Brigo and Mercurio 4.2."""
        rate = self.model.rates[currency]
        now = np.asarray([self.time])
        loading = rate.loading(ends - now)
        fitted = rate.curve.discount(ends) / rate.curve.discount(now)
        convexity = (rate.variance(ends - now) - rate.variance(ends) + rate.variance(now)) / 2
        result: Floats = np.exp(np.multiply.outer(self.paths.short[currency][self.index], -loading) + convexity) * fitted
        return result

    def bond(self, currency: str, end: float) -> Floats:
        """One zero bond on each path."""
        return self.bonds(currency, np.asarray([end])).reshape(-1)

    def reported(self, amount: Floats, currency: str) -> Floats:
        """An amount of a currency in the reporting currency."""
        return amount if currency == self.model.reporting else amount * self.paths.exchange[currency][self.index]

    def asset(self, name: str) -> Floats:
        """Price on each path, in the asset's currency."""
        price: Floats = self.paths.assets[name][self.index]
        return price


def value(trade: ExposureTrade, scene: Scene) -> Floats:
    """Present value on each path; zero from the trade's last time on."""
    if scene.time >= last_time(trade) - _ALMOST:
        return np.zeros(scene.paths.discount.shape[1])
    match trade:
        case Swap():
            floating, annuity = swap_legs(trade, scene)
            return scene.reported(trade.side * trade.notional * (floating - trade.rate * annuity), trade.currency)
        case Swaption():
            return _swaption(trade, scene)
        case FxForward():
            bought, sold = _fx_legs(trade, scene)
            return bought - sold
        case FxOption():
            return _fx_option(trade, scene)
        case AssetForward() | AssetOption():
            return _asset_trade(trade, scene)
        case CreditSwap():
            return _credit(trade, scene)


def swap_legs(trade: Swap, scene: Scene) -> tuple[Floats, Floats]:
    """Floating leg and fixed annuity for a notional of one, on each path."""
    begin = max(trade.start, scene.time)
    count = max(1, round((trade.end - trade.start) * trade.frequency))
    edges = np.linspace(trade.start, trade.end, count + 1)
    ends = edges[1:][edges[1:] > scene.time + _ALMOST]
    begins = np.maximum(edges[:-1][-len(ends) :], scene.time)
    bonds = scene.bonds(trade.currency, ends)
    first: Floats | float = scene.bond(trade.currency, begin) if begin > scene.time else 1.0
    return first - bonds[:, -1], bonds @ (ends - begins)


def _swaption(trade: Swaption, scene: Scene) -> Floats:
    floating, annuity = swap_legs(trade.underlying, scene)
    deviation = trade.normal_volatility * np.sqrt(trade.expiry - scene.time)
    distance = trade.underlying.side * (floating / annuity - trade.underlying.rate) / deviation
    unit = annuity * deviation * (distance * cumulative(distance) + density(distance))
    return scene.reported(trade.side * trade.underlying.notional * unit, trade.underlying.currency)


def _fx_legs(trade: FxForward | FxOption, scene: Scene) -> tuple[Floats, Floats]:
    bought = trade.bought * scene.bond(trade.bought_currency, trade.end)
    sold = trade.sold * scene.bond(trade.sold_currency, trade.end)
    return scene.reported(bought, trade.bought_currency), scene.reported(sold, trade.sold_currency)


def _fx_option(trade: FxOption, scene: Scene) -> Floats:
    model = scene.model
    first, second = (model.exchange[name].volatility if name != model.reporting else 0.0 for name in (trade.bought_currency, trade.sold_currency))
    cross = model.between(f"fx:{trade.bought_currency}", f"fx:{trade.sold_currency}")
    volatility = float(np.sqrt(max(first**2 + second**2 - 2 * cross * first * second, 0.0)))
    bought, sold = _fx_legs(trade, scene)
    return trade.side * _exchange_option(bought, sold, volatility * np.sqrt(trade.end - scene.time))


def _exchange_option(received: Floats, paid: Floats, deviation: float) -> Floats:
    """Right to swap one discounted amount for another (Margrabe 1978); covers Black and Garman-Kohlhagen."""
    if deviation <= 0:
        return np.maximum(received - paid, 0.0)
    upper = np.log(received / paid) / deviation + deviation / 2
    result: Floats = received * cumulative(upper) - paid * cumulative(upper - deviation)
    return result


def _asset_trade(trade: AssetForward | AssetOption, scene: Scene) -> Floats:
    factor = scene.model.assets[trade.asset]
    left = trade.end - scene.time
    price = scene.asset(trade.asset) * np.exp(-factor.income * left)
    strike = trade.strike * scene.bond(factor.currency, trade.end)
    if isinstance(trade, AssetForward):
        unit = price - strike
    else:
        received, paid = (price, strike) if trade.right > 0 else (strike, price)
        unit = _exchange_option(received, paid, factor.volatility * float(np.sqrt(left)))
    return scene.reported(trade.side * trade.units * unit, factor.currency)


def _credit(trade: CreditSwap, scene: Scene) -> Floats:
    factor = scene.model.assets[trade.asset]
    left = trade.end - scene.time
    spread = scene.asset(trade.asset)
    intensity = spread / (1 - trade.recovery) - np.log(scene.bond(factor.currency, trade.end)) / left
    annuity = np.where(np.abs(intensity) > _ALMOST, -np.expm1(-intensity * left) / np.where(intensity == 0, 1.0, intensity), left)
    return scene.reported(trade.side * trade.notional * (spread - trade.spread) * annuity, factor.currency)
