"""Arguments and results of credit RWA."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from bank_kit.envelope import Envelope
from bank_kit.labels import DataClass, paths_of
from bank_risk.forms.credit import CreditArguments, CreditReport, OneExposure


def test_what_is_left_out_has_a_plain_meaning() -> None:
    found = OneExposure.model_validate({"exposure_class": "CORPORATE", "drawn": "10.50"})
    assert found.drawn == Decimal("10.50")
    assert found.undrawn == found.provision == 0
    assert (found.maturity, found.rating, found.defaulted) == (2.5, None, False)


@pytest.mark.parametrize("bad", [{"drawn": 10.5}, {"drawn": "1e9"}, {"drawn": "1" * 30}, {"drawn": "1", "pd": 1.5}, {"drawn": "1", "maturity": float("inf")}])
def test_numbers_are_exact_bounded_and_finite(bad: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        OneExposure.model_validate({"exposure_class": "CORPORATE", **bad})


def test_unknown_fields_are_refused() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        CreditArguments.model_validate({"aproach": "SA"})


def test_the_book_of_loans_is_confidential() -> None:
    assert paths_of(Envelope[CreditReport]).data_classes["$.value.classes"] is DataClass.CONFIDENTIAL
