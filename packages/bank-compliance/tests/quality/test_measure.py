"""Alerts are counted by what they are about; nothing is divided by nothing."""

import pytest

from bank_compliance.monitoring.scenario import ScenarioId
from bank_compliance.quality.marks import Marked
from bank_compliance.quality.measure import RECALL_FLOORS, Quality, Raised, measure

FAN, CYCLE = ScenarioId.FAN, ScenarioId.CYCLE


def _mark(typology: ScenarioId, group: int, transactions: str, *, laundering: bool = True) -> Marked:
    return Marked(typology=typology, group=group, laundering=laundering, accounts=frozenset({"A-1"}), transactions=frozenset(transactions.split()))


def _raised(scenario: ScenarioId, transactions: str) -> Raised:
    return Raised(scenario=scenario, transactions=frozenset(transactions.split()))


MARKS = (_mark(FAN, 1, "a b"), _mark(FAN, 2, "c d"), _mark(CYCLE, 3, "e f"), _mark(FAN, 4, "g h", laundering=False))


def _of(scenario: ScenarioId, *alerts: Raised) -> Quality:
    return next(row for row in measure(alerts, MARKS) if row.scenario is scenario)


def test_each_alert_is_counted_once_by_what_it_is_about() -> None:
    alerts = (_raised(FAN, "a b"), _raised(FAN, "a x"), _raised(FAN, "e"), _raised(FAN, "g h x"), _raised(FAN, "x y"), _raised(CYCLE, "c"))
    row = _of(FAN, *alerts)
    assert (row.own, row.other_laundering, row.decoy, row.ordinary, row.alerts) == (2, 1, 1, 1, 5)
    assert (row.found, row.planted, row.recall, row.decoys_raised, row.decoys) == (1, 2, 0.5, 1, 1)
    assert row.precision == pytest.approx(3 / 5)
    assert row.precision_without_decoys == pytest.approx(3 / 4)
    assert not row.kept


def test_less_than_half_of_the_evidence_is_about_something_else() -> None:
    assert _of(FAN, _raised(FAN, "a x y")).ordinary == 1
    assert _of(FAN, _raised(FAN, "a x")).own == 1


def test_of_two_groups_the_one_with_more_of_the_evidence_counts() -> None:
    assert _of(FAN, _raised(FAN, "a g h")).decoy == 1


def test_without_alerts_there_is_no_precision_and_without_groups_no_recall() -> None:
    row = _of(FAN)
    assert (row.precision, row.precision_without_decoys, row.recall) == (None, None, 0.0)
    assert _of(ScenarioId.DORMANT).recall is None
    assert not _of(ScenarioId.DORMANT).kept


def test_every_scenario_has_a_row_and_a_floor() -> None:
    assert [row.scenario for row in measure((), MARKS)] == list(ScenarioId)
    assert set(RECALL_FLOORS) == set(ScenarioId)
