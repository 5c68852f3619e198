"""Arguments and results of the banking book."""

import pytest
from pydantic import ValidationError

from bank_kit.labels import paths_of
from bank_risk.forms.banking_book import IrrbbArguments, IrrbbReport


@pytest.mark.parametrize("bad", ["eur", "EURO", ""])
def test_a_currency_is_three_capitals(bad: str) -> None:
    with pytest.raises(ValidationError):
        IrrbbArguments(currency=bad)


def test_gaps_are_confidential_and_an_outlier_test_may_be_absent() -> None:
    assert "$.gaps" in paths_of(IrrbbReport).data_classes
    assert {"type": "null"} in IrrbbReport.model_json_schema()["properties"]["outlier_income"]["anyOf"]
