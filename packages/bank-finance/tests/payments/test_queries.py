"""Payments are found by each of their names; Oracle and DB2 get the SQL that was read."""

from collections.abc import Mapping
from typing import Protocol

from sqlalchemy import ClauseElement

from bank_finance.payments import queries


class GoldenSql(Protocol):
    def check(self, area: str, statements: Mapping[str, ClauseElement]) -> None: ...


def test_oracle_and_db2_get_the_sql_that_was_read(golden_sql: GoldenSql) -> None:
    golden_sql.check(
        "payments",
        {
            "by UETR": queries.payment_by_key("cc58939e-a815-4813-89d5-775f8e39ea72", None),
            "by message id, in a region": queries.payment_by_key("KMB2026082400000101", ("999900KESTREL0000114",)),
            "by payment id": queries.payment_by_key("P-00000101", None),
            "by transaction id": queries.payment_by_key("T-00000101", None),
            "trail": queries.trail_of("P-00000101"),
        },
    )
