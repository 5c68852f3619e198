"""Derivatives as functions of factor levels, by the formulas their marks were booked with: one curve for each currency, no valuation adjustments.

Swaps pay yearly, counted back from the end; swaptions by Bachelier, other options by Black, credit protection with a flat hazard rate (recovery 40 %).
"""

from datetime import date
from math import ceil

import numpy as np
from sqlalchemy import RowMapping

from bank_risk.market.arrays import Floats
from bank_risk.normal import cumulative, density
from bank_risk.portfolio.history import OVERNIGHT, Levels
from bank_risk.portfolio.lines import NotModelledError, Value

RECOVERY = 0.40
GRADES = {
    **dict.fromkeys(("AAA", "AA", "A"), "EUR-CORP-A"),
    **dict.fromkeys(("BBB", "IG"), "EUR-CORP-BBB"),
    **dict.fromkeys(("BB", "B", "CCC", "SG"), "EUR-CORP-BB"),
}
"""Spread curve of a reference entity's rating or an index's grade."""
SOON = 1 / 365
YEAR = 365.0


def derivative(row: RowMapping, last: Levels, day: date) -> Value:
    """A trade row as a function of levels; `last` is the market of the last end of day, which fixed how many units a notional is."""
    for currency in filter(None, (row["currency"], row["second_currency"])):
        if currency != "EUR" and f"EUR{currency}" not in last.history.places:
            raise NotModelledError("a currency has no rate")
    start, end = ((row[name] - day).days / YEAR for name in ("start_date", "end_date"))
    match row["kind"]:
        case "IRS":
            return _swap(row, last, start, end)
        case "SWAPTION":
            return _swaption(row, last, max(start, SOON), end)
        case "CDS" | "CDS_INDEX":
            return _protection(row, last, end)
        case "FX_FORWARD":
            return _exchange(row, last, end)
        case "FX_OPTION":
            return _exchange_option(row, last, max(start, SOON))
        case "EQUITY_OPTION":
            return _price_option(row, last, max(start, SOON))
        case "EQUITY_FORWARD" | "COMMODITY_FORWARD":
            return _price_forward(row, last, end)
        case _:
            raise NotModelledError("no formula for its kind")


def _legs(row: RowMapping, last: Levels, start: float, end: float) -> "tuple[Value, Value]":
    """Floating leg and annuity for a notional of one."""
    begin = max(start, 0.0)
    periods = max(ceil(end - begin - 1e-9), 1)
    payments = last.history.times(*(end - back for back in range(periods)))
    spans = np.minimum(1.0, payments.years - begin)
    edges = last.history.times(begin, end)
    currency = row["currency"]

    def floating(levels: Levels) -> Floats:
        bonds = levels.discount(currency, edges)
        found: Floats = bonds[:, 0] - bonds[:, 1]
        return found

    def annuity(levels: Levels) -> Floats:
        found: Floats = levels.discount(currency, payments) @ spans
        return found

    return floating, annuity


def _swap(row: RowMapping, last: Levels, start: float, end: float) -> Value:
    floating, annuity = _legs(row, last, start, end)
    size, fixed, currency = row["direction"] * float(row["notional"]), row["strike"], row["currency"]

    def value(levels: Levels) -> Floats:
        found: Floats = size * (floating(levels) - fixed * annuity(levels)) * levels.euros(currency)
        return found

    return value


def _swaption(row: RowMapping, last: Levels, start: float, end: float) -> Value:
    name = f"SWAPTION-{OVERNIGHT.get(row['currency'], '')}"
    _known(last, f"VOL-{name}:1M", "no volatility of its currency")
    floating, annuity = _legs(row, last, start, end)
    size, strike, currency, right = row["direction"] * float(row["notional"]), row["strike"], row["currency"], _right(row)
    root = start**0.5

    def value(levels: Levels) -> Floats:
        unit = annuity(levels)
        forward = floating(levels) / unit
        deviation = levels.volatility(name, start) * root
        distance = right * (forward - strike) / deviation
        found: Floats = size * unit * deviation * (distance * cumulative(distance) + density(distance)) * levels.euros(currency)
        return found

    return value


