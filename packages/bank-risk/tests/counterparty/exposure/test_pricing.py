"""Values along paths: published and textbook prices now, parity later, and martingales in between."""

from dataclasses import dataclass
from math import exp, sqrt

import numpy as np
import pytest

from bank_risk.counterparty.exposure.model import AssetFactor, Curve, FxFactor, MarketModel, RateFactor
from bank_risk.counterparty.exposure.paths import simulate
from bank_risk.counterparty.exposure.pricing import Scene, value
from bank_risk.counterparty.exposure.trades import AssetForward, AssetOption, CreditSwap, ExposureTrade, FxForward, FxOption, Swap, Swaption

TIMES = np.array([0.0, 1.0, 2.0])


def _now(model: MarketModel, trade: ExposureTrade) -> float:
    return float(value(trade, Scene(model, simulate(model, TIMES, 3, seed=1, block=0), 0))[0])


@dataclass(frozen=True)
class Published:
    spot: float
    strike: float
    rate: float
    income: float
    end: float
    volatility: float
    right: int
    price: float

    @property
    def model(self) -> MarketModel:
        flat = {"EUR": Curve(times=(1.0,), rates=(self.rate,)), "USD": Curve(times=(1.0,), rates=(self.income,))}
        return MarketModel(
            reporting="EUR",
            rates={currency: RateFactor(curve=curve, reversion=0.1, volatility=0.0) for currency, curve in flat.items()},
            exchange={"USD": FxFactor(spot=self.spot, volatility=self.volatility)},
            assets={"SHARE": AssetFactor(currency="EUR", spot=self.spot, volatility=self.volatility, income=self.income)},
            correlations={},
        )


HAUG = (
    Published(60, 65, 0.08, 0.0, 0.25, 0.30, 1, 2.1334),
    Published(100, 95, 0.10, 0.05, 0.5, 0.20, -1, 2.4648),
    Published(75, 70, 0.10, 0.05, 0.5, 0.35, -1, 4.0870),
)


@pytest.mark.parametrize("one", HAUG)
def test_options_of_haug(one: Published) -> None:
    """Haug, The Complete Guide to Option Pricing Formulas, as in QuantLib's test suite; on a share, and as an option on a currency."""
    share = AssetOption(id="1", asset="SHARE", units=1.0, strike=one.strike, end=one.end, right=one.right, side=1)
    bought, sold = (("USD", 1.0), ("EUR", one.strike))[:: one.right]
    currency = FxOption(id="1", bought_currency=bought[0], bought=bought[1], sold_currency=sold[0], sold=sold[1], end=one.end, side=1)
    assert _now(one.model, share) == pytest.approx(one.price, abs=5e-5)
    assert _now(one.model, currency) == pytest.approx(one.price, abs=5e-5)


def test_a_swap_at_its_par_rate_is_worth_nothing_and_one_point_off_is_an_annuity(model: MarketModel) -> None:
    discounts = model.rates["EUR"].curve.discount(np.arange(1.0, 6.0))
    par = float((1 - discounts[-1]) / discounts.sum())
    assert _now(model, Swap(id="1", currency="EUR", notional=1e6, rate=par, start=0.0, end=5.0, side=1)) == pytest.approx(0.0, abs=1e-6)
    received = Swap(id="1", currency="EUR", notional=1e6, rate=par + 0.01, start=0.0, end=5.0, side=-1)
    assert _now(model, received) == pytest.approx(1e4 * float(discounts.sum()))


def test_a_started_swap_counts_only_what_is_left_of_the_running_coupon(model: MarketModel) -> None:
    whole = Swap(id="1", currency="EUR", notional=1e6, rate=0.03, start=-0.5, end=4.5, side=1)
    rest = Swap(id="1", currency="EUR", notional=1e6, rate=0.03, start=0.0, end=0.5, side=1)
    later = Swap(id="1", currency="EUR", notional=1e6, rate=0.03, start=0.5, end=4.5, side=1)
    assert _now(model, whole) == pytest.approx(_now(model, rest) + _now(model, later))


def test_a_swaption_at_the_money_is_annuity_times_volatility_over_root_of_two_pi(model: MarketModel) -> None:
    """Bachelier at the money: A s sqrt(T / 2 pi)."""
    discounts = model.rates["EUR"].curve.discount(np.array([2.0, 3.0, 4.0, 5.0]))
    annuity, forward = float(discounts[1:].sum()), float((discounts[0] - discounts[-1]) / discounts[1:].sum())
    underlying = Swap(id="1", currency="EUR", notional=1e6, rate=forward, start=2.0, end=5.0, side=1)
    swaption = Swaption(id="1", underlying=underlying, expiry=2.0, side=1, normal_volatility=0.008)
    assert _now(model, swaption) == pytest.approx(1e6 * annuity * 0.008 * sqrt(2.0 / (2 * np.pi)))


def test_a_credit_swap_at_its_spread_is_worth_nothing_and_protection_gains_when_spreads_are_above(model: MarketModel) -> None:
    assert _now(model, CreditSwap(id="1", asset="SPREAD", notional=1e6, spread=0.02, end=5.0, side=1)) == 0.0
    gain = _now(model, CreditSwap(id="1", asset="SPREAD", notional=1e6, spread=0.01, end=5.0, side=1))
    zero = -np.log(model.rates["EUR"].curve.discount(np.asarray(5.0))) / 5
    intensity = float(0.02 / 0.6 + zero)
    assert gain == pytest.approx(1e4 * (1 - exp(-5 * intensity)) / intensity)


FORWARDS: list[ExposureTrade] = [
    Swap(id="1", currency="USD", notional=1e6, rate=0.02, start=0.0, end=8.0, side=1),
    FxForward(id="1", bought_currency="USD", bought=1e6, sold_currency="EUR", sold=9e5, end=3.0),
    AssetForward(id="1", asset="SHARE", units=1e4, strike=95.0, end=3.0, side=-1),
]


@pytest.mark.parametrize("trade", FORWARDS[1:], ids=lambda trade: type(trade).__name__)
def test_forwards_are_martingales_once_discounted(model: MarketModel, trade: ExposureTrade) -> None:
    drawn = []
    for block in range(20):
        paths = simulate(model, TIMES, 1_000, seed=3, block=block)
        drawn.append(paths.discount[2] * value(trade, Scene(model, paths, 2)))
    values = np.concatenate(drawn)
    assert abs(values.mean() - _now(model, trade)) < 4 * values.std() / len(values) ** 0.5


def test_call_less_put_is_the_forward_on_every_path(model: MarketModel) -> None:
    scene = Scene(model, simulate(model, TIMES, 100, seed=3, block=0), 1)
    call, put = (value(AssetOption(id="1", asset="SHARE", units=1.0, strike=95.0, end=3.0, right=right, side=1), scene) for right in (1, -1))
    forward = value(AssetForward(id="1", asset="SHARE", units=1.0, strike=95.0, end=3.0, side=1), scene)
    assert np.allclose(call - put, forward, atol=1e-9)


@pytest.mark.parametrize("trade", FORWARDS, ids=lambda trade: type(trade).__name__)
def test_nothing_is_left_after_the_end(model: MarketModel, trade: ExposureTrade) -> None:
    paths = simulate(model, np.array([3.0, 8.0]), 5, seed=3, block=0)
    assert np.all(value(trade, Scene(model, paths, 1)) == 0)
