"""All published capital numbers are reproduced."""

from bank_risk.golden.capital import capital_cases
from bank_risk.golden.case import run


def test_all_112_irb_cells_are_within_a_hundredth_of_a_point() -> None:
    rows = [row for row in run(capital_cases()) if row.case.id.startswith("IRB-")]
    assert len(rows) == 112
    assert max(abs(row.difference) for row in rows) <= 0.01


def test_every_other_case_agrees() -> None:
    assert [row.case.id for row in run(capital_cases()) if not row.within] == []
