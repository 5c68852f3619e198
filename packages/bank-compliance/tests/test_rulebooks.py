"""The dated parameters of this server."""

from datetime import date

import pytest

from bank_compliance.rulebooks import rulebook, tables
from bank_kit.failures import ToolFailureError


def test_every_table_can_be_read() -> None:
    assert {row.framework for row in tables().rows} >= {"BSA", "PILLAR3", "MONITORING", "SCREENING", "FATF-R16"}


def test_the_days_to_file_are_those_of_the_rule() -> None:
    """31 CFR 1020.320(b)(3)."""
    rules = rulebook("US", date(2026, 11, 20))
    assert (rules.number("BSA", "filing_days", "suspect"), rules.number("BSA", "filing_days", "no_suspect")) == (30, 60)


def test_before_the_rule_there_is_none() -> None:
    with pytest.raises(ToolFailureError):
        rulebook("US", date(2000, 1, 1)).number("BSA", "filing_days", "suspect")
