"""Which series a name and field mean, and its points: the history with what feeds delivered beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from bank_finance.calendars import MARKETS, CalendarName
from bank_finance.markets import queries
from bank_finance.markets.arguments import MarketDataArguments, MarketField, Snapshot, VolatilityTenor
from bank_finance.markets.book import Rows, StoredBook, quoted
from bank_finance.markets.port import Delivered
from bank_finance.markets.records import Listed, Quoted
from bank_kit.failures import FailureCode, ToolFailureError, unknown

HISTORY = "MARKET-HISTORY"
"""Source of rates and volatilities, which come from one feed."""
_UNITS: Mapping[str, str] = MappingProxyType({"BOND": "percent of nominal", "INDEX": "index points"})
PAIR, ISIN = 6, 12
"""Letters of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A series that exists: what it is called, counted in and kept on, and how its points are read for a range of days."""

    name: str
    field: MarketField
    unit: str
    currency: str | None
    calendar: CalendarName
    points: Callable[[date, date], list[Quoted]]
    tenor: VolatilityTenor | None = None


@dataclass(frozen=True, slots=True)
class SeriesFinder:
    """Turns arguments into a series; UNKNOWN_ID for an instrument nobody knows, NO_MARKET_DATA for a field it does not have."""

    rows: Rows
    book: StoredBook
    delivered: Delivered

    def find(self, arguments: MarketDataArguments) -> Asked:
        """The series."""
        name = arguments.instrument
        if len(name) == ISIN and "-" not in name:
            listed = self.book.listed(name)
            if listed is None:
                raise unknown("instrument", field="instrument", remedy="positions and trades name the ISINs the bank knows")
            return self._of_security(listed, arguments)
        if len(name) == PAIR and name.isalpha():
            return self._of_pair(name, arguments)
        if name in self.book.curve_ids():
            return self._volatility(name, name, arguments)
        raise unknown("instrument", field="instrument", remedy=f"name an ISIN, a pair such as EURUSD, or one of {', '.join(self.book.curve_ids())}")

    def _of_security(self, listed: Listed, arguments: MarketDataArguments) -> Asked:
        field = arguments.field or (MarketField.TRADE if arguments.snapshot is Snapshot.INTRADAY else MarketField.CLOSE)
        if field is MarketField.VOLATILITY:
            return self._volatility(listed.isin, listed.name, arguments)
        if field is MarketField.MID:
            raise _no_field("close, volatility, or what feeds delivered of a security")
        read = self._closes if field is MarketField.CLOSE else self._delivered_points(field)
        return Asked(
            name=listed.name,
            field=field,
            unit=_UNITS.get(listed.kind, f"{listed.currency} per unit"),
            currency=listed.currency,
            calendar=MARKETS.get(listed.mic, CalendarName.TARGET),
            points=lambda first, last: read(listed.isin, first, last),
        )

    def _of_pair(self, pair: str, arguments: MarketDataArguments) -> Asked:
        if arguments.field is MarketField.VOLATILITY:
            return self._volatility(pair, pair, arguments)
        if (arguments.field or MarketField.MID) is not MarketField.MID or arguments.snapshot is Snapshot.INTRADAY:
            raise _no_field("mid or volatility of a pair, snapshot eod")
        if pair[:3] != "EUR":
            raise _no_field("pairs quoted for one euro, such as EURUSD; get_fx_rate crosses the others")

        def read(first: date, last: date) -> list[Quoted]:
            rows = self.rows(queries.rate_series(pair[3:], first, last))
            return [_point(row["as_of"], row["mid"]) for row in rows]

        return Asked(
            name=pair,
            field=MarketField.MID,
            unit=f"units of {pair[3:]} for one EUR",
            currency=pair[3:],
            calendar=CalendarName.TARGET,
            points=read,
        )

    def _volatility(self, underlying: str, name: str, arguments: MarketDataArguments) -> Asked:
        if arguments.snapshot is Snapshot.INTRADAY or arguments.field not in {None, MarketField.VOLATILITY}:
            raise _no_field("volatility of a curve, snapshot eod; get_curve has its rates")
        tenor = arguments.tenor or VolatilityTenor.ONE_YEAR

        def read(first: date, last: date) -> list[Quoted]:
            rows = self.rows(queries.volatility_series(underlying, tenor.value, first, last))
            return [_point(row["as_of"], row["volatility"]) for row in rows]

        kind = "normal" if underlying in self.book.curve_ids() else "lognormal"
        return Asked(
            name=name,
            field=MarketField.VOLATILITY,
            unit=f"decimal a year, {kind}",
            currency=None,
            calendar=CalendarName.TARGET,
            points=read,
            tenor=tenor,
        )

    def _closes(self, isin: str, first: date, last: date) -> list[Quoted]:
        found = {row["as_of"]: quoted(row) for row in self.rows(queries.closes(isin, first, last))}
        for each in self.delivered.quoted(isin, [MarketField.CLOSE.value], first, last):
            known = found.get(each.on)
            if known is None or known.priced_on < each.on:
                found[each.on] = Quoted(on=each.on, price=each.price, priced_on=each.on, source=each.source)
        return [found[day] for day in sorted(found)]

    def _delivered_points(self, field: MarketField) -> Callable[[str, date, date], list[Quoted]]:
        def read(isin: str, first: date, last: date) -> list[Quoted]:
            rows = self.delivered.quoted(isin, [field.value], first, last)
            return [Quoted(on=each.on, price=each.price, priced_on=each.on, source=each.source) for each in rows]

        return read


def is_expected_daily(field: MarketField) -> bool:
    """Whether each business day should have one: what the history keeps."""
    return field in {MarketField.CLOSE, MarketField.MID, MarketField.VOLATILITY}


def _point(day: date, value: Decimal) -> Quoted:
    return Quoted(on=day, price=value, priced_on=day, source=HISTORY)


def _no_field(allowed: str) -> ToolFailureError:
    return ToolFailureError(FailureCode.NO_MARKET_DATA, "that is not kept of this instrument", field="field", allowed=allowed, remedy="ask for another field")
