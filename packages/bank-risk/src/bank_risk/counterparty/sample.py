"""Random but plausible portfolios, for benchmarks, property tests and trying the calculators out; no data of any bank and no part of any result."""

from collections.abc import Callable
from itertools import product

import numpy as np

from bank_risk.counterparty.exposure.margin import VariationMargin
from bank_risk.counterparty.exposure.model import AssetFactor, Curve, FxFactor, MarketModel, RateFactor
from bank_risk.counterparty.exposure.profile import ExposureSet
from bank_risk.counterparty.exposure.trades import AssetForward, AssetOption, CreditSwap, ExposureTrade, FxForward, FxOption, Swap, Swaption
from bank_risk.counterparty.saccr.trade import AssetClass, Direction, MarginAgreement, NettingSet, Option, Right, SaccrTrade, Subclass

CURRENCIES = ("CHF", "EUR", "GBP", "JPY", "USD")
_SPOTS = {"CHF": 1.06, "GBP": 1.17, "JPY": 0.0061, "USD": 0.92}


def saccr_portfolio(count: int, *, sets: int, seed: int) -> tuple[NettingSet, ...]:
    """`count` trades of all subclasses over `sets` netting sets, every second one margined; amounts in EUR."""
    chance = np.random.default_rng(seed)
    trades = [_saccr_trade(number, chance) for number in range(count)]
    agreement = MarginAgreement(threshold=0, minimum_transfer=100_000, remargin_days=1)
    return tuple(
        NettingSet(
            id=f"NS-{number}",
            counterparty=f"CP-{number // 2}",
            trades=tuple(trades[number::sets]),
            agreement=agreement if number % 2 else None,
            collateral=float(chance.uniform(-1e6, 1e6)),
        )
        for number in range(sets)
    )


def _saccr_trade(number: int, chance: np.random.Generator) -> SaccrTrade:
    subclass = tuple(Subclass)[int(chance.integers(len(Subclass)))]
    currency, other = (str(name) for name in chance.choice(CURRENCIES, size=2, replace=False))
    notional = float(np.round(chance.lognormal(14, 1), 2))
    option = Option(
        right=Right.CALL if chance.random() < 0.5 else Right.PUT,
        price=float(chance.uniform(0.9, 1.1)),
        strike=float(chance.uniform(0.9, 1.1)),
        expiry=float(chance.uniform(0.1, 2)),
    )
    end = float(chance.uniform(2, 20))
    return SaccrTrade(
        id=f"TR-{number}",
        subclass=subclass,
        notional=notional,
        mark=float(chance.normal(0, notional * 0.02)),
        direction=Direction.LONG if chance.random() < 0.5 else Direction.SHORT,
        maturity=end,
        end=end,
        currency=currency,
        second_currency=other,
        second_notional=notional if subclass.asset_class is AssetClass.FOREIGN_EXCHANGE else 0.0,
        name=f"N-{int(chance.integers(50))}",
        option=option if chance.random() < 0.3 else None,
    )


def market(*, assets: int = 10) -> MarketModel:
    """Five currencies reported in EUR, `assets` equities and as many credit spreads, mildly correlated."""
    curve = Curve(times=(1.0, 5.0, 10.0, 30.0), rates=(0.021, 0.023, 0.026, 0.028))
    equities = {f"EQ-{number}": AssetFactor(currency=CURRENCIES[number % 5], spot=100.0, volatility=0.25, income=0.02) for number in range(assets)}
    spreads = {f"CR-{number}": AssetFactor(currency="EUR", spot=0.012, volatility=0.5, drifting=False) for number in range(assets)}
    foreign = [name for name in CURRENCIES if name != "EUR"]
    correlations = {(f"rate:{name}", f"fx:{name}"): 0.2 for name in foreign}
    correlations |= {(f"fx:{one}", f"fx:{two}"): 0.3 for one, two in product(foreign, foreign) if one < two}
    return MarketModel(
        reporting="EUR",
        rates={name: RateFactor(curve=curve, reversion=0.03, volatility=0.009) for name in CURRENCIES},
        exchange={name: FxFactor(spot=_SPOTS[name], volatility=0.09) for name in foreign},
        assets=equities | spreads,
        correlations=correlations,
    )


def exposure_portfolio(count: int, *, sets: int, seed: int, model: MarketModel) -> tuple[ExposureSet, ...]:
    """`count` trades, half of them swaps, over `sets` netting sets, every second one margined."""
    chance = np.random.default_rng(seed)
    trades = [_exposure_trade(f"TR-{number}", chance, model) for number in range(count)]
    margin = VariationMargin(threshold=0.0, minimum_transfer=100_000.0, period=10 / 250)
    return tuple(
        ExposureSet(id=f"NS-{number}", counterparty=f"CP-{number // 2}", trades=tuple(trades[number::sets]), margin=margin if number % 2 else None)
        for number in range(sets)
    )


def _exposure_trade(name: str, chance: np.random.Generator, model: MarketModel) -> ExposureTrade:
    currency, other = (str(one) for one in chance.choice(CURRENCIES, size=2, replace=False))
    side = 1 if chance.random() < 0.5 else -1
    end = float(chance.uniform(1, 12))
    amount = float(chance.uniform(1e6, 2e7))
    number = int(chance.integers(len(model.assets) // 2))
    swap = Swap(id=name, currency=currency, notional=amount, rate=0.025, start=-0.4, end=end, side=side, frequency=2)
    sold = amount * _spot(currency) / _spot(other)
    later = Swap(id=name, currency=currency, notional=amount, rate=0.025, start=end, end=end + 5, side=side)
    makers: tuple[Callable[[], ExposureTrade], ...] = (
        lambda: FxForward(id=name, bought_currency=currency, bought=amount, sold_currency=other, sold=sold, end=end),
        lambda: FxOption(id=name, bought_currency=currency, bought=amount, sold_currency=other, sold=sold, end=end, side=side),
        lambda: AssetForward(id=name, asset=f"EQ-{number}", units=amount / 100, strike=100, end=end, side=side),
        lambda: AssetOption(id=name, asset=f"EQ-{number}", units=amount / 100, strike=105, end=end, right=1, side=side),
        lambda: CreditSwap(id=name, asset=f"CR-{number}", notional=amount, spread=0.01, end=end, side=side),
        lambda: Swaption(id=name, underlying=later, expiry=end, side=side, normal_volatility=0.007),
    )
    return swap if chance.random() < 0.5 else makers[int(chance.integers(len(makers)))]()


def _spot(currency: str) -> float:
    return _SPOTS.get(currency, 1.0)
