"""Instruments that need no model: one or two payments on a curve, and the limits of options without time or volatility."""

from datetime import date
from typing import Protocol

from bank_finance.pricing.curves import discount_factor
from bank_finance.pricing.instruments import Asset, AssetForward, Deposit, EuropeanOption, FxForward, ZeroBond
from bank_finance.pricing.market import Curve, Market
from bank_finance.pricing.terms import DayCount
from bank_finance.pricing.valuation import Valuation, required
from bank_kit.late import Late

NOTHING = Curve.flat(0.0)


class YearFractions(Protocol):
    """Day counts of the calendar library."""

    def year_fraction(self, convention: DayCount, start: date, end: date) -> float:
        """Years from `start` to `end`."""
        ...


_fractions = Late[YearFractions]("bank_finance.pricing.quantlib.days")


def value(terms: ZeroBond | Deposit | Asset | AssetForward | FxForward, market: Market, on: date) -> Valuation:
    """The holder's value on `on`, by the one formula that fits."""
    match terms:
        case ZeroBond():
            return zero_bond(terms, market, on)
        case Deposit():
            return deposit(terms, market, on)
        case Asset():
            return asset(terms, market)
        case AssetForward():
            return asset_forward(terms, market, on)
        case FxForward():
            return fx_forward(terms, market, on)


def zero_bond(terms: ZeroBond, market: Market, on: date) -> Valuation:
    """Notional times discount factor."""
    days = (terms.maturity_date - on).days
    return Valuation(npv=terms.side.sign * float(terms.notional) * discount_factor(market.discount, days, spread=market.spread))


def deposit(terms: Deposit, market: Market, on: date) -> Valuation:
    """Principal and simple interest at maturity, less the principal while that is still to be paid; par is the fair simple rate of a start to come."""
    years = _fractions().year_fraction(terms.day_count, terms.start_date, terms.maturity_date)
    end = discount_factor(market.discount, (terms.maturity_date - on).days)
    ahead = (terms.start_date - on).days
    start = discount_factor(market.discount, ahead) if ahead > 0 else 0.0
    value = float(terms.notional) * ((1 + terms.rate * years) * end - start)
    return Valuation(npv=terms.side.sign * value, par=(start / end - 1) / years if ahead > 0 and years > 0 else None)


def fx_forward(terms: FxForward, market: Market, on: date) -> Valuation:
    """Covered interest parity: notional (spot DF_base - rate DF_quote); par is the forward rate."""
    spot = required(market.spot, "spot", "the spot rate")
    days = (terms.maturity_date - on).days
    quote, base = discount_factor(market.discount, days), discount_factor(market.carry or NOTHING, days)
    signed = terms.side.sign * float(terms.notional)
    return Valuation(npv=signed * (spot * base - terms.rate * quote), par=spot * base / quote, delta=signed * base, gamma=0.0)


def asset(terms: Asset, market: Market) -> Valuation:
    """Units times price."""
    signed = terms.side.sign * float(terms.notional)
    return Valuation(npv=signed * required(market.spot, "spot", "the price of one unit"), delta=signed, gamma=0.0)


def asset_forward(terms: AssetForward, market: Market, on: date) -> Valuation:
    """Cost of carry: notional (spot DF_carry - rate DF); par is the forward price."""
    spot = required(market.spot, "spot", "the price of one unit")
    days = (terms.maturity_date - on).days
    money, carry = discount_factor(market.discount, days), discount_factor(market.carry or NOTHING, days)
    signed = terms.side.sign * float(terms.notional)
    return Valuation(npv=signed * (spot * carry - terms.rate * money), par=spot * carry / money, delta=signed * carry, gamma=0.0)


def option_limit(terms: EuropeanOption, market: Market, on: date) -> Valuation:
    """An option on its last day or without volatility: the discounted forward intrinsic value. Delta at the kink is 0; gamma and vega are 0."""
    spot = required(market.spot, "spot", "the price of the underlying")
    days = (terms.expiry_date - on).days
    quote, carry = discount_factor(market.discount, days), discount_factor(market.carry or NOTHING, days)
    intrinsic = terms.exercise.sign * (spot * carry - terms.strike * quote)
    signed = terms.side.sign * float(terms.notional)
    delta = terms.exercise.sign * carry if intrinsic > 0 else 0.0
    return Valuation(npv=signed * max(intrinsic, 0.0), delta=signed * delta, gamma=0.0, vega=0.0)
