"""Dated parameters: what is in force when, where it stands, and what is wrong with a table."""

from datetime import date
from pathlib import Path

import pytest

from bank_kit.failures import ToolFailureError
from bank_kit.parameters import COLUMNS, ParameterTableError, ParameterTables

HEAD = ",".join(COLUMNS) + "\n"
ROWS = (
    "LCR,LCR40.5,outflow,stable,0.05,ratio,BCBS,2015-01-01,,BIS LCR40,\n"
    "IRB,CRE31.6,floor,,0.0003,ratio,BCBS,2008-01-01,2022-12-31,Basel II,\n"
    "IRB,CRE31.6,floor,,0.0005,ratio,BCBS,2023-01-01,,BIS CRE31,read in a secondary copy\n"
    "IRB,Article 160,floor,,0.0003,ratio,EU,2014-01-01,,CRR,\n"
)


def _tables(tmp_path: Path, rows: str) -> ParameterTables:
    (tmp_path / "some.csv").write_text(HEAD + rows, encoding="utf-8")
    return ParameterTables.read(tmp_path)


def test_the_value_in_force_changes_on_its_day(tmp_path: Path) -> None:
    tables = _tables(tmp_path, ROWS)
    assert tables.rulebook("BCBS", date(2022, 12, 31)).number("IRB", "floor") == 0.0003
    assert tables.rulebook("BCBS", date(2023, 1, 1)).number("IRB", "floor") == 0.0005


def test_a_jurisdiction_keeps_its_own_value_and_falls_back_to_basel_for_the_rest(tmp_path: Path) -> None:
    european = _tables(tmp_path, ROWS).rulebook("EU", date(2026, 1, 1))
    assert european.row("IRB", "floor").paragraph == "Article 160"
    assert european.keyed("LCR", "outflow") == {"stable": 0.05}


def test_nothing_in_force_is_a_failure_that_names_parameter_and_day(tmp_path: Path) -> None:
    tables = _tables(tmp_path, ROWS)
    with pytest.raises(ToolFailureError, match="no value of IRB floor is in force in BCBS on 2001-01-01"):
        tables.rulebook("BCBS", date(2001, 1, 1)).row("IRB", "floor")
    with pytest.raises(ToolFailureError, match="no parameters of that jurisdiction"):
        tables.rulebook("MARS", date(2026, 1, 1))


def test_doubts_are_told_and_the_version_follows_the_values(tmp_path: Path) -> None:
    tables = _tables(tmp_path, ROWS)
    now, then = tables.rulebook("BCBS", date(2026, 1, 1)), tables.rulebook("BCBS", date(2020, 1, 1))
    assert now.doubts("IRB") == ("UNVERIFIED_PARAMETER: IRB CRE31.6 floor: read in a secondary copy",)
    assert now.doubts("LCR") == then.doubts("IRB") == ()
    assert now.version.rsplit("-", 1)[1] != then.version.rsplit("-", 1)[1]
    assert len(tables.of("IRB", "CRE31.6")) == 2


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("A,1,b,,x,ratio,BCBS,2020-01-01,,s,\n", r"some\.csv:2: "),
        ("A,1,b,,1,furlong,BCBS,2020-01-01,,s,\n", "unit must be one of"),
        ("A,1,b,,1,ratio,BCBS,2020-01-01,,,\n", "source is empty"),
        ("A,1,b,,1,ratio,BCBS,2020-01-01\n", r"some\.csv:2: "),
        ("A,1,b,,1,ratio,BCBS,2020-01-01,,s,\nA,1,b,,2,ratio,BCBS,2021-01-01,,s,\n", "two rows are in force on 2021-01-01"),
    ],
)
def test_a_broken_table_names_its_file_and_line(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(ParameterTableError, match=said):
        _tables(tmp_path, row)


def test_a_table_with_other_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "some.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ParameterTableError, match="the first line must be framework"):
        ParameterTables.read(tmp_path)
