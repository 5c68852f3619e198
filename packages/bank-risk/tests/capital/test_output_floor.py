"""The output floor binds only from below, and a cap softens it."""

from datetime import date
from decimal import Decimal

import pytest

from bank_kit.failures import ToolFailureError
from bank_kit.parameters import Rulebook
from bank_risk.capital.output_floor import IncreaseCap, apply
from bank_risk.rulebooks import rulebook


def test_models_below_the_floor_are_lifted(book: Rulebook) -> None:
    floored = apply(Decimal(50), Decimal(100), book)
    assert floored.binding and floored.rwa == 65
    assert floored.added == 15


def test_models_above_the_floor_stay(book: Rulebook) -> None:
    floored = apply(Decimal(70), Decimal(100), book)
    assert not floored.binding and floored.rwa == 70
    assert floored.added == 0


def test_a_supervisor_may_cap_the_increase_at_a_quarter(book: Rulebook) -> None:
    assert apply(Decimal(40), Decimal(100), book, cap=IncreaseCap.APPLIED).rwa == 50


def test_there_is_no_cap_after_the_phase_in() -> None:
    with pytest.raises(ToolFailureError, match="floor_increase_cap"):
        apply(Decimal(40), Decimal(100), rulebook("BCBS", date(2028, 1, 1)), cap=IncreaseCap.APPLIED)


def test_where_no_floor_is_in_force_it_never_binds() -> None:
    assert not apply(Decimal(1), Decimal(100), rulebook("US", date(2026, 11, 20))).binding
