"""What the tests of counterparty risk share: factors of the Basel framework, a small market, trades with few words."""

from collections.abc import Callable
from datetime import date

import pytest

from bank_risk.counterparty.cva import CvaFactors
from bank_risk.counterparty.exposure.model import AssetFactor, Curve, FxFactor, MarketModel, RateFactor
from bank_risk.counterparty.saccr.exposure import SetExposure, netting_sets
from bank_risk.counterparty.saccr.factors import SaccrFactors
from bank_risk.counterparty.saccr.trade import NettingSet
from bank_risk.rulebooks import rulebook

ON = date(2026, 11, 20)


@pytest.fixture(scope="session")
def factors() -> SaccrFactors:
    return SaccrFactors.of(rulebook("BCBS", ON))


@pytest.fixture(scope="session")
def cva_factors() -> CvaFactors:
    return CvaFactors.of(rulebook("BCBS", ON))


@pytest.fixture(scope="session")
def calculate(factors: SaccrFactors) -> Callable[[NettingSet], SetExposure]:
    def one(netting_set: NettingSet) -> SetExposure:
        return netting_sets([netting_set], "EUR", factors)[0]

    return one


@pytest.fixture(scope="session")
def model() -> MarketModel:
    curve = Curve(times=(1.0, 10.0), rates=(0.02, 0.03))
    return MarketModel(
        reporting="EUR",
        rates={"EUR": RateFactor(curve=curve, reversion=0.05, volatility=0.01), "USD": RateFactor(curve=curve, reversion=0.03, volatility=0.012)},
        exchange={"USD": FxFactor(spot=0.9, volatility=0.1)},
        assets={
            "SHARE": AssetFactor(currency="USD", spot=100.0, volatility=0.2, income=0.01),
            "SPREAD": AssetFactor(currency="EUR", spot=0.02, volatility=0.4, drifting=False),
        },
        correlations={("rate:EUR", "rate:USD"): 0.5, ("rate:USD", "fx:USD"): 0.3, ("asset:SHARE", "fx:USD"): -0.2, ("rate:EUR", "fx:USD"): 0.1},
    )
