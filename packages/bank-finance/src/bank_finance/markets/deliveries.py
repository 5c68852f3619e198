"""Where deliveries of market data are kept: beside the read-only history, in the server's store of writes; nothing kept is ever changed."""

import time
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import BigInteger, Column, Date, Integer, MetaData, SmallInteger, String, Table, func, insert, select
from sqlalchemy.exc import IntegrityError

from bank_finance.feed.delivery import Report
from bank_finance.markets.records import Delivery, FieldQuote, Quoted
from bank_kit.writes.store import CREATE_LOCK, WriteStore

KEPT = MetaData()
CLOSING = "close"
_PRICE = 24
"""Characters of a price: twelve digits, a point, eight digits, and room."""

feed_delivery = Table(
    "finance_feed_delivery",
    KEPT,
    Column("id", String(80), primary_key=True),
    Column("source", String(40), nullable=False),
    Column("as_of", Date, nullable=False),
    Column("accepted", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Column("duplicates", Integer, nullable=False),
    Column("kept_at", BigInteger, nullable=False),
)
feed_price = Table(
    "finance_feed_price",
    KEPT,
    Column("isin", String(12), primary_key=True),
    Column("field_name", String(12), primary_key=True),
    Column("priced_on", Date, primary_key=True),
    Column("price", String(_PRICE), nullable=False),
    Column("source", String(40), nullable=False),
    Column("delivery_id", String(80), nullable=False),
    Column("stale", SmallInteger, nullable=False),
)
feed_rejection = Table(
    "finance_feed_rejection",
    KEPT,
    Column("delivery_id", String(80), primary_key=True),
    Column("line", Integer, primary_key=True, autoincrement=False),
    Column("reason", String(24), nullable=False),
    Column("why", String(200), nullable=False),
)


class NothingDelivered:
    """For a server without a store of writes; fits `markets.port.Delivered`."""

    def quoted(self, isin: str, fields: Sequence[str], first: date, last: date) -> Sequence[FieldQuote]:
        """Nothing."""
        del isin, fields, first, last
        return ()

    def last_close(self, isin: str, on: date) -> Quoted | None:
        """Nothing."""
        del isin, on
        return None

    def state(self) -> Delivery | None:
        """Nothing."""
        return None


class Deliveries:
    """Fits `markets.port.Delivered`; every method blocks and may run in many threads, and in many processes on one database."""

    def __init__(self, writes: WriteStore, *, now: Callable[[], float] = time.time) -> None:
        self._writes = writes
        self._now = now
        with writes.writing() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(select(func.pg_advisory_xact_lock(CREATE_LOCK)))
            KEPT.create_all(connection)

    def quoted(self, isin: str, fields: Sequence[str], first: date, last: date) -> Sequence[FieldQuote]:
        """As Delivered."""
        table = feed_price.c
        wanted = table.isin == isin, table.field_name.in_(fields), table.priced_on.between(first, last)
        with self._writes.reading() as connection:
            rows = connection.execute(select(feed_price).where(*wanted).order_by(table.priced_on, table.field_name)).all()
        return [FieldQuote(field=row.field_name, on=row.priced_on, price=Decimal(row.price), source=row.source) for row in rows]

    def last_close(self, isin: str, on: date) -> Quoted | None:
        """As Delivered."""
        table = feed_price.c
        wanted = table.isin == isin, table.field_name == CLOSING, table.priced_on <= on
        with self._writes.reading() as connection:
            row = connection.execute(select(feed_price).where(*wanted).order_by(table.priced_on.desc()).limit(1)).one_or_none()
        return None if row is None else Quoted(on=row.priced_on, price=Decimal(row.price), priced_on=row.priced_on, source=row.source)

    def state(self) -> Delivery | None:
        """As Delivered."""
        with self._writes.reading() as connection:
            count, last = connection.execute(select(func.count(), func.max(feed_delivery.c.as_of))).one()
        return Delivery(count=count, last_day=last) if count else None

    def delivered(self, delivery_id: str) -> bool:
        """Whether that delivery is kept."""
        with self._writes.reading() as connection:
            return connection.execute(select(feed_delivery.c.id).where(feed_delivery.c.id == delivery_id)).one_or_none() is not None

    def keep(self, report: Report) -> bool:
        """All of the report in one transaction; False, and nothing kept, when its delivery is there already."""
        with self._writes.writing() as connection:
            try:
                with connection.begin_nested():
                    connection.execute(insert(feed_delivery), self._head(report))
            except IntegrityError:
                return False
            if report.accepted:
                connection.execute(insert(feed_price), _prices(report))
            if report.rejected:
                connection.execute(insert(feed_rejection), _rejections(report))
        return True

    def _head(self, report: Report) -> dict[str, object]:
        counts = {"accepted": len(report.accepted), "rejected": len(report.rejected), "duplicates": len(report.duplicates)}
        return {"id": report.delivery_id, "source": report.source, "as_of": report.as_of, "kept_at": int(self._now() * 1000), **counts}


def _prices(report: Report) -> list[dict[str, object]]:
    same = {"source": report.source, "delivery_id": report.delivery_id}
    return [
        {"isin": quote.instrument, "field_name": quote.field, "priced_on": quote.on, "price": str(quote.price), "stale": int(quote.stale), **same}
        for quote in report.accepted
    ]


def _rejections(report: Report) -> list[dict[str, object]]:
    return [{"delivery_id": report.delivery_id, "line": each.line, "reason": each.reason.value, "why": each.why} for each in report.rejected]
