"""What DuckDB sums and turns."""

from decimal import Decimal
from pathlib import Path

import pytest

from bank_kit.world.reader import World, find_world
from bank_kit.world.size import Size
from bank_risk.store import world_sql
from bank_risk.store.port import WorldQueries
from bank_risk.store.tables.market import PILLARS

fits: WorldQueries = world_sql


@pytest.fixture(scope="module")
def world(folder: Path) -> World:
    return find_world(folder, Size.S, 42)


def test_each_curve_day_holds_all_its_pillars(world: World) -> None:
    row = next(iter(world_sql.curve_days(world)))[0]
    assert len(row) == 2 + len(PILLARS)
    plain = next(iter(world.rows("curve_point", ["curve_id", "date", "days", "zero_rate"])))[: len(PILLARS)]
    assert row == (plain[0][0], plain[0][1], *(each[3] for each in plain))


def test_deposits_are_openings_and_what_moved(world: World) -> None:
    found = [row for batch in world_sql.deposits(world) for row in batch]
    openings = [row[0] for batch in world.rows("account", ["opening"]) for row in batch]
    assert _total([row[4] for row in found]) == _total(openings)
    assert {row[2] for row in found} >= {"RETAIL", "SME", "CORPORATE", "OWN"}
    assert _total([row[5] for row in found]) == len(openings)


def _total(amounts: list[object]) -> Decimal:
    return sum((Decimal(str(amount)) for amount in amounts), Decimal(0))
