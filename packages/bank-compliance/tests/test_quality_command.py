"""`bank-compliance quality` prints what it measured."""

import pytest
from click.testing import CliRunner

from bank_compliance.quality_command import quality


def test_screening_is_measured_in_both_modes() -> None:
    ran = CliRunner().invoke(quality, ["--only", "screening"])
    assert ran.exit_code == 0, ran.output
    assert "ofac" in ran.output and "evidence" in ran.output
    assert "within 5 points" in ran.output


@pytest.mark.slow
def test_detection_is_measured_against_the_ground_truth() -> None:
    ran = CliRunner().invoke(quality, ["--only", "monitoring", "--size", "S"])
    assert ran.exit_code == 0, ran.output
    assert "STRUCTURING" in ran.output and "recall" in ran.output
