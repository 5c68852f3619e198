"""Supervisory factors come from the dated tables, whole, or not at all."""

from datetime import date

import pytest

from bank_kit.failures import ToolFailureError
from bank_risk.counterparty.saccr.factors import SaccrFactors
from bank_risk.counterparty.saccr.trade import Subclass
from bank_risk.rulebooks import rulebook


def test_every_subclass_has_a_row_and_the_version_names_the_rulebook(factors: SaccrFactors) -> None:
    assert set(factors.rows) == set(Subclass)
    assert factors.version.startswith("BCBS-2026-11-20-")
    assert (factors.rows[Subclass.EQUITY_SINGLE].factor, factors.rows[Subclass.EQUITY_SINGLE].volatility) == (0.32, 1.2)


def test_europe_falls_back_to_the_same_factors() -> None:
    european = SaccrFactors.of(rulebook("EU", date(2026, 11, 20)))
    assert european.rows[Subclass.CREDIT_BBB].factor == 0.0054


def test_before_the_rules_were_in_force_there_is_no_answer() -> None:
    with pytest.raises(ToolFailureError, match="SA-CCR"):
        SaccrFactors.of(rulebook("BCBS", date(2010, 1, 1)))
