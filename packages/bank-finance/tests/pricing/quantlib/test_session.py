"""One evaluation date at a time, and nothing left behind."""

from datetime import date

import pytest
import QuantLib

from bank_finance.pricing.quantlib.session import evaluated
from bank_kit.failures import FailureCode, ToolFailureError


def test_the_evaluation_date_holds_inside_and_is_forgotten_outside() -> None:
    today = QuantLib.Date.todaysDate()
    with evaluated(date(2020, 2, 3)):
        assert QuantLib.Settings.instance().evaluationDate == QuantLib.Date(3, 2, 2020)
    assert QuantLib.Settings.instance().evaluationDate - today in {0, 1}


def test_what_the_library_refuses_is_told_in_our_words_and_the_lock_is_free_again() -> None:
    for _ in range(2):
        with pytest.raises(ToolFailureError) as refused, evaluated(date(2020, 2, 3)):
            QuantLib.Date(31, 2, 2020)
        assert refused.value.failure.code is FailureCode.INVALID_ARGUMENT
        assert "2020" not in refused.value.failure.model_dump_json()
