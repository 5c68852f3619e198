"""The statements mean the same everywhere: Oracle and DB2 get what was read, and wildcards are plain text."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Protocol

import pytest
from sqlalchemy import ClauseElement, Engine

from bank_finance.accounts import queries
from bank_finance.accounts.arguments import Direction, TransactionArguments

ARGUMENTS = TransactionArguments.model_validate(
    {"customer_id": "C-100001", "booked_from": "2026-09-01", "booked_to": "2026-09-30", "amount_min": "10", "amount_max": "99.50", "text": "50%_off"}
)


class GoldenSql(Protocol):
    def check(self, area: str, statements: Mapping[str, ClauseElement]) -> None: ...


def test_oracle_and_db2_get_the_sql_that_was_read(golden_sql: GoldenSql) -> None:
    seen = ("999900KESTREL0000114",)
    condition = queries.matching(ARGUMENTS, queries.held_by("C-100001", seen))
    period = queries.entries_of("A-200001", date(2026, 11, 1), date(2026, 11, 20))
    position = (datetime.fromisoformat("2026-09-01T00:00:00"), "T-00000001-1")
    golden_sql.check(
        "accounts",
        {
            "account by id": queries.account_by_key("A-200001", None),
            "account by IBAN, in a region": queries.account_by_key("NL17XBNK0000200001", seen),
            "balance on a day": queries.balance_on("A-200001", date(2026, 11, 20)),
            "a customer's accounts": queries.any_account_of("C-100001", seen),
            "count of a search": queries.count(condition),
            "page of a search": queries.page(condition, position, 10),
            "sum of a statement": queries.total_of(period),
            "entries of a statement": queries.entries(period, position, 10),
        },
    )


def test_a_wildcard_is_a_letter_like_any_other(engine: Engine) -> None:
    for text in ("%%", "__", "%card%"):
        condition = queries.matching(TransactionArguments(account="A-200001", text=text), "A-200001")
        with engine.connect() as connection:
            assert connection.execute(queries.count(condition)).scalar_one() == 0


@pytest.mark.parametrize("direction", list(Direction))
def test_in_and_out_make_up_any(engine: Engine, direction: Direction) -> None:
    def count(way: Direction) -> int:
        condition = queries.matching(TransactionArguments.model_validate({"account": "A-200001", "direction": way, "amount_min": "50"}), "A-200001")
        with engine.connect() as connection:
            return connection.execute(queries.count(condition)).scalar_one()

    assert count(Direction.ANY) == count(Direction.IN) + count(Direction.OUT) >= count(direction) > 0


def test_the_last_possible_day_does_not_overflow() -> None:
    queries.matching(TransactionArguments(account="A-200001", booked_to=date.max), "A-200001")