def _protection(row: RowMapping, last: Levels, end: float) -> Value:
    curve = GRADES.get(row["underlying_rating"] or "", "")
    _known(last, f"{curve}:1M", "no spread curve of its rating")
    at = last.history.times(end)
    size, contract, currency = -row["direction"] * float(row["notional"]), row["strike"], row["currency"]

    def value(levels: Levels) -> Floats:
        spread = levels.curve(curve, at)[:, 0]
        rate = levels.overnight(currency, at)[:, 0] + spread / (1.0 - RECOVERY)
        annuity = np.where(np.abs(rate) > 1e-12, -np.expm1(-rate * end) / np.where(rate == 0, 1.0, rate), end)
        found: Floats = size * (spread - contract) * annuity * levels.euros(currency)
        return found

    return value


def _exchange(row: RowMapping, last: Levels, end: float) -> Value:
    at = last.history.times(end)
    first, second = row["currency"], row["second_currency"]
    received, paid = (row["direction"] * float(row[name]) for name in ("notional", "second_notional"))

    def value(levels: Levels) -> Floats:
        bought = received * levels.discount(first, at)[:, 0] * levels.euros(first)
        found: Floats = bought - paid * levels.discount(second, at)[:, 0] * levels.euros(second)
        return found

    return value


def _exchange_option(row: RowMapping, last: Levels, start: float) -> Value:
    first, second = row["currency"], row["second_currency"]
    name = f"FX-{first}{second}"
    _known(last, f"VOL-{name}:1M", "no volatility of its currency pair")
    at = last.history.times(start)
    size, strike, right, root = row["direction"] * float(row["notional"]), row["strike"], _right(row), start**0.5

    def value(levels: Levels) -> Floats:
        home, abroad = (levels.discount(currency, at)[:, 0] * levels.euros(currency) for currency in (first, second))
        found: Floats = size * _black(home, strike * abroad, levels.volatility(name, start) * root, right)
        return found

    return value


def _price_option(row: RowMapping, last: Levels, start: float) -> Value:
    isin, currency = row["underlying"], row["currency"]
    _known(last, f"VOL-EQ-{isin}:1M", "no volatility of its underlying")
    at = last.history.times(start)
    units = row["direction"] * float(row["notional"]) / float(last.price(isin)[0])
    strike, right, root = row["strike"], _right(row), start**0.5

    def value(levels: Levels) -> Floats:
        paid = strike * levels.discount(currency, at)[:, 0]
        found: Floats = units * _black(levels.price(isin), paid, levels.volatility(f"EQ-{isin}", start) * root, right) * levels.euros(currency)
        return found

    return value


def _price_forward(row: RowMapping, last: Levels, end: float) -> Value:
    isin, currency, strike = row["underlying"], row["currency"], row["strike"]
    if f"EQ-{isin}" not in last.history.places and f"CO-{isin}" not in last.history.places:
        raise NotModelledError("its underlying has no whole history")
    at = last.history.times(end)
    units = row["direction"] * float(row["notional"]) / float(last.price(isin)[0])

    def value(levels: Levels) -> Floats:
        found: Floats = units * (levels.price(isin) - strike * levels.discount(currency, at)[:, 0]) * levels.euros(currency)
        return found

    return value


def _black(received: Floats, paid: Floats, deviation: Floats, right: int) -> Floats:
    """Option to give one discounted amount for another (Margrabe 1978, of which Black 1976 is a case)."""
    upper = np.log(received / paid) / deviation + deviation / 2
    found: Floats = right * (received * cumulative(right * upper) - paid * cumulative(right * (upper - deviation)))
    return found


def _right(row: RowMapping) -> int:
    return 1 if row["right_kind"] == "CALL" else -1


def _known(last: Levels, factor: str, message: str) -> None:
    if factor not in last.history.places:
        raise NotModelledError(message)
