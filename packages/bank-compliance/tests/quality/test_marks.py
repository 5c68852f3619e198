"""The ground truth comes as a file, from a process of its own, and is read as hostile."""

from pathlib import Path

import pytest

from bank_compliance.monitoring.scenario import ScenarioId
from bank_compliance.quality.marks import COLUMNS, MarksError, marks_of, read_marks
from bank_kit.world.size import Size, Spec
from bank_kit.world.truth import truth

HEAD = ",".join(COLUMNS)


def test_it_is_the_truth_of_that_size_and_seed() -> None:
    marks = marks_of("S", 42)
    groups = truth(Spec(size=Size.S, seed=42))
    assert [(mark.typology, mark.group, mark.laundering) for mark in marks] == [(each.typology, each.group, each.laundering) for each in groups]
    assert [mark.transactions for mark in marks] == [frozenset(each.transactions) for each in groups]
    assert {mark.typology for mark in marks} == set(ScenarioId)


@pytest.mark.parametrize(
    "text",
    ["", "a,b\n1,2\n", f"{HEAD}\nFAN,one,true,A-1,T-1\n", f"{HEAD}\nUNKNOWN,1,true,A-1,T-1\n", f"{HEAD}\nFAN,1,true\n", f'{HEAD}\nFAN,1,true,"A-1\n'],
    ids=["empty", "other columns", "no number", "no such scenario", "too few cells", "open quote"],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "truth.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(MarksError, match=r"truth\.csv"):
        read_marks(file)


def test_a_missing_file_and_a_process_that_fails_are_said(tmp_path: Path) -> None:
    with pytest.raises(MarksError, match="FileNotFoundError"):
        read_marks(tmp_path / "none.csv")
    with pytest.raises(MarksError, match="ended with 2"):
        marks_of("XXL", 42)
