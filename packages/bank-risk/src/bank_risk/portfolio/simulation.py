"""A simulated market for counterparty exposure: today's curves and prices, volatilities and correlations of the latest days; and trades in its words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from sqlalchemy import RowMapping

from bank_risk.counterparty.exposure.margin import VariationMargin
from bank_risk.counterparty.exposure.model import AssetFactor, Curve, FxFactor, MarketModel, RateFactor
from bank_risk.counterparty.exposure.profile import ExposureSet
from bank_risk.counterparty.exposure.trades import AssetForward, AssetOption, CreditSwap, ExposureTrade, FxForward, FxOption, Swap, Swaption
from bank_risk.market.arrays import Floats
from bank_risk.portfolio.derivatives import GRADES, SOON
from bank_risk.portfolio.history import OVERNIGHT, STAND_IN, History, Levels
from bank_risk.portfolio.netting import AgreedSet, years

REVERSION = 0.03
"""Mean reversion of short rates a year: not estimated, a usual choice; results say so."""
DAYS_OF_YEAR = 250
TENOR = "5Y"
"""The pillar whose moves stand for a whole curve."""
BUSINESS_DAYS = 250.0
LEAST = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Drivers:
    """Which currencies and assets the trades need; assets are ISINs and ids of spread curves."""

    currencies: tuple[str, ...]
    assets: Mapping[str, str]
    """Asset to its currency."""


def drivers_of(trades: Iterable[RowMapping]) -> Drivers:
    """What the trades depend on; the reporting currency is always there."""
    currencies, assets = {"EUR"}, {}
    for row in trades:
        currencies |= {currency for currency in (row["currency"], row["second_currency"]) if currency}
        if row["kind"] in {"CDS", "CDS_INDEX"}:
            assets[GRADES[row["underlying_rating"]]] = row["currency"]
        elif row["asset_class"] in {"EQ", "CO"}:
            assets[row["underlying"]] = row["currency"]
    return Drivers(currencies=tuple(sorted(currencies)), assets=dict(sorted(assets.items())))


def market_model(history: History, place: int, drivers: Drivers, window: int) -> MarketModel:
    """The market of a day; volatilities are yearly, from daily moves of the window."""
    moves = history.moves(place, window)
    names = _factors(history, drivers)
    series = np.column_stack([moves[:, history.places[factor]] * sign for factor, sign in names.values()])
    deviations = dict(zip(names, (series.std(axis=0) * np.sqrt(DAYS_OF_YEAR)).tolist(), strict=True))
    today = Levels(history, history.levels[place : place + 1])
    return MarketModel(
        reporting="EUR",
        rates={
            name: RateFactor(curve=_curve(history, place, name), reversion=REVERSION, volatility=deviations.get(f"rate:{name}", deviations["rate:EUR"]))
            for name in drivers.currencies
        },
        exchange={name: FxFactor(spot=float(today.euros(name)[0]), volatility=deviations[f"fx:{name}"]) for name in drivers.currencies if name != "EUR"},
        assets={name: _asset(history, today, (name, currency), deviations[f"asset:{name}"]) for name, currency in drivers.assets.items()},
        correlations=_correlations(tuple(names), series),
    )


def _factors(history: History, drivers: Drivers) -> dict[str, tuple[str, float]]:
    """Driver to the factor of the history it follows, and the sign between them: exchange rates are quoted the other way round there."""
    found = {f"rate:{name}": (f"{OVERNIGHT[name]}:{TENOR}", 1.0) for name in drivers.currencies if name in OVERNIGHT}
    found |= {f"fx:{name}": (f"EUR{name}", -1.0) for name in drivers.currencies if name != "EUR"}
    for name in drivers.assets:
        factor = next(each for each in (f"EQ-{name}", f"CO-{name}", f"{name}:{TENOR}") if each in history.places)
        found[f"asset:{name}"] = (factor, 1.0)
    return found


def _asset(history: History, today: Levels, of: tuple[str, str], deviation: float) -> AssetFactor:
    """A price, or a spread; a spread's moves are absolute, so that its volatility is over its level."""
    name, currency = of
    if f"{name}:{TENOR}" in history.places:
        spot = max(float(today.values[0, history.places[f"{name}:{TENOR}"]]), LEAST)
        return AssetFactor(currency=currency, spot=spot, volatility=deviation / spot, drifting=False)
    return AssetFactor(currency=currency, spot=float(today.price(name)[0]), volatility=deviation)


