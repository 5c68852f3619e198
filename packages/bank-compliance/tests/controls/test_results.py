"""What the control tools refuse."""

import pytest
from pydantic import ValidationError

from bank_compliance.controls.results import ControlArguments


@pytest.mark.parametrize("change", [{"framework": "sox; drop table"}, {"control_id": "2 7"}, {"window": {"first": "2026-01-02", "last": "2026-01-01"}}])
def test_out_of_bounds_is_refused(change: dict[str, object]) -> None:
    good = {"framework": "SOX", "control_id": "27", "window": {"first": "2026-01-01", "last": "2026-01-01"}}
    assert ControlArguments.model_validate(good).control_id == "27"
    with pytest.raises(ValidationError):
        ControlArguments.model_validate(good | change)
