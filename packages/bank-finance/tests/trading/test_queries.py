"""The SQL of the trading tools, over the world's own rows."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from sqlalchemy import ClauseElement

from bank_finance.store.reading import FinanceStore
from bank_finance.trading import queries
from bank_finance.trading.arguments import PositionArguments
from bank_kit.world.reader import World


def test_a_desk_has_its_books_and_a_company_has_its_own(store: FinanceStore) -> None:
    rates = store.rows(queries.books(PositionArguments(desk="Rates")))
    assert [row["id"] for row in rates] == ["BOOK-04", "BOOK-08", "BOOK-12", "BOOK-16", "BOOK-20"]
    british = store.rows(queries.books(PositionArguments(legal_entity="999900KESTREL0000211")))
    assert {row["legal_entity"] for row in british} == {"999900KESTREL0000211"} and british


def test_an_end_of_day_is_the_last_one_that_is_kept(store: FinanceStore) -> None:
    assert store.rows(queries.last_day_before(date(2026, 11, 22)))[0]["as_of"] == date(2026, 11, 20)
    assert store.rows(queries.last_day_before(date(2020, 1, 1)))[0]["as_of"] is None


def test_a_trade_is_found_by_id_and_by_uti_with_all_its_events(store: FinanceStore, world: World) -> None:
    ids = [row for batch in world.rows("trade", ("id", "uti")) for row in batch]
    for trade_id, uti in (ids[0], ids[-1]):
        assert store.rows(queries.trade_by_key(str(trade_id))) == store.rows(queries.trade_by_key(str(uti)))
    events = [row[0] for batch in world.rows("trade_event", ("trade_id",)) for row in batch]
    assert len(store.rows(queries.events("TR-1000001"))) == events.count("TR-1000001")


def test_an_underlying_is_listed_or_not(store: FinanceStore) -> None:
    assert store.rows(queries.listed("QZ0000000017"))[0]["figi"] == "QZG000100007"
    assert store.rows(queries.listed("EUR-ESTR")) == []


def test_a_booking_names_book_and_counterparty(store: FinanceStore) -> None:
    assert store.rows(queries.booking("TR-1000001"))[0]["desk"] == "Rates"


def test_holdings_come_by_book_and_isin(store: FinanceStore) -> None:
    rows = store.rows(queries.holdings(["BOOK-02", "BOOK-01"], date(2026, 11, 20)))
    assert [(row["book_id"], row["isin"]) for row in rows] == sorted((row["book_id"], row["isin"]) for row in rows)


class GoldenSql(Protocol):
    def check(self, area: str, statements: Mapping[str, ClauseElement]) -> None: ...


def test_oracle_and_db2_get_the_sql_that_was_read(golden_sql: GoldenSql) -> None:
    golden_sql.check(
        "trading",
        {
            "books of a desk": queries.books(PositionArguments(desk="Rates")),
            "last end of day": queries.last_day_before(date(2026, 11, 20)),
            "holdings of two books": queries.holdings(["BOOK-01", "BOOK-02"], date(2026, 11, 20)),
            "trade by UTI": queries.trade_by_key("999900KESTREL0000114TR1000001"),
            "booking": queries.booking("TR-1000001"),
            "events": queries.events("TR-1000001"),
            "underlying": queries.listed("QZ0000000017"),
        },
    )
