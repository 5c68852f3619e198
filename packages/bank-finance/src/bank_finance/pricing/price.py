"""One instrument, one market, one day: value, sensitivities, bumps."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from bank_finance.pricing import values
from bank_finance.pricing.bumps import NO_BUMPS, BumpSet, KeyRates, Valued, bumped_values, curvature, key_rates, parallel, slope, widening
from bank_finance.pricing.curves import INTERPOLATION, discount_factor
from bank_finance.pricing.instruments import CreditDefaultSwap, EuropeanOption, FixedRateBond, Instrument, Swaption, ZeroBond, last_date
from bank_finance.pricing.market import Market
from bank_finance.pricing.results import BondFigures, CashFlow, Priced, exact, worth
from bank_finance.pricing.terms import MAX_YEARS, VolatilityModel
from bank_kit.failures import FailureCode, ToolFailureError

FIRST_YEAR, LAST_YEAR = 1951, 2075
"""Of valuation dates: QuantLib's dates end in 2199, and a flat curve is laid out for two of the longest contracts."""
METHODS = {
    "fixed_rate_bond": "discounted cash flows",
    "zero_bond": "discounted cash flows",
    "deposit": "discounted cash flows",
    "interest_rate_swap": "discounted cash flows, forward rates projected",
    "swaption": "Black 1976 or Bachelier",
    "european_option": "generalised Black-Scholes",
    "fx_forward": "covered interest parity",
    "asset": "units times price",
    "asset_forward": "cost of carry",
    "credit_default_swap": "mid-point of each period, hazard rates",
}


Watch = Callable[[], None]
"""Called before each valuation of a bump or a pillar; what it raises ends the pricing."""


def price(instrument: Instrument, market: Market, on: date, bumps: BumpSet = NO_BUMPS, *, watch: Watch | None = None) -> Priced:
    """Value `instrument` on `on`; blocking, thread-safe, the same answer for the same arguments.

    Errors: INVALID_ARGUMENT for a contract that has ended or runs beyond MAX_YEARS, or a model used outside its domain;
    NO_MARKET_DATA naming the part of the market that is missing.
    """
    _check_dates(instrument, on)
    currency = instrument.swap.currency if isinstance(instrument, Swaption) else instrument.currency
    npv: Valued = partial(_npv, instrument, on, watch)
    found = values.value(instrument, market, on)
    dv01 = slope(npv, partial(parallel, market))
    rates_option = isinstance(instrument, Swaption)
    return Priced(
        kind=instrument.kind,
        currency=currency,
        valued_on=on,
        npv=worth(found.npv, currency),
        dv01=exact(dv01),
        cs01=exact(widening(npv, market)) if isinstance(instrument, FixedRateBond | ZeroBond | CreditDefaultSwap) else None,
        delta=exact(dv01) if rates_option else _maybe(found.delta),
        gamma=exact(curvature(npv, market)) if rates_option else _maybe(found.gamma),
        vega=_maybe(found.vega),
        theta=_theta(instrument, market, on, found.npv),
        par=_maybe(found.par),
        bond=_bond(instrument, market, on) if isinstance(instrument, FixedRateBond) else None,
        bumped=bumped_values(npv, market, bumps, currency=currency, volatility_point=_point(instrument)),
        key_rates=key_rates(npv, market) if bumps.key_rates is KeyRates.EACH_PILLAR else (),
        method=f"{METHODS[instrument.kind]}; {INTERPOLATION}",
        warnings=_warnings(instrument, market, on),
    )


def _npv(instrument: Instrument, on: date, watch: Watch | None, market: Market) -> float:
    if watch is not None:
        watch()
    return values.value(instrument, market, on).npv


def _maybe(value: float | None) -> Decimal | None:
    return None if value is None else exact(value)


def _first_end(instrument: Instrument) -> date | None:
    return instrument.expiry_date if isinstance(instrument, Swaption) else last_date(instrument)


def _check_dates(instrument: Instrument, on: date) -> None:
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise ToolFailureError(
            FailureCode.INVALID_ARGUMENT,
            "the valuation date is out of range",
            field="as_of",
            allowed=f"a day of the years {FIRST_YEAR} to {LAST_YEAR}",
            remedy="correct it and call again",
        )
    option = instrument.kind in {"european_option", "swaption"}
    field = "instrument.expiry_date" if option else "instrument.maturity_date"
    end, last = _first_end(instrument), last_date(instrument)
    if end is None or last is None:
        return
    if end < on or (end == on and not option):
        allowed = "the valuation date or later" if option else "after the valuation date"
        raise ToolFailureError(
            FailureCode.INVALID_ARGUMENT, "the contract has ended", field=field, allowed=allowed, remedy="price it on an earlier day, or leave it out"
        )
    if last > on + timedelta(days=MAX_YEARS * 366):
        raise ToolFailureError(
            FailureCode.INVALID_ARGUMENT,
            "the contract runs too long",
            field=field,
            allowed=f"at most {MAX_YEARS} years from the valuation date",
            remedy="shorten it",
        )


def _theta(instrument: Instrument, market: Market, on: date, npv: float) -> Decimal | None:
    tomorrow = on + timedelta(days=1)
    end = _first_end(instrument)
    if end is not None and (end < tomorrow or (end == tomorrow and not isinstance(instrument, EuropeanOption | Swaption))):
        return None
    try:
        return exact(_npv(instrument, tomorrow, None, market) - npv)
    except ToolFailureError as refusal:
        if refusal.failure.code is FailureCode.NO_MARKET_DATA:
            return None  # a floating period begins today and its fixing was not sent
        raise


def _point(instrument: Instrument) -> float:
    normal = isinstance(instrument, Swaption) and instrument.model is VolatilityModel.BACHELIER
    return 0.0001 if normal else 0.01


def _bond(terms: FixedRateBond, market: Market, on: date) -> BondFigures | None:
    model = values.bonds()
    found = model.detail(terms, market, on)
    if found is None:
        return None
    flows = tuple(
        CashFlow(
            paid_on=payment.paid_on,
            kind=payment.kind,
            amount=worth(payment.amount, terms.currency),
            discount_factor=exact(discount_factor(market.discount, (payment.paid_on - on).days, spread=market.spread)),
        )
        for payment in model.payments(terms, market, on)
    )
    return BondFigures(
        settlement_date=found.settlement,
        clean_price=exact(found.clean),
        accrued_interest=exact(found.accrued),
        dirty_price=exact(found.clean + found.accrued),
        yield_to_maturity=exact(found.yield_to_maturity),
        macaulay_duration=exact(found.macaulay),
        modified_duration=exact(found.modified),
        convexity=exact(found.convexity),
        cash_flows=flows,
    )


def _warnings(instrument: Instrument, market: Market, on: date) -> tuple[str, ...]:
    found = []
    last = last_date(instrument)
    if last is not None and (last - on).days > market.discount.pillars[-1].days:
        found.append("BEYOND_CURVE: the contract runs beyond the last pillar of the discount curve: its last rate is held flat")
    if market.carry is None and instrument.kind in {"european_option", "fx_forward", "asset_forward"}:
        found.append("NO_CARRY: without a carry curve, dividends or base-currency rates are taken as 0")
    return tuple(found)
