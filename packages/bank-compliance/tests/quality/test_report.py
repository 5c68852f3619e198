"""Every planted group is found in worlds S and M, and the look-alikes are counted."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bank_compliance.monitoring.scenario import ScenarioId
from bank_compliance.quality.marks import marks_of
from bank_compliance.quality.report import measure_monitoring
from bank_compliance.warehouse.duckdb import open_warehouse
from bank_compliance.warehouse.port import Warehouse
from bank_kit.parameters import Rulebook
from bank_kit.world.reader import find_world
from bank_kit.world.size import AS_OF, Size

RAISED_WITHOUT_CAUSE = frozenset(ScenarioId) - {ScenarioId.CORRIDOR, ScenarioId.CASH_INTENSITY}
"""Scenarios that look-alikes fool in S; the other two ask for more than the look-alikes do."""


def test_every_floor_is_kept_in_s_and_look_alikes_are_raised_too(warehouse: Warehouse, rulebook: Rulebook) -> None:
    measured = measure_monitoring(warehouse, rulebook, marks_of("S", 42), AS_OF)
    assert measured.kept
    assert {row.scenario for row in measured.rows if row.decoys_raised} == RAISED_WITHOUT_CAUSE
    assert all(row.precision is not None and row.precision < 0.7 for row in measured.rows if row.decoys_raised)
    assert measured.text("S").startswith("Detection on world S: ten scenarios in ")


def test_a_missed_group_breaks_the_floor(book: Callable[..., Warehouse], rulebook: Rulebook) -> None:
    nothing = book("2026-09-03 10:00 firm A-100001 10 WIRE")
    measured = measure_monitoring(nothing, rulebook, marks_of("S", 42), AS_OF)
    assert not measured.kept
    assert "MISSED" in measured.text("S")


@pytest.mark.slow
def test_every_floor_is_kept_in_m(tmp_path: Path, rulebook: Rulebook) -> None:
    world = find_world(tmp_path / "bank", Size.M, 42)
    warehouse = open_warehouse(world.folder, world.version, tmp_path)
    measured = measure_monitoring(warehouse, rulebook, marks_of("M", 42), AS_OF)
    warehouse.close()
    assert measured.kept
    assert all(row.precision is not None and row.precision >= 0.1 for row in measured.rows)
