"""What is printed hides nothing: false positives by origin, and floors that are missed."""

from bank_compliance.monitoring.scenario import ScenarioId
from bank_compliance.quality.measure import Quality
from bank_compliance.quality.table import table


def _row(found: int) -> Quality:
    return Quality(scenario=ScenarioId.FAN, planted=4, found=found, decoys=2, decoys_raised=1, own=4, other_laundering=1, decoy=3, ordinary=2, floor=1.0)


def test_a_line_tells_alerts_recall_and_both_precisions() -> None:
    lines = table("World S", [_row(4)]).splitlines()
    assert lines[0] == "World S"
    assert lines[2].split() == ["FAN", "10", "4", "1", "3", "2", "4/4", "100%", "50%", "71%", "1/2"]
    assert lines[3].split() == ["all", "10", "4", "1", "3", "2", "4/4", "50%", "71%", "1/2"]


def test_a_missed_floor_is_said() -> None:
    assert "100% MISSED" in table("World S", [_row(3)])
    assert "MISSED" not in table("World S", [_row(4)])


def test_what_cannot_be_divided_is_a_dash() -> None:
    empty = Quality(scenario=ScenarioId.FAN, planted=0, found=0, decoys=0, decoys_raised=0, own=0, other_laundering=0, decoy=0, ordinary=0, floor=1.0)
    assert table("", [empty]).splitlines()[2].split()[-3:] == ["-", "-", "0/0"]
