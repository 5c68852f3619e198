"""The market model: curves, closed forms, and what is refused."""

from dataclasses import replace

import numpy as np
import pytest

from bank_risk.counterparty.exposure.model import AssetFactor, Curve, FxFactor, MarketModel, RateFactor


def test_a_curve_interpolates_rates_and_is_flat_outside() -> None:
    curve = Curve(times=(1.0, 2.0), rates=(0.02, 0.04))
    assert np.allclose(curve.discount(np.array([0.0, 0.5, 1.5, 5.0])), [1.0, np.exp(-0.01), np.exp(-0.045), np.exp(-0.2)])


def test_variance_of_the_integral_is_the_integral_of_the_squared_loading(model: MarketModel) -> None:
    rate = model.rates["EUR"]
    steps = np.linspace(0, 7, 20_001)
    assert float(rate.variance(np.asarray(7.0))) == pytest.approx(float(np.trapezoid((rate.volatility * rate.loading(steps)) ** 2, steps)), rel=1e-7)


def test_correlations_are_symmetric_over_named_drivers(model: MarketModel) -> None:
    assert model.drivers == ("rate:EUR", "rate:USD", "fx:USD", "asset:SHARE", "asset:SPREAD")
    matrix = model.correlation()
    assert np.array_equal(matrix, matrix.T) and matrix[0, 1] == 0.5 == model.between("rate:USD", "rate:EUR")
    assert model.between("rate:EUR", "asset:SPREAD") == 0.0


def test_what_cannot_be_a_market_is_refused(model: MarketModel) -> None:
    with pytest.raises(ValueError, match="positive semidefinite"):
        replace(model, correlations={("rate:EUR", "rate:USD"): 0.9, ("rate:USD", "fx:USD"): 0.9, ("rate:EUR", "fx:USD"): -0.9})
    with pytest.raises(ValueError, match="correlations: pairs"):
        replace(model, correlations={("rate:EUR", "fx:ABC"): 0.1})
    with pytest.raises(ValueError, match="rates: the reporting currency"):
        replace(model, exchange={})
    with pytest.raises(ValueError, match="assets: every currency"):
        replace(model, assets={"A": AssetFactor(currency="JPY", spot=1.0, volatility=0.1)})
    with pytest.raises(ValueError, match="times"):
        Curve(times=(2.0, 1.0), rates=(0.0, 0.0))
    with pytest.raises(ValueError, match="rates"):
        Curve(times=(1.0,), rates=(float("nan"),))
    with pytest.raises(ValueError, match="reversion"):
        RateFactor(curve=Curve(times=(1.0,), rates=(0.0,)), reversion=0.0, volatility=0.01)
    with pytest.raises(ValueError, match="spot"):
        AssetFactor(currency="EUR", spot=0.0, volatility=0.1)
    with pytest.raises(ValueError, match="spot"):
        FxFactor(spot=-1.0, volatility=0.1)
