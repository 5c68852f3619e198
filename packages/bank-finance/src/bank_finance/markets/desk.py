"""The market tools at work: arguments in, results in envelopes out."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from bank_finance import calendars
from bank_finance.markets import queries
from bank_finance.markets.arguments import (
    CalendarArguments,
    CurveArguments,
    CurvesArguments,
    InstrumentArguments,
    MarketDataArguments,
    RateArguments,
    RateType,
)
from bank_finance.markets.book import StoredBook
from bank_finance.markets.port import Delivered
from bank_finance.markets.records import Quoted, StoredCurve
from bank_finance.markets.results import CalendarRecord, CurveList, CurveSheet, ExchangeRate, InstrumentRecord, MarketSeries, SeriesPoint
from bank_finance.markets.series import Asked, SeriesFinder, is_expected_daily
from bank_finance.markets.sheets import curve_sheet, exchange_rate, instrument_record
from bank_finance.store.reading import FinanceStore
from bank_kit.arguments import BusinessDay, require_purpose
from bank_kit.envelope import Envelope, Origin, Reading
from bank_kit.failures import FailureCode, ToolFailureError, unknown
from bank_kit.identity.caller import Caller
from bank_kit.paging import read_cursor, write_cursor

WINDOW = timedelta(days=30)
"""Of a series without from_date."""
MISSING_TOLD = 50


class MarketDesk:
    """Answers from one store and what was delivered beside it."""

    def __init__(self, store: FinanceStore, delivered: Delivered) -> None:
        self._store = store
        self._delivered = delivered
        self.book = StoredBook(store.rows, delivered)
        self._finder = SeriesFinder(store.rows, self.book, delivered)

    def get_market_data(self, arguments: MarketDataArguments, caller: Caller) -> Envelope[MarketSeries]:
        """One page of a series, ascending by day."""
        require_purpose(caller, arguments.purpose)
        asked = self._finder.find(arguments)
        last_known = self._last_day()
        last = arguments.to_date or last_known
        if last > last_known:
            raise ToolFailureError(
                FailureCode.STALE_DATA,
                "that date is after the last day there is",
                field="to_date",
                allowed=f"{last_known.isoformat()} or earlier",
                remedy="ask for an earlier date, or leave to_date out",
            )
        first = arguments.from_date or last - WINDOW
        points = asked.points(first, last)
        if not points:
            raise _nothing("from_date", "nothing is kept of it in that range", "widen the range, or ask for another field")
        series, warnings = self._page(arguments, asked, points, last)
        reading = Reading(unit=asked.unit, as_of=points[-1].on, currency=asked.currency, warnings=warnings)
        return self.origin("market-series").envelope(series, arguments, reading)

    def get_curve(self, arguments: CurveArguments, caller: Caller) -> Envelope[CurveSheet]:
        """A curve with its discount factors."""
        require_purpose(caller, arguments.purpose)
        day = self._store.day(arguments.as_of)
        known = self.book.curve_ids(arguments.currency)
        name = f"{arguments.currency}-{arguments.index}" if arguments.index else self.book.overnight(arguments.currency)
        if name not in known:
            field = "index" if known else "currency"
            raise unknown("curve", field=field, remedy=f"curves are {', '.join(known or self.book.curve_ids())}")
        curve = self._curve(name or "", day.day)
        reading = Reading(unit="zero rates, decimal", as_of=day.day, currency=curve.currency, warnings=(*day.warnings, *_age(curve.on, day.day)))
        return self.origin("curve").envelope(curve_sheet(curve, arguments.days), arguments, reading)

    def get_fx_rate(self, arguments: RateArguments, caller: Caller) -> Envelope[ExchangeRate]:
        """An exchange rate and its inverse, with the way it was found."""
        require_purpose(caller, arguments.purpose)
        if arguments.type is RateType.ECB and "EUR" not in {arguments.pair[:3], arguments.pair[-3:]}:
            raise ToolFailureError(
                FailureCode.NO_MARKET_DATA,
                "reference rates are quoted against the euro only",
                field="pair",
                allowed="a pair with EUR",
                remedy="ask for type mid, which crosses through the euro",
            )
        day = self._store.day(arguments.as_of)
        rates = self.book.rates(day.day)
        if rates is None:
            raise _nothing("as_of", "no rates on or before that day", "ask for a later day")
        found = exchange_rate(arguments, rates)
        unkept = (f"NOT_CONVERTED: the bank keeps no amounts in {found.quote}",) if arguments.amount is not None and found.converted is None else ()
        reading = Reading(
            unit=f"{found.quote} for one {found.base}", as_of=day.day, currency=found.quote, warnings=(*day.warnings, *_age(rates.on, day.day), *unkept)
        )
        return self.origin("exchange-rate").envelope(found, arguments, reading)

    def instrument(self, arguments: InstrumentArguments, caller: Caller) -> Envelope[InstrumentRecord]:
        """Reference data and the last closing price."""
        del caller
        listed = self.book.listed(arguments.isin)
        if listed is None:
            raise unknown("instrument", field="isin", remedy="positions and trades name the ISINs the bank knows")
        last = self.book.close(listed.isin, self._last_day())
        reading = Reading(unit="record", as_of=self._store.business_date, currency=listed.currency)
        return self.origin("instrument-master").envelope(instrument_record(listed, last), arguments, reading)

    def curves(self, arguments: CurvesArguments, caller: Caller) -> Envelope[CurveList]:
        """Every curve of a currency on one day."""
        del caller
        known = self.book.curve_ids(arguments.currency)
        if not known:
            raise unknown("curve", field="currency", remedy=f"curves are {', '.join(self.book.curve_ids())}")
        day: BusinessDay = self._store.day(arguments.as_of)
        found = CurveList(curves=tuple(curve_sheet(self._curve(name, day.day)) for name in known))
        reading = Reading(unit="zero rates, decimal", as_of=day.day, currency=arguments.currency, warnings=day.warnings)
        return self.origin("curve").envelope(found, arguments, reading)

    def calendar(self, arguments: CalendarArguments, caller: Caller) -> Envelope[CalendarRecord]:
        """Closing days of a market, from the year before the business date to the year after it."""
        del caller
        name, year = calendars.calendar_of_market(arguments.mic), self._store.business_date.year
        first, last = date(year - 1, 1, 1), date(year + 1, 12, 31)
        closed = tuple(row["closed_on"] for row in self._store.rows(queries.closings(name.value, first, last)))
        record = CalendarRecord(mic=arguments.mic, calendar=name.value, first=first, last=last, closed=closed)
        return self.origin("calendar").envelope(record, arguments, Reading(unit="days", as_of=self._store.business_date))

    def origin(self, method: str) -> Origin:
        """Where an answer comes from; what was delivered is part of the data's version."""
        found, state = self._store.origin(method), self._delivered.state()
        return found if state is None else replace(found, data_version=f"{found.data_version}+{state.count}")

    def _last_day(self) -> date:
        state = self._delivered.state()
        return self._store.business_date if state is None else max(self._store.business_date, state.last_day)

    def _curve(self, name: str, day: date) -> StoredCurve:
        found = self.book.curve(name, day)
        if found is None:
            raise _nothing("as_of", "no rates on or before that day", "ask for a later day")
        return found

    def _page(self, arguments: MarketDataArguments, asked: Asked, points: list[Quoted], last: date) -> tuple[MarketSeries, tuple[str, ...]]:
        after = _position(arguments)
        rest = [point for point in points if after is None or point.on > after]
        shown = rest[: arguments.limit]
        more = len(rest) > len(shown)
        missing = self._missing(points, last) if is_expected_daily(asked.field) else ()
        newest = max(point.priced_on for point in points)
        expected = next(day for day in (last - timedelta(days=back) for back in range(30)) if self._store.is_open(day))
        stale = newest < expected
        series = MarketSeries(
            instrument=arguments.instrument,
            name=asked.name,
            field=asked.field,
            snapshot=arguments.snapshot,
            tenor=asked.tenor,
            unit=asked.unit,
            currency=asked.currency,
            calendar=asked.calendar.value,
            stale=stale,
            points=tuple(_told(point) for point in shown),
            total=len(points),
            missing=missing[:MISSING_TOLD],
            next_cursor=write_cursor(arguments.query(), [shown[-1].on.isoformat()]) if more else None,
        )
        warnings = [f"STALE_PRICE: last priced on {newest.isoformat()}"] if stale else []
        if missing:
            warnings.append(f"MISSING: {len(missing)} business days without a value, the first {missing[0].isoformat()}")
        return series, tuple(warnings)

    def _missing(self, points: list[Quoted], last: date) -> tuple[date, ...]:
        have = {point.on for point in points}
        span = (min(last, self._store.business_date) - points[0].on).days
        days = (points[0].on + timedelta(days=ahead) for ahead in range(span + 1))
        return tuple(day for day in days if day not in have and self._store.is_open(day))


def _told(point: Quoted) -> SeriesPoint:
    return SeriesPoint(day=point.on, value=Decimal(point.price), priced_on=point.priced_on, stale=point.priced_on < point.on, source=point.source)


def _position(arguments: MarketDataArguments) -> date | None:
    if arguments.cursor is None:
        return None
    (text,) = read_cursor(arguments.cursor, arguments.query(), parts=1)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ToolFailureError(FailureCode.INVALID_ARGUMENT, "not a cursor of this server", field="cursor", remedy="start again without cursor") from None


def _age(on: date, day: date) -> tuple[str, ...]:
    return () if on == day else (f"STALE_PRICE: of {on.isoformat()}, {(day - on).days} days before",)


def _nothing(field: str, message: str, remedy: str) -> ToolFailureError:
    return ToolFailureError(FailureCode.NO_MARKET_DATA, message, field=field, remedy=remedy)
