"""Source totals are those of the books."""

from datetime import date

import duckdb
import pytest

from bank_compliance.reports.sources import Books
from bank_kit.world.reader import World
from bank_kit.world.size import AS_OF, Size


@pytest.fixture
def books(world: World) -> Books:
    return Books.of(world.folder.parent, Size.S, 42)


def test_own_funds_are_sums_of_the_items(books: Books, world: World) -> None:
    question = "SELECT legal_entity, sum(amount) FROM read_parquet($1) WHERE as_of = $2 AND item LIKE 'CET1%' GROUP BY ALL"
    with duckdb.connect() as connection:
        totals = dict(connection.execute(question, [str(world.path("capital_item")), AS_OF]).fetchall())
    assert {lei: books.own_funds(lei, AS_OF)["CET1"] for lei in books.companies} == totals


def test_a_day_without_books_has_no_totals(books: Books) -> None:
    assert books.own_funds(next(iter(books.companies)), date(2026, 11, 19)) == {}
