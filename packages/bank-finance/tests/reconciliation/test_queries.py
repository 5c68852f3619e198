"""Oracle and DB2 get the SQL that was read."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from sqlalchemy import ClauseElement

from bank_finance.reconciliation import queries

DAYS = (date(2026, 11, 1), date(2026, 11, 20))


class GoldenSql(Protocol):
    def check(self, area: str, statements: Mapping[str, ClauseElement]) -> None: ...


def test_oracle_and_db2_get_the_sql_that_was_read(golden_sql: GoldenSql) -> None:
    golden_sql.check(
        "reconciliation",
        {
            "postings": queries.postings("GL-NOSTRO-EUR", DAYS, ("WIRE", "TRANSFER"), 10),
            "settled payments": queries.payments("GL-NOSTRO-EUR", DAYS, "ACSC", 10),
            "positions": queries.positions("BOOK-01", date(2026, 11, 20)),
        },
    )
