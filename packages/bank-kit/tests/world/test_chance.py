"""Chance repeats, does not depend on threads, and its draws know nothing of each other."""

from decimal import Decimal

import duckdb
import pytest

from bank_kit.world.chance import install

ROWS = 20_000


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    install(connection, 42)
    return connection


def _one(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[float, ...]:
    found = connection.execute(f"SELECT {sql} FROM range({ROWS}) t(i)").fetchone()
    assert found is not None
    return found


def test_uniform_draws_fill_the_unit_interval_evenly(connection: duckdb.DuckDBPyConnection) -> None:
    low, high, mean, spread = _one(connection, "min(u), max(u), avg(u), stddev_pop(u)".replace("(u)", "(uniform('a', i, 1))"))
    assert 0 <= low < 0.001
    assert 0.999 < high < 1
    assert mean == pytest.approx(0.5, abs=0.01)
    assert spread == pytest.approx(12**-0.5, abs=0.005)


@pytest.mark.parametrize("other", ["uniform('a', i, 2)", "uniform('a', i + 1, 1)", "uniform('b', i, 1)", "normal('a', i, 5)"])
def test_draws_of_another_number_row_or_topic_are_uncorrelated(connection: duckdb.DuckDBPyConnection, other: str) -> None:
    (correlation,) = _one(connection, f"corr(uniform('a', i, 1), {other})")
    assert abs(correlation) < 0.03


def test_a_constant_row_draws_what_the_same_row_in_a_table_draws(connection: duckdb.DuckDBPyConnection) -> None:
    alone = connection.execute("SELECT draw('a', 7, 3)").fetchone()
    among = connection.execute("SELECT draw(topic, i, k) FROM (SELECT 'a' AS topic, i, (i - 4)::TINYINT AS k FROM range(10) t(i)) WHERE i = 7").fetchone()
    assert alone == among


def test_another_seed_draws_otherwise(connection: duckdb.DuckDBPyConnection) -> None:
    before = connection.execute("SELECT draw('a', 7, 3)").fetchone()
    install(connection, 43)
    assert connection.execute("SELECT draw('a', 7, 3)").fetchone() != before


def test_ranges_include_both_ends_and_money_has_cents(connection: duckdb.DuckDBPyConnection) -> None:
    assert _one(connection, "min(draw_between('a', i, 1, 3, 5)), max(draw_between('a', i, 1, 3, 5))") == (3, 5)
    money = connection.execute(f"SELECT min(c), max(c), any_value(typeof(c)) FROM (SELECT cents('a', i, 1, -2, 3) AS c FROM range({ROWS}) t(i))").fetchone()
    assert money == (Decimal("-2.00"), Decimal("3.00"), "DECIMAL(18,2)")


def test_a_pick_takes_every_choice_about_as_often(connection: duckdb.DuckDBPyConnection) -> None:
    counts = connection.execute(f"SELECT pick(['x', 'y', 'z'], 'a', i, 1) AS p, count(*) FROM range({ROWS}) t(i) GROUP BY p").fetchall()
    assert {name for name, _ in counts} == {"x", "y", "z"}
    assert all(count == pytest.approx(ROWS / 3, rel=0.05) for _, count in counts)


def test_normal_draws_have_unit_variance(connection: duckdb.DuckDBPyConnection) -> None:
    mean, spread = _one(connection, "avg(normal('a', i, 1)), stddev_pop(normal('a', i, 1))")
    assert mean == pytest.approx(0, abs=0.03)
    assert spread == pytest.approx(1, abs=0.03)
