"""IMCC of a book and of all."""

import pytest

from bank_risk.desk.internal_model import calc_ima_es
from bank_risk.forms.internal_model import ImaArguments, ImaReport, ReducedSet
from bank_risk.store.runs import Run


def _report(run: Run, arguments: ImaArguments) -> ImaReport:
    answer = calc_ima_es(run, arguments)
    assert isinstance(answer.value, ImaReport)
    assert answer.reading.params is not None
    return answer.value


def test_the_charge_weighs_the_whole_against_the_classes(run: Run) -> None:
    found = _report(run, ImaArguments(book="BOOK-10"))
    whole, parts = float(found.unconstrained.expected_shortfall.amount), [float(each.expected_shortfall.amount) for each in found.by_class]
    weight = found.unconstrained_weight
    assert float(found.constrained.amount) == pytest.approx(sum(parts), abs=0.05)
    assert float(found.imcc.amount) == pytest.approx(weight * whole + (1 - weight) * sum(parts), abs=0.05)
    assert (found.stressed_last_day - found.stressed_first_day).days > 300


def test_each_es_is_the_stressed_one_times_its_ratio_which_has_a_floor(run: Run) -> None:
    found = _report(run, ImaArguments(book="BOOK-05"))
    for each in (found.unconstrained, *found.by_class):
        assert each.ratio >= 1.0
        assert float(each.expected_shortfall.amount) == pytest.approx(float(each.reduced_stressed.amount) * each.ratio, abs=0.02)
        assert len(each.by_horizon) == 5


def test_with_all_factors_reduced_and_full_set_are_one(run: Run) -> None:
    found = _report(run, ImaArguments(book="BOOK-06", reduced_set=ReducedSet.ALL))
    assert all(each.ratio == 1.0 and each.full_current == each.reduced_current for each in (found.unconstrained, *found.by_class))
