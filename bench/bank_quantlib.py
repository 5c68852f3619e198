"""QuantLib alone, one value at a time, as a script without array calculators would do it: a sample, scaled to the whole."""

import time

import QuantLib

SAMPLE = 10_000
"""Values taken; the time for each, times the number wanted, is what is reported."""
ON = (20, 11, 2026)


def quantlib_options(wanted: int) -> tuple[float, str]:
    """Seconds for `wanted` European options, each repriced after a move of its spot."""
    today = QuantLib.Date(*ON)
    QuantLib.Settings.instance().evaluationDate = today
    days = QuantLib.Actual365Fixed()
    spot = QuantLib.SimpleQuote(100.0)
    rate, dividend = (QuantLib.YieldTermStructureHandle(QuantLib.FlatForward(today, level, days)) for level in (0.02, 0.01))
    volatility = QuantLib.BlackVolTermStructureHandle(QuantLib.BlackConstantVol(today, QuantLib.NullCalendar(), 0.25, days))
    process = QuantLib.BlackScholesMertonProcess(QuantLib.QuoteHandle(spot), dividend, rate, volatility)
    held = []
    for number in range(20):
        option = QuantLib.VanillaOption(
            QuantLib.PlainVanillaPayoff(QuantLib.Option.Call, 80.0 + 2 * number), QuantLib.EuropeanExercise(today + 100 + 30 * number)
        )
        option.setPricingEngine(QuantLib.AnalyticEuropeanEngine(process))
        held.append(option)
    begun = time.perf_counter()
    total = 0.0
    for number in range(SAMPLE // len(held)):
        spot.setValue(100.0 + 0.1 * number)
        total += sum(option.NPV() for option in held)
    return _scaled(time.perf_counter() - begun, wanted, f"AnalyticEuropeanEngine, last sum {total:,.0f}")


def quantlib_swaps(wanted: int) -> tuple[float, str]:
    """Seconds for `wanted` ten-year swaps, each priced after eight zero rates have moved."""
    today = QuantLib.Date(*ON)
    QuantLib.Settings.instance().evaluationDate = today
    days = QuantLib.Actual365Fixed()
    handle = QuantLib.RelinkableYieldTermStructureHandle()
    index = QuantLib.Euribor6M(handle)
    dates = [today, *(today + QuantLib.Period(years, QuantLib.Years) for years in (1, 2, 3, 5, 7, 10, 30))]
    handle.linkTo(_curve(dates, 0.02, days))
    swap = QuantLib.MakeVanillaSwap(QuantLib.Period(10, QuantLib.Years), index, 0.025, QuantLib.Period(2, QuantLib.Days))
    begun = time.perf_counter()
    total = 0.0
    for number in range(SAMPLE):
        handle.linkTo(_curve(dates, 0.02 + 1e-6 * number, days))
        total += swap.NPV()
    return _scaled(time.perf_counter() - begun, wanted, f"DiscountingSwapEngine on a zero curve of 8 pillars, sum {total:,.2f}")


def _curve(dates: list[QuantLib.Date], level: float, days: QuantLib.DayCounter) -> QuantLib.ZeroCurve:
    return QuantLib.ZeroCurve(dates, [level] * len(dates), days)


def _scaled(seconds: float, wanted: int, note: str) -> tuple[float, str]:
    each = seconds / SAMPLE
    return each * wanted, f"QuantLib {QuantLib.__version__} from Python, {SAMPLE:,} values at {1e6 * each:.1f} us each, scaled to {wanted:,}; {note}"
