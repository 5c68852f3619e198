"""The stored market data with what feeds delivered on top of it; fits `markets.port.MarketBook`."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import Executable, RowMapping

from bank_finance.markets import queries
from bank_finance.markets.port import Delivered
from bank_finance.markets.records import Listed, Point, Quoted, Rates, StoredCurve, Volatilities

Rows = Callable[[Executable], list[RowMapping]]
"""Runs a statement on the store; UNAVAILABLE when it does not answer."""


class StoredBook:
    """Reads only; every method blocks and may run in many threads."""

    def __init__(self, rows: Rows, delivered: Delivered) -> None:
        self._rows = rows
        self._delivered = delivered
        self._curves = {row["id"]: row for row in rows(queries.curves())}

    def curve_ids(self, currency: str | None = None) -> tuple[str, ...]:
        """Every curve, or those of a currency, sorted."""
        return tuple(name for name, row in self._curves.items() if currency in {None, row["currency"]})

    def overnight(self, currency: str) -> str | None:
        """The curve its money is discounted with."""
        return next((name for name, row in self._curves.items() if row["currency"] == currency and row["kind"] == "OIS"), None)

    def listed(self, isin: str) -> Listed | None:
        """As MarketBook."""
        rows = self._rows(queries.instrument(isin))
        return _listed(rows[0]) if rows else None

    def close(self, isin: str, on: date) -> Quoted | None:
        """As MarketBook; a delivered price before one that was only carried on."""
        rows = self._rows(queries.last_close(isin, on))
        stored = quoted(rows[0]) if rows else None
        delivered = self._delivered.last_close(isin, on)
        if stored is None or (delivered is not None and delivered.priced_on > stored.priced_on):
            return delivered
        return stored

    def curve(self, curve_id: str, on: date) -> StoredCurve | None:
        """As MarketBook; None for an id that is none."""
        row = self._curves.get(curve_id)
        day = self._day(queries.curve_day(curve_id, on)) if row is not None else None
        if row is None or day is None:
            return None
        points = tuple(Point(each["days"], each["tenor"], float(each["zero_rate"])) for each in self._rows(queries.curve_points(curve_id, day)))
        return StoredCurve(id=curve_id, currency=row["currency"], index=row["index_name"], kind=row["kind"], on=day, points=points)

    def rates(self, on: date) -> Rates | None:
        """As MarketBook."""
        day = self._day(queries.rate_day(on))
        return None if day is None else Rates(on=day, per_euro={row["quote"]: row["mid"] for row in self._rows(queries.rates(day))})

    def volatilities(self, underlying: str, on: date) -> Volatilities | None:
        """As MarketBook."""
        day = self._day(queries.volatility_day(underlying, on))
        if day is None:
            return None
        rows = self._rows(queries.volatilities(underlying, day))
        return Volatilities(underlying=underlying, on=day, by_tenor={row["tenor"]: float(row["volatility"]) for row in rows})

    def _day(self, statement: Executable) -> date | None:
        found: date | None = self._rows(statement)[0]["on_day"]
        return found


def quoted(row: RowMapping) -> Quoted:
    """A row of price_eod."""
    return Quoted(on=row["as_of"], price=row["close_price"], priced_on=row["priced_on"], source=row["source"])


def _listed(row: RowMapping) -> Listed:
    return Listed(**{**row, "coupon": float(row["coupon"])})
