"""calc_cva_ba over the world S."""

import pytest

from bank_risk.desk.cva import calc_cva_ba
from bank_risk.forms.capital import CvaArguments, CvaReport
from bank_risk.store.runs import Run


def report(run: Run, **given: object) -> CvaReport:
    found = calc_cva_ba(run, CvaArguments.model_validate(given)).value
    assert isinstance(found, CvaReport)
    return found


def test_rwa_are_twelve_and_a_half_times_the_capital(run: Run) -> None:
    found = report(run)
    assert float(found.rwa.amount) == pytest.approx(12.5 * float(found.capital.amount), abs=0.1)
    assert float(found.capital.amount) == pytest.approx(0.65 * float(found.unscaled.amount), abs=0.01)


def test_counterparties_come_largest_first_and_the_total_counts_all(run: Run) -> None:
    few, all_of_them = report(run, counterparties_shown=3), report(run, counterparties_shown=200)
    assert len(few.counterparties) == 3
    assert few.capital == all_of_them.capital
    assert len(all_of_them.counterparties) == all_of_them.counterparty_count
    sizes = [one.standalone.amount for one in all_of_them.counterparties]
    assert sizes == sorted(sizes, reverse=True)
    assert float(all_of_them.sum_of_standalone.amount) == pytest.approx(sum(float(size) for size in sizes), abs=0.5)
