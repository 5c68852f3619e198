"""Arguments and results of capital, operational risk and CVA."""

import pytest
from pydantic import ValidationError

from bank_kit.labels import paths_of
from bank_risk.forms.capital import CapitalArguments, CapitalReport, CvaArguments, CvaReport, OperationalReport


@pytest.mark.parametrize(
    "bad",
    [
        {"extra_rwa": "-1"},
        {"extra_rwa": "NaN"},
        {"extra_rwa": "1000000000000001"},
        {"extra_cet1": 5.0},
        {"approach": "IRB"},
        {"legal_entity": "999900KESTREL0000115"},
    ],
)
def test_what_makes_no_sense_is_refused(bad: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        CapitalArguments.model_validate(bad)


def test_a_loss_of_capital_may_be_asked_about() -> None:
    assert CapitalArguments.model_validate({"extra_cet1": "-5000000"}).extra_cet1 == -5_000_000


def test_as_many_counterparties_are_shown_as_asked_for_within_bounds() -> None:
    assert CvaArguments(counterparties_shown=200).counterparties_shown == 200
    with pytest.raises(ValidationError):
        CvaArguments(counterparties_shown=201)


def test_amounts_of_the_bank_are_labelled() -> None:
    assert "$.rwa" in paths_of(CapitalReport).data_classes
    assert "$.capital" in paths_of(CvaReport).data_classes
    assert "$.losses[*].amount" in paths_of(OperationalReport).data_classes
