"""What trades say: for each kind of trade, terms as they are dealt, and the mark they have at the business date.

Above: trades. Below: screen, market.valuation. `direction` is +1 for the long side of the primary risk factor: who receives floating in a swap,
sells protection, buys the first currency, buys the forward; of an option it says who holds it (+1, we do), whatever its kind.
A swaption's CALL is the right to pay fixed.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import exp, sqrt
from typing import TypeVar

import numpy as np

from bank_kit.world.making.screen import Screen
from bank_kit.world.market import valuation
from bank_kit.world.market.curves import zero_rates

Choice = TypeVar("Choice")
CURRENCIES = ("EUR", "EUR", "EUR", "USD", "USD", "GBP")
OVERNIGHT = {"EUR": "EUR-ESTR", "USD": "USD-SOFR", "GBP": "GBP-SONIA"}
RATED = {"A": "EUR-CORP-A", "BBB": "EUR-CORP-BBB", "BB": "EUR-CORP-BB"}
REFERENCES = (
    ("Aldermann Works", "A"),
    ("Lumen Energie", "A"),
    ("Polder Chemicals", "BBB"),
    ("Costa Telecom", "BBB"),
    ("Orcade Retail", "BB"),
    ("Vela Shipping", "BB"),
)
"""Reference entities of credit default swaps, and their ratings."""


@dataclass(frozen=True, slots=True)
class Dealer:
    """Where a trade's terms come from: chance, the market, the business date, the day it was agreed, and the amount."""

    numbers: np.random.Generator
    screen: Screen
    as_of: date
    agreed: date
    notional: float

    def one_of(self, choices: tuple[Choice, ...]) -> Choice:
        """Any of them."""
        return choices[int(self.numbers.integers(len(choices)))]

    def years(self, low: float, high: float) -> tuple[float, date]:
        """A time from the business date, in whole days, and the date."""
        days = int(self.numbers.integers(int(low * 365), int(high * 365)))
        return days / 365.0, self.as_of + timedelta(days=days)

    def side(self) -> int:
        """+1 or -1."""
        return int(self.numbers.integers(2)) * 2 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Economics of one trade; `mark` for a notional of one and for us, so times notional it is the trade's."""

    kind: str
    asset_class: str
    direction: int
    currency: str
    strike: float
    start: date
    end: date
    mark: float
    option: str | None = None
    second_currency: str | None = None
    second_notional: float | None = None
    underlying: str | None = None
    underlying_rating: str | None = field(default=None)


def rate_swap(dealer: Dealer) -> Terms:
    """Fixed against floating at the par rate of the day it was agreed."""
    currency, direction = dealer.one_of(CURRENCIES), dealer.side()
    end, last = dealer.years(0.3, 20.0)
    curve = OVERNIGHT[currency]
    age = (dealer.as_of - dealer.agreed).days / 365.0
    fixed = round(valuation.swap(dealer.screen.curve(curve, dealer.agreed), 0.0, end + age).par, 5)
    legs = valuation.swap(dealer.screen.curve(curve), -age, end)
    return Terms(
        kind="IRS", asset_class="IR", direction=direction, currency=currency, underlying=curve, strike=fixed,
        start=dealer.agreed + timedelta(days=2), end=last, mark=direction * (legs.floating - fixed * legs.annuity),
    )  # fmt: skip


def swaption(dealer: Dealer) -> Terms:
    """European, into a swap that begins at its exercise; normal model."""
    currency, direction, option = dealer.one_of(CURRENCIES), dealer.side(), dealer.one_of(("CALL", "PUT"))
    start, exercise = dealer.years(0.1, 4.0)
    tenor = dealer.one_of((2, 5, 10))
    legs = valuation.swap(dealer.screen.curve(OVERNIGHT[currency]), start, start + tenor)
    strike = round(legs.par + 0.005 * float(dealer.numbers.normal()), 5)
    deviation = dealer.screen.volatility(OVERNIGHT[currency], start) * sqrt(start)
    return Terms(
        kind="SWAPTION", asset_class="IR", direction=direction, currency=currency, underlying=OVERNIGHT[currency], strike=strike, option=option,
        start=exercise, end=exercise + timedelta(days=365 * tenor),
        mark=direction * legs.annuity * valuation.bachelier(legs.par, strike, deviation, call=option == "CALL"),
    )  # fmt: skip


def default_swap(dealer: Dealer) -> Terms:
    """On a single name, at the spread of the day it was agreed."""
    name, rating = dealer.one_of(REFERENCES)
    return _protection(dealer, ("CDS", name, rating), RATED[rating])


def default_index(dealer: Dealer) -> Terms:
    """On an index of investment or speculative grade."""
    grade, curve = dealer.one_of((("IG", "EUR-CORP-BBB"), ("SG", "EUR-CORP-BB")))
    return _protection(dealer, ("CDS_INDEX", curve, grade), curve)


def _protection(dealer: Dealer, named: tuple[str, str, str], curve: str) -> Terms:
    direction = dealer.side()
    years, last = dealer.years(0.4, 7.0)
    contract, spread = (float(zero_rates(dealer.screen.curve(curve, on), [years * 365.0])[0]) for on in (dealer.agreed, None))
    contract = round(contract, 5)
    value = valuation.protection(dealer.screen.overnight("EUR"), spread, contract, years)
    return Terms(
        kind=named[0], asset_class="CR", direction=direction, currency="EUR", underlying=named[1], underlying_rating=named[2], strike=contract,
        start=dealer.agreed + timedelta(days=1), end=last, mark=-direction * value,
    )  # fmt: skip


