"""The statements mean the same everywhere: they compile for every dialect, and wildcards are plain text."""

from datetime import date, datetime

import pytest
from sqlalchemy import Dialect, Engine
from sqlalchemy.dialects import registry

from bank_finance.accounts import queries
from bank_finance.accounts.arguments import Direction, TransactionArguments

ARGUMENTS = TransactionArguments.model_validate(
    {"customer_id": "C-100001", "booked_from": "2026-09-01", "booked_to": "2026-09-30", "amount_min": "10", "amount_max": "99.50", "text": "50%_off"}
)


def _dialect(name: str) -> Dialect:
    made: Dialect = registry.load(name)()
    return made


@pytest.mark.parametrize("name", ["sqlite", "postgresql", "oracle"])
def test_every_statement_compiles(name: str) -> None:
    condition = queries.matching(ARGUMENTS, queries.held_by("C-100001", ("999900KESTREL0000114",)))
    made = (
        queries.account_by_key("A-200001", None),
        queries.balance_on("A-200001", date(2026, 11, 20)),
        queries.any_account_of("C-100001", None),
        queries.count(condition),
        queries.page(condition, (datetime.fromisoformat("2026-09-01T00:00:00"), "P-0000001"), 10),
    )
    for statement in made:
        assert str(statement.compile(dialect=_dialect(name)))


def test_oracle_gets_standard_row_limits() -> None:
    page = queries.page(queries.matching(ARGUMENTS, "A-200001"), None, 10)
    assert "FETCH FIRST" in str(page.compile(dialect=_dialect("oracle")))


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
