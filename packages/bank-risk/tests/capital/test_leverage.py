"""The leverage ratio adds everything once and asks G-SIBs for more."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bank_kit.failures import ToolFailureError
from bank_kit.parameters import Rulebook
from bank_risk.capital.leverage import LeverageExposure, leverage
from bank_risk.rulebooks import rulebook

PARTS = LeverageExposure(
    on_balance=Decimal(900),
    replacement_cost=Decimal(10),
    future_exposure=Decimal(20),
    securities_financing=Decimal(30),
    undrawn={"COMMITMENT": Decimal(50), "CANCELLABLE": Decimal(100)},
    deductions=Decimal(2),
)


def test_the_exposure_is_the_sum_of_its_parts(book: Rulebook) -> None:
    found = leverage(Decimal(50), PARTS, book, systemic_buffer=Decimal(0))
    assert [float(part) for part in (found.derivatives, found.off_balance, found.exposure)] == [42, 30, 1_000]
    assert [float(found.ratio), float(found.headroom)] == [0.05, 20]


def test_half_of_the_systemic_buffer_is_added(book: Rulebook) -> None:
    assert leverage(Decimal(50), PARTS, book, systemic_buffer=Decimal("0.01")).requirement == Decimal("0.035")


def test_the_united_kingdom_asks_for_a_quarter_of_a_point_more() -> None:
    book = rulebook("UK", date(2026, 11, 20))
    assert leverage(Decimal(50), PARTS, book, systemic_buffer=Decimal(0)).requirement == Decimal("0.0325")


def test_nothing_exposed_and_unknown_commitments_are_refused(book: Rulebook) -> None:
    with pytest.raises(ValueError, match="above zero"):
        leverage(Decimal(50), replace(PARTS, deductions=Decimal(2_000)), book, systemic_buffer=Decimal(0))
    with pytest.raises(ToolFailureError):
        leverage(Decimal(50), replace(PARTS, undrawn={"PROMISE": Decimal(1)}), book, systemic_buffer=Decimal(0))