def currency_forward(dealer: Dealer) -> Terms:
    """Buys or sells the first currency for the second at a rate agreed."""
    first, second = dealer.one_of((("EUR", "USD"), ("EUR", "GBP"), ("EUR", "CHF"), ("EUR", "JPY"), ("GBP", "USD"), ("EUR", "PLN"), ("EUR", "SEK")))
    direction = dealer.side()
    years, last = dealer.years(0.02, 2.0)
    spot, forward = _currency_forward(dealer.screen, first, second, years)
    rate = round(forward * (1.0 + 0.025 * float(dealer.numbers.normal())), 5)
    return Terms(
        kind="FX_FORWARD", asset_class="FX", direction=direction, currency=first, second_currency=second, second_notional=round(dealer.notional * rate, 2),
        strike=rate, start=dealer.agreed + timedelta(days=2), end=last,
        mark=direction * (forward - rate) * valuation.discount(dealer.screen.overnight(second), years) / spot,
    )  # fmt: skip


def currency_option(dealer: Dealer) -> Terms:
    """On the euro against another currency; the strike is units of that for one euro."""
    second, direction, option = dealer.one_of(("USD", "GBP", "CHF", "JPY")), dealer.side(), dealer.one_of(("CALL", "PUT"))
    years, last = dealer.years(0.05, 2.0)
    spot, forward = _currency_forward(dealer.screen, "EUR", second, years)
    strike = round(forward * (1.0 + 0.03 * float(dealer.numbers.normal())), 5)
    value = valuation.black(forward, strike, dealer.screen.volatility(f"EUR{second}", years) * sqrt(years), call=option == "CALL")
    return Terms(
        kind="FX_OPTION", asset_class="FX", direction=direction, currency="EUR", second_currency=second, second_notional=round(dealer.notional * strike, 2),
        strike=strike, option=option, start=last, end=last + timedelta(days=2),
        mark=direction * value * valuation.discount(dealer.screen.overnight(second), years) / spot,
    )  # fmt: skip


def _currency_forward(screen: Screen, first: str, second: str, years: float) -> tuple[float, float]:
    spot = screen.per_euro[second] / screen.per_euro[first]
    return spot, spot * valuation.discount(screen.overnight(first), years) / valuation.discount(screen.overnight(second), years)


def equity_option(dealer: Dealer) -> Terms:
    """On an index; the notional is what the underlying is worth today."""
    chosen = dealer.one_of(tuple(each for each in dealer.screen.listed if each.kind == "INDEX"))
    direction, option = dealer.side(), dealer.one_of(("CALL", "PUT"))
    years, last = dealer.years(0.05, 2.5)
    spot, forward = _carried(dealer.screen, chosen.isin, chosen.currency, years)
    strike = round(spot * (1.0 + 0.09 * float(dealer.numbers.normal())), 2)
    value = valuation.black(forward, strike, dealer.screen.volatility(chosen.isin, years) * sqrt(years), call=option == "CALL")
    return Terms(
        kind="EQUITY_OPTION", asset_class="EQ", direction=direction, currency=chosen.currency, underlying=chosen.isin, strike=strike, option=option,
        start=last, end=last, mark=direction * value * valuation.discount(dealer.screen.overnight(chosen.currency), years) / spot,
    )  # fmt: skip


def equity_forward(dealer: Dealer) -> Terms:
    """On a share."""
    return _forward(dealer, "EQUITY", ("EQUITY_FORWARD", "EQ"), 0.07)


def commodity_forward(dealer: Dealer) -> Terms:
    """On a commodity."""
    return _forward(dealer, "COMMODITY", ("COMMODITY_FORWARD", "CO"), 0.10)


def _forward(dealer: Dealer, listed: str, named: tuple[str, str], spread: float) -> Terms:
    chosen = dealer.one_of(tuple(each for each in dealer.screen.listed if each.kind == listed))
    direction = dealer.side()
    years, last = dealer.years(0.05, 2.0)
    spot, forward = _carried(dealer.screen, chosen.isin, chosen.currency, years)
    strike = round(forward * exp(spread * float(dealer.numbers.normal())), 4)
    return Terms(
        kind=named[0], asset_class=named[1], direction=direction, currency=chosen.currency, underlying=chosen.isin, strike=strike,
        start=dealer.agreed + timedelta(days=2), end=last,
        mark=direction * (forward - strike) * valuation.discount(dealer.screen.overnight(chosen.currency), years) / spot,
    )  # fmt: skip


def _carried(screen: Screen, isin: str, currency: str, years: float) -> tuple[float, float]:
    spot = screen.spots[isin]
    return spot, spot / valuation.discount(screen.overnight(currency), years)


DEALT: dict[str, tuple[float, Callable[[Dealer], Terms]]] = {
    "IRS": (0.40, rate_swap),
    "SWAPTION": (0.08, swaption),
    "CDS": (0.10, default_swap),
    "CDS_INDEX": (0.04, default_index),
    "FX_FORWARD": (0.16, currency_forward),
    "FX_OPTION": (0.08, currency_option),
    "EQUITY_OPTION": (0.06, equity_option),
    "EQUITY_FORWARD": (0.03, equity_forward),
    "COMMODITY_FORWARD": (0.05, commodity_forward),
}
"""Part of all trades, and who makes them."""
