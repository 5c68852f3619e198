"""Interest-rate swaps and the options on them."""

from datetime import date

import QuantLib

from bank_finance.pricing.instruments import SwapTerms, Swaption
from bank_finance.pricing.market import Market
from bank_finance.pricing.quantlib.days import MONTH_END, calendar, day, day_counter
from bank_finance.pricing.quantlib.session import evaluated
from bank_finance.pricing.quantlib.term_structures import zero_curve
from bank_finance.pricing.terms import Frequency, Leg, VolatilityModel
from bank_finance.pricing.valuation import Valuation, missing, required
from bank_kit.failures import FailureCode, ToolFailureError


def value(terms: SwapTerms, market: Market, on: date) -> Valuation:
    """Both legs; par is the fixed rate that would make the swap worth nothing."""
    with evaluated(on):
        swap = _built(terms, market, on)
        return Valuation(npv=float(swap.NPV()), par=float(swap.fairRate()))


def swaption(terms: Swaption, market: Market, on: date) -> Valuation:
    """Black (1976) or Bachelier; without time or volatility the greater of the swap's value and nothing."""
    volatility = required(market.volatility, "volatility", "the volatility of the swap rate")
    with evaluated(on):
        swap = _built(terms.swap, market, on)
        par = float(swap.fairRate())
        if terms.model is VolatilityModel.BLACK and min(par, terms.swap.fixed_rate) <= 0:
            raise ToolFailureError(
                FailureCode.INVALID_ARGUMENT,
                "the black model needs a positive forward and a positive strike",
                field="instrument.model",
                allowed="bachelier, where rates may be negative",
                remedy="send model bachelier and a normal volatility",
            )
        if volatility == 0 or terms.expiry_date <= on:
            return Valuation(npv=terms.side.sign * max(float(swap.NPV()), 0.0), par=par, vega=0.0)
        # A first day on a weekend may roll back before an expiry written on that weekend; nobody exercises into a swap that has begun.
        expiry = min(day(terms.expiry_date), swap.startDate())
        option = QuantLib.Swaption(swap, QuantLib.EuropeanExercise(expiry))
        engine = QuantLib.BlackSwaptionEngine if terms.model is VolatilityModel.BLACK else QuantLib.BachelierSwaptionEngine
        option.setPricingEngine(engine(zero_curve(market.discount, on), QuantLib.QuoteHandle(QuantLib.SimpleQuote(volatility))))
        point = 0.01 if terms.model is VolatilityModel.BLACK else 0.0001
        return Valuation(npv=terms.side.sign * float(option.NPV()), par=par, vega=terms.side.sign * float(option.vega()) * point)


def _built(terms: SwapTerms, market: Market, on: date) -> QuantLib.VanillaSwap:
    discount = zero_curve(market.discount, on)
    forward = discount if market.forward is None else zero_curve(market.forward, on)
    tenor = QuantLib.Period(12 // int(terms.floating_frequency), QuantLib.Months)
    count = day_counter(terms.floating_day_count)
    index = QuantLib.IborIndex("FLOATING", tenor, 0, QuantLib.EURCurrency(), calendar(terms.calendar), QuantLib.ModifiedFollowing, MONTH_END, count, forward)
    swap = QuantLib.VanillaSwap(
        QuantLib.VanillaSwap.Payer if terms.fixed_leg is Leg.PAY else QuantLib.VanillaSwap.Receiver,
        float(terms.notional),
        _schedule(terms, terms.fixed_frequency),
        terms.fixed_rate,
        day_counter(terms.fixed_day_count),
        _schedule(terms, terms.floating_frequency),
        index,
        terms.floating_spread,
        count,
    )
    _fix(swap, index, market, on)
    swap.setPricingEngine(QuantLib.DiscountingSwapEngine(discount))
    return swap


def _fix(swap: QuantLib.VanillaSwap, index: QuantLib.IborIndex, market: Market, on: date) -> None:
    """The running period has its rate already, one that begins today may have; `session.evaluated` forgets it afterwards."""
    today = day(on)
    for flow in swap.floatingLeg():
        coupon = QuantLib.as_floating_rate_coupon(flow)
        if coupon.fixingDate() <= today < flow.date():
            if market.fixing is None and coupon.fixingDate() == today:
                continue
            if market.fixing is None:
                raise missing("fixing", "the rate fixed for the running floating period")
            index.addFixing(coupon.fixingDate(), market.fixing)


def _schedule(terms: SwapTerms, frequency: Frequency) -> QuantLib.Schedule:
    return QuantLib.Schedule(
        day(terms.effective_date),
        day(terms.maturity_date),
        QuantLib.Period(12 // int(frequency), QuantLib.Months),
        calendar(terms.calendar),
        QuantLib.ModifiedFollowing,
        QuantLib.ModifiedFollowing,
        QuantLib.DateGeneration.Backward,
        MONTH_END,
    )
