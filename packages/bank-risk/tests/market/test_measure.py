"""What is measured, and marginal measures."""

import pytest

from bank_kit.failures import ToolFailureError
from bank_risk.market.measure import Decomposition, Measure, Method, Scaling, VarEs


@pytest.mark.parametrize(("confidence", "days"), [(0.5, 1), (1.0, 1), (float("nan"), 1), (0.99, 0), (0.99, 251)])
def test_a_measure_out_of_bounds_is_refused(confidence: float, days: int) -> None:
    with pytest.raises(ToolFailureError):
        Measure(confidence=confidence, horizon_days=days)


def test_a_window_of_one_day_is_refused() -> None:
    with pytest.raises(ToolFailureError):
        Measure(confidence=0.99, window=1)


def test_tail_probability_carries_no_rounding_dust() -> None:
    assert Measure(confidence=0.9).tail == 0.1
    assert Measure(confidence=0.975).tail == 0.025


def test_only_the_square_root_of_time_stretches_a_one_day_number() -> None:
    assert Measure(confidence=0.99, horizon_days=4).stretch == 2.0
    assert Measure(confidence=0.99, horizon_days=4, scaling=Scaling.OVERLAPPING).stretch == 1.0


def test_marginal_measures_are_components_for_one_more_unit_and_need_exposures() -> None:
    total = VarEs(var=3.0, es=5.0, method=Method.HISTORICAL, measure=Measure(confidence=0.99), observations=250)
    split = Decomposition(total=total, component_var=(1.0, 2.0), component_es=(2.0, 3.0))
    assert split.marginal_var((10.0, -4.0)) == (0.1, -0.5)
    assert split.marginal_es((10.0, 1.0)) == (0.2, 3.0)
    with pytest.raises(ToolFailureError):
        split.marginal_es((10.0, 0.0))
