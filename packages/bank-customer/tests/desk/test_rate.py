"""Searches are counted for each caller."""

from dataclasses import replace

import pytest

from bank_customer.desk import rate
from bank_customer.desk.rate import BURST, SearchRate
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller


def test_the_bucket_of_one_caller_empties_and_fills_again(caller: Caller) -> None:
    now = [0.0]
    limit = SearchRate(now=lambda: now[0])
    for _ in range(BURST):
        limit.take(caller)
    with pytest.raises(ToolFailureError) as caught:
        limit.take(caller)
    assert caught.value.failure.code is FailureCode.LIMIT_EXCEEDED
    limit.take(replace(caller, subject="ben"))
    now[0] = 3.1
    limit.take(caller)
    with pytest.raises(ToolFailureError):
        limit.take(caller)


def test_only_so_many_callers_are_remembered(caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate, "CALLERS", 3)
    limit = SearchRate(now=lambda: 0.0)
    for number in range(10):
        limit.take(replace(caller, subject=str(number)))
    assert len(limit._buckets) == 3
