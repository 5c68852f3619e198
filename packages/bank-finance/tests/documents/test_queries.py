"""Oracle and DB2 get the SQL that was read."""

from collections.abc import Mapping
from typing import Protocol

from sqlalchemy import ClauseElement

from bank_finance.documents import queries


class GoldenSql(Protocol):
    def check(self, area: str, statements: Mapping[str, ClauseElement]) -> None: ...


def test_oracle_and_db2_get_the_sql_that_was_read(golden_sql: GoldenSql) -> None:
    condition = queries.owned("C-100001", "CONTRACT", ("999900KESTREL0000114",))
    golden_sql.check(
        "documents",
        {
            "by id": queries.document_by_id("D-00000001", None),
            "count of an owner": queries.count(condition),
            "page of an owner": queries.page(condition, "D-00000001", 10),
        },
    )