def _curve(history: History, place: int, currency: str) -> Curve:
    first = history.places[f"{OVERNIGHT.get(currency, STAND_IN)}:1M"]
    rates = history.levels[place, first : first + history.pillars.shape[0]]
    return Curve(times=tuple(history.pillars.tolist()), rates=tuple(rates.tolist()))


def _correlations(names: tuple[str, ...], series: Floats) -> dict[tuple[str, str], float]:
    found = np.atleast_2d(np.corrcoef(series, rowvar=False))
    return {(names[i], names[j]): float(found[i, j]) for i in range(len(names)) for j in range(i)}


def exposure_set(one: AgreedSet, today: Levels, last: Levels, at: tuple[date, float, str]) -> ExposureSet:
    """A netting set in the words of the simulation; `at` is the day, the margin period of risk in business days, and the counterparty's own share or ''."""
    day, period, own = at
    agreed = one.agreement
    rate = float(today.euros(one.currency)[0])
    independent = float(agreed["independent_amount"]) * rate if agreed is not None else 0.0
    margin = None
    if agreed is not None:
        margin = VariationMargin(
            threshold=float(agreed["threshold"]) * rate, minimum_transfer=float(agreed["minimum_transfer"]) * rate, period=period / BUSINESS_DAYS
        )
    return ExposureSet(
        id=one.id,
        counterparty=one.counterparty["id"],
        trades=tuple(exposure_trade(row, last, day) for row in one.trades),
        margin=margin,
        collateral=one.collateral * rate - independent,
        independent_amount=independent,
        wrong_way=one.wrong_way,
        own_name=own,
    )


def exposure_trade(row: RowMapping, last: Levels, day: date) -> ExposureTrade:
    """A trade row in the words of the simulation; `last` fixes how many units a notional is."""
    name, currency, notional, side = row["id"], row["currency"], float(row["notional"]), int(row["direction"])
    start, end = (row["start_date"] - day).days / 365.0, max(years(day, row["end_date"]), SOON)
    match row["kind"]:
        case "IRS":
            return Swap(id=name, currency=currency, notional=notional, rate=row["strike"], start=start, end=end, side=side)
        case "SWAPTION":
            expiry = max(start, SOON)
            payer = 1 if row["right_kind"] == "CALL" else -1
            later = Swap(id=name, currency=currency, notional=notional, rate=row["strike"], start=expiry, end=end, side=payer)
            deviation = float(last.volatility(f"SWAPTION-{OVERNIGHT[currency]}", expiry)[0])
            return Swaption(id=name, underlying=later, expiry=expiry, side=side, normal_volatility=deviation)
        case "FX_FORWARD" | "FX_OPTION":
            return _exchange(row, max(start, SOON) if row["kind"] == "FX_OPTION" else end)
        case "CDS" | "CDS_INDEX":
            return CreditSwap(id=name, asset=GRADES[row["underlying_rating"]], notional=notional, spread=row["strike"], end=end, side=-side)
        case _:
            units = notional / float(last.price(row["underlying"])[0])
            if row["kind"] == "EQUITY_OPTION":
                right = 1 if row["right_kind"] == "CALL" else -1
                return AssetOption(id=name, asset=row["underlying"], units=units, strike=row["strike"], end=max(start, SOON), right=right, side=side)
            return AssetForward(id=name, asset=row["underlying"], units=units, strike=row["strike"], end=end, side=side)


def _exchange(row: RowMapping, end: float) -> ExposureTrade:
    """A put on the first currency is a call on the second; who sells the first buys the second."""
    first, second = (row["currency"], float(row["notional"])), (row["second_currency"], float(row["second_notional"]))
    option = row["kind"] == "FX_OPTION"
    buys_first = row["right_kind"] == "CALL" if option else row["direction"] > 0
    (bought_currency, bought), (sold_currency, sold) = (first, second) if buys_first else (second, first)
    if option:
        return FxOption(
            id=row["id"], bought_currency=bought_currency, bought=bought, sold_currency=sold_currency, sold=sold, end=end, side=int(row["direction"])
        )
    return FxForward(id=row["id"], bought_currency=bought_currency, bought=bought, sold_currency=sold_currency, sold=sold, end=end)
