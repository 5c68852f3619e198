"""Stored curves, rates and reference data as the results that tools answer."""

from collections.abc import Iterable

from bank_finance import fx
from bank_finance.calendars import MARKETS, CalendarName
from bank_finance.markets.arguments import RateArguments
from bank_finance.markets.records import Listed, Quoted, Rates, StoredCurve
from bank_finance.markets.results import CurvePillar, CurveSheet, ExchangeRate, InstrumentRecord
from bank_finance.pricing.curves import INTERPOLATION, discount_factor, zero_rate
from bank_finance.pricing.results import exact
from bank_kit.money import MINOR_UNITS

CREDIT = "CREDIT"


def curve_sheet(curve: StoredCurve, days: Iterable[int] = ()) -> CurveSheet:
    """The curve with its discount factors, and `days` read off it."""
    zero = curve.zero()

    def pillar(ahead: int, tenor: str | None, rate: float) -> CurvePillar:
        factor = None if curve.kind == CREDIT else exact(discount_factor(zero, ahead))
        return CurvePillar(days=ahead, tenor=tenor, zero_rate=exact(rate), discount_factor=factor)

    return CurveSheet(
        id=curve.id,
        currency=curve.currency,
        index=curve.index,
        kind=curve.kind,
        on=curve.on,
        day_count="ACT/365F",
        compounding="continuous",
        interpolation=INTERPOLATION,
        pillars=tuple(pillar(point.days, point.tenor, point.rate) for point in curve.points),
        interpolated=tuple(pillar(ahead, None, zero_rate(zero, ahead)) for ahead in days),
    )


def exchange_rate(arguments: RateArguments, rates: Rates) -> ExchangeRate:
    """The rate of the pair; NO_MARKET_DATA when there is no way between its currencies."""
    base, quote = arguments.pair[:3], arguments.pair[-3:]
    found = fx.cross_rate(base, quote, {("EUR", currency): value for currency, value in rates.per_euro.items()})
    return ExchangeRate(
        base=base,
        quote=quote,
        rate=found.rate,
        inverse=found.inverse,
        type=arguments.type.value,
        way=found.way.value,
        path=found.path,
        rounding=fx.ROUNDING,
        converted=found.convert(arguments.amount) if arguments.amount is not None and quote in MINOR_UNITS else None,
    )


def instrument_record(listed: Listed, last: Quoted | None) -> InstrumentRecord:
    """Reference data and the last price."""
    return InstrumentRecord(
        isin=listed.isin,
        figi=listed.figi,
        name=listed.name,
        kind=listed.kind,
        currency=listed.currency,
        issuer_lei=listed.issuer_lei,
        issuer_country=listed.issuer_country,
        sector=listed.sector,
        rating=listed.rating,
        coupon=exact(listed.coupon),
        frequency=listed.frequency,
        day_count=listed.day_count,
        issue_date=listed.issue_date,
        maturity_date=listed.maturity_date,
        hqla_level=listed.hqla_level,
        mic=listed.mic,
        calendar=MARKETS.get(listed.mic, CalendarName.TARGET).value,
        last_price=None if last is None else last.price,
        priced_on=None if last is None else last.priced_on,
    )
