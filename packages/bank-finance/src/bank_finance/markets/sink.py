"""What a delivery is judged against and where it is kept; fits `feed.delivery.PriceSink`. One sink judges one delivery after another, in one thread."""

from bisect import bisect_left
from datetime import date
from decimal import Decimal

from bank_finance.feed.delivery import Report
from bank_finance.markets import queries
from bank_finance.markets.book import Rows
from bank_finance.markets.deliveries import CLOSING, Deliveries

FIRST, LAST = date(1990, 1, 1), date(2100, 12, 31)

Series = list[tuple[date, Decimal]]


class FeedSink:
    """Prices known are those of the history, without those merely carried on, and those of deliveries before."""

    def __init__(self, rows: Rows, deliveries: Deliveries) -> None:
        self._rows = rows
        self._deliveries = deliveries
        self._instruments: dict[str, bool] = {}
        self._series: dict[tuple[str, str], Series] = {}

    def knows(self, instrument: str) -> bool:
        """As PriceBook."""
        if instrument not in self._instruments:
            self._instruments[instrument] = bool(self._rows(queries.instrument(instrument)))
        return self._instruments[instrument]

    def stored(self, instrument: str, field: str, on: date) -> Decimal | None:
        """As PriceBook."""
        series = self._known(instrument, field)
        place = bisect_left(series, on, key=lambda row: row[0])
        return series[place][1] if place < len(series) and series[place][0] == on else None

    def latest_before(self, instrument: str, field: str, on: date) -> Decimal | None:
        """As PriceBook; a field of which nothing is known is compared with closing prices."""
        series = self._known(instrument, field) or self._known(instrument, CLOSING)
        place = bisect_left(series, on, key=lambda row: row[0])
        return series[place - 1][1] if place else None

    def delivered(self, delivery_id: str) -> bool:
        """As PriceSink."""
        return self._deliveries.delivered(delivery_id)

    def keep(self, report: Report) -> bool:
        """As PriceSink."""
        self._series.clear()
        return self._deliveries.keep(report)

    def _known(self, instrument: str, field: str) -> Series:
        key = instrument, field
        if key not in self._series:
            found = {quote.on: quote.price for quote in self._deliveries.quoted(instrument, [field], FIRST, LAST)}
            if field == CLOSING:
                rows = self._rows(queries.closes(instrument, FIRST, LAST))
                found |= {row["as_of"]: row["close_price"] for row in rows if row["priced_on"] == row["as_of"]}
            self._series[key] = sorted(found.items())
        return self._series[key]
