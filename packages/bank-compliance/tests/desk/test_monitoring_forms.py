"""What the monitoring tools take."""

import pytest
from pydantic import ValidationError

from bank_compliance.desk.monitoring_forms import MonitoringArguments, TraceArguments

PERIOD = {"first": "2026-01-01", "last": "2026-01-31"}


def test_without_scenarios_all_ten_run() -> None:
    assert len(MonitoringArguments.model_validate({"period": PERIOD}).scenarios) == 10


@pytest.mark.parametrize(
    "change", [{"scenarios": []}, {"scenarios": ["FAN", "FAN"]}, {"scenarios": ["NONE"]}, {"limit": 0}, {"population": {"customers": ["x"]}}]
)
def test_a_run_that_is_none_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        MonitoringArguments.model_validate({"period": PERIOD} | change)


@pytest.mark.parametrize("change", [{"account": "x"}, {"hops": 6}, {"minimum": "0"}, {"minimum": "Infinity"}])
def test_a_trace_is_bounded(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        TraceArguments.model_validate({"account": "A-200001", "window": PERIOD} | change)
