"""What a report takes."""

import pytest
from pydantic import ValidationError

from bank_compliance.reports.arguments import ReportArguments

ONE = {"name": "CET1", "value": "1.00", "lineage_id": f"lin-{0:024x}"}


@pytest.mark.parametrize(
    "told",
    [
        [ONE, ONE],
        [ONE | {"name": "Profit"}],
        [ONE | {"value": 1.5}],
        [ONE | {"value": "NaN"}],
        [ONE | {"lineage_id": "somewhere"}],
        [ONE] * 65,
    ],
)
def test_figures_are_known_exact_and_come_from_somewhere(wanted: dict[str, object], told: list[dict[str, object]]) -> None:
    with pytest.raises(ValidationError):
        ReportArguments.model_validate(wanted | {"figures": told})


def test_good_figures_are_taken(wanted: dict[str, object]) -> None:
    assert ReportArguments.model_validate(wanted).figures[0].name == "CET1"
