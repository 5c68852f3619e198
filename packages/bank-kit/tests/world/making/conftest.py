"""The bank's books made directly, without writing them: parties and books are real, accounts stand still at ten thousand each."""

from collections.abc import Callable

import duckdb
import pytest

from bank_kit.world import chance
from bank_kit.world.making import books, capital, counterparties, exposures, history, limits, loans, losses, outflows, parties, tails, trades
from bank_kit.world.size import Size, Spec

Bank = Callable[[str], list[tuple[object, ...]]]
MAKERS = (
    history.make, loans.make, outflows.make, counterparties.make, books.make, trades.make, tails.make, exposures.make, losses.make, capital.make, limits.make,
)  # fmt: skip
STILL = """
CREATE TABLE draft_account AS SELECT (200000 + n)::INTEGER AS number, n FROM draft_party;
CREATE TABLE account AS SELECT 'A-' || (200000 + d.n) AS id, p.legal_entity, 'EUR' AS currency, 10000::DECIMAL(18,2) AS opening
    FROM draft_party d JOIN party p ON p.id = 'C-' || (100000 + d.n);
CREATE TABLE draft_booked (debit INTEGER, credit INTEGER, amount DECIMAL(18,2));
INSERT INTO draft_booked VALUES (200001, 200002, 2500), (1, 200003, 400)
"""


def bank_of(seed: int, threads: int) -> Bank:
    """A bank of size S in memory, and a way to ask it."""
    spec = Spec(size=Size.S, seed=seed)
    connection = duckdb.connect(config={"threads": threads})
    chance.install(connection, seed)
    parties.make(connection, spec)
    connection.execute(STILL)
    for make in MAKERS:
        make(connection, spec)
    return lambda sql: connection.execute(sql).fetchall()


@pytest.fixture(scope="session")
def bank() -> Bank:
    return bank_of(42, 2)


@pytest.fixture(scope="session")
def same_bank() -> Bank:
    """Of the same seed, made on one thread."""
    return bank_of(42, 1)


@pytest.fixture(scope="session")
def other_bank() -> Bank:
    """Of another seed."""
    return bank_of(43, 2)
