"""A trace is bounded before it begins."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bank_compliance.tracing.request import Direction, TraceRequest
from bank_kit.failures import ToolFailureError

GOOD = TraceRequest(account="A-200001", direction=Direction.DOWNSTREAM, hops=5, first=date(2026, 9, 1), last=date(2026, 9, 30), minimum=Decimal(1))


@pytest.mark.parametrize("account", ["", "GL-CASH-EUR", "A-1' OR '1'='1", "A-20000\u0661", "A-" + "1" * 13, "a-200001"])
def test_an_account_that_is_none_is_refused(account: str) -> None:
    with pytest.raises(ToolFailureError) as refused:
        replace(GOOD, account=account)
    assert refused.value.failure.field == "account"
    assert account not in refused.value.failure.message or not account


@pytest.mark.parametrize("hops", [0, 6, -1])
def test_hops_are_one_to_five(hops: int) -> None:
    with pytest.raises(ToolFailureError) as refused:
        replace(GOOD, hops=hops)
    assert refused.value.failure.field == "hops"


@pytest.mark.parametrize("last", [date(2026, 8, 31), date(2027, 10, 6)])
def test_a_window_has_a_beginning_and_an_end(last: date) -> None:
    with pytest.raises(ToolFailureError) as refused:
        replace(GOOD, last=last)
    assert refused.value.failure.field == "window"
    assert replace(GOOD, last=date(2027, 10, 5)).last == date(2027, 10, 5)


@pytest.mark.parametrize("minimum", [Decimal("0.99"), Decimal(-5), Decimal("NaN"), Decimal("Infinity")])
def test_the_smallest_transfer_is_a_number_and_not_too_small(minimum: Decimal) -> None:
    with pytest.raises(ToolFailureError) as refused:
        replace(GOOD, minimum=minimum)
    assert refused.value.failure.field == "minimum"
