"""calc_irrbb over the world S."""

import pytest

from bank_kit.failures import FailureCode, ToolFailureError
from bank_risk.desk.banking_book import calc_irrbb
from bank_risk.forms.banking_book import IrrbbArguments, IrrbbReport
from bank_risk.store.runs import Run


def report(run: Run, **given: object) -> IrrbbReport:
    found = calc_irrbb(run, IrrbbArguments.model_validate(given)).value
    assert isinstance(found, IrrbbReport)
    return found


def test_six_value_shocks_two_income_shocks_and_nineteen_buckets(run: Run) -> None:
    found = report(run)
    assert len(found.value_shocks) == 6
    assert len(found.income_shocks) == 2
    assert len(found.gaps) == 19
    worst = min(found.value_shocks, key=lambda shock: shock.change.amount)
    assert worst.scenario == found.worst_value
    assert found.worst_value_part == pytest.approx(-float(worst.change.amount) / float(found.tier1.amount), rel=1e-6)


def test_gains_of_one_currency_count_in_part_in_the_union(run: Run) -> None:
    shock = report(run).value_shocks[0]
    changes = [float(each.change.amount) for each in shock.currencies]
    assert float(shock.change.amount) == pytest.approx(sum(min(one, 0) + 0.5 * max(one, 0) for one in changes), abs=0.05)


def test_one_currency_alone_and_none_that_the_book_does_not_hold(run: Run) -> None:
    assert {each.currency for each in report(run, currency="CHF").value_shocks[0].currencies} == {"CHF"}
    with pytest.raises(ToolFailureError) as refused:
        report(run, currency="BRL")
    assert refused.value.failure.code is FailureCode.NO_MARKET_DATA


def test_no_outlier_test_of_income_is_in_force_in_basel(run: Run) -> None:
    assert report(run, jurisdiction="BCBS").outlier_income is None
