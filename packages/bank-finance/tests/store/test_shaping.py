"""The world in the store's shape: both legs, days as the database wants them, and text as queries compare it."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from bank_finance.store.filling import Shaped, ShapeWorld
from bank_finance.store.shaping import Shaper, shape_world
from bank_finance.store.tables import FILLED
from bank_kit.world.reader import World

FITS: ShapeWorld = shape_world


@pytest.fixture(scope="module")
def native(world: World) -> Iterator[Shaper]:
    shaper = Shaper(world, days_as_text=False)
    yield shaper
    shaper.close()


def _first(shaper: Shaped, table: str) -> tuple[object, ...]:
    return next(shaper.rows(table))[0]


@pytest.mark.parametrize("table", [table for table in FILLED if table.name != "calendar"], ids=lambda table: table.name)
def test_rows_have_every_column_of_the_table(native: Shaper, table: object) -> None:
    name = str(table)
    [width] = {len(row) for batch in native.rows(name) for row in batch[:100]}
    assert width == next(len(each.columns) for each in FILLED if each.name == name)


def test_days_are_days_or_text(native: Shaper, world: World) -> None:
    as_text = Shaper(world, days_as_text=True)
    try:
        posting, again = _first(native, "posting"), _first(as_text, "posting")
    finally:
        as_text.close()
    assert isinstance(posting[3], datetime)
    assert isinstance(posting[4], date)
    assert again[3] == posting[3].strftime("%Y-%m-%d %H:%M:%S.%f")
    assert again[4] == posting[4].isoformat()


def test_both_legs_of_a_transaction_mirror_each_other(native: Shaper) -> None:
    debit, credit = next(native.rows("posting"))[:2]
    assert (debit[0], credit[0]) == (f"{debit[1]}-1", f"{credit[1]}-2")
    assert debit[1] == credit[1]
    assert isinstance(debit[5], int)
    assert isinstance(credit[5], int)
    assert debit[5] == -credit[5] < 0
