"""European options (Black-Scholes-Merton) and credit default swaps (mid-point of each period)."""

from datetime import date

import QuantLib

from bank_finance.pricing.instruments import CreditDefaultSwap, EuropeanOption
from bank_finance.pricing.market import Market
from bank_finance.pricing.plain import NOTHING
from bank_finance.pricing.quantlib.days import MONTH_END, calendar, day
from bank_finance.pricing.quantlib.session import evaluated
from bank_finance.pricing.quantlib.term_structures import hazard_curve, zero_curve
from bank_finance.pricing.terms import Exercise, Side
from bank_finance.pricing.valuation import Valuation, missing, required


def european(terms: EuropeanOption, market: Market, on: date) -> Valuation:
    """Generalised Black-Scholes (Haug, section 1.1): `carry` is the dividend yield, or the base currency's rate. Time and volatility above 0."""
    spot = required(market.spot, "spot", "the price of the underlying")
    volatility = required(market.volatility, "volatility", "the volatility of the underlying")
    with evaluated(on):
        surface = QuantLib.BlackConstantVol(day(on), QuantLib.NullCalendar(), volatility, QuantLib.Actual365Fixed())
        process = QuantLib.BlackScholesMertonProcess(
            QuantLib.QuoteHandle(QuantLib.SimpleQuote(spot)),
            zero_curve(market.carry or NOTHING, on),
            zero_curve(market.discount, on),
            QuantLib.BlackVolTermStructureHandle(surface),
        )
        kind = QuantLib.Option.Call if terms.exercise is Exercise.CALL else QuantLib.Option.Put
        option = QuantLib.EuropeanOption(QuantLib.PlainVanillaPayoff(kind, terms.strike), QuantLib.EuropeanExercise(day(terms.expiry_date)))
        option.setPricingEngine(QuantLib.AnalyticEuropeanEngine(process))
        signed = terms.side.sign * float(terms.notional)
        return Valuation(
            npv=signed * float(option.NPV()),
            delta=signed * float(option.delta()),
            gamma=signed * float(option.gamma()),
            vega=signed * float(option.vega()) / 100,
        )


def default_swap(terms: CreditDefaultSwap, market: Market, on: date) -> Valuation:
    """Protection leg less premium leg for the buyer; par is the fair running spread."""
    if market.credit is None:
        raise missing("credit", "a curve of hazard rates")
    with evaluated(on):
        schedule = QuantLib.Schedule(
            day(terms.start_date),
            day(terms.maturity_date),
            QuantLib.Period(3, QuantLib.Months),
            calendar(terms.calendar),
            QuantLib.Following,
            QuantLib.Unadjusted,
            QuantLib.DateGeneration.Backward,
            MONTH_END,
        )
        side = QuantLib.Protection.Buyer if terms.side is Side.LONG else QuantLib.Protection.Seller
        swap = QuantLib.CreditDefaultSwap(side, float(terms.notional), terms.spread, schedule, QuantLib.Following, QuantLib.Actual360())
        swap.setPricingEngine(QuantLib.MidPointCdsEngine(hazard_curve(market.credit, on), market.credit.recovery, zero_curve(market.discount, on)))
        return Valuation(npv=float(swap.NPV()), par=float(swap.fairSpread()))
