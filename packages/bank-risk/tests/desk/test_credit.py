"""calc_credit_rwa over the world S."""

import pytest
from pydantic import ValidationError

from bank_kit.failures import FailureCode, ToolFailureError
from bank_risk.desk.credit import calc_credit_rwa
from bank_risk.forms.credit import CreditArguments, CreditReport
from bank_risk.store.runs import Run

HOME = {"exposure_class": "MORTGAGE", "drawn": "70000", "loan_to_value": 0.7}


def report(run: Run, **given: object) -> CreditReport:
    found = calc_credit_rwa(run, CreditArguments.model_validate(given)).value
    assert isinstance(found, CreditReport)
    return found


@pytest.mark.parametrize("approach", ["SA", "F-IRB", "A-IRB"])
def test_classes_add_up_to_the_total(run: Run, approach: str) -> None:
    found = report(run, approach=approach)
    assert float(found.rwa.amount) == pytest.approx(sum(float(each.rwa.amount) for each in found.classes), abs=0.1)
    assert (found.expected_loss is None) == (approach == "SA")
    assert 0.2 < found.risk_weight < 0.9


def test_the_published_home_loan_weighs_22250_of_70000(run: Run) -> None:
    """BIS CRE20.83, footnote: split at 55 % of 100,000."""
    found = report(run, exposure=HOME)
    assert found.rwa.amount == 22_250
    assert "split at 55%" in found.explanation[0]


def test_an_exposure_in_another_currency_is_converted(run: Run) -> None:
    found = report(run, exposure=HOME | {"currency": "GBP"}, legal_entity="999900KESTREL0000211", jurisdiction="EU")
    assert found.rwa.amount == 22_250
    assert found.rwa.currency == "GBP"


def test_models_are_floored_by_the_rate_of_the_day(run: Run) -> None:
    found = report(run, approach="A-IRB").output_floor
    assert found.rate == 0.55
    assert float(found.floor.amount) == pytest.approx(0.55 * float(found.standardised.amount), abs=0.01)
    assert float(found.floored.amount) == max(float(found.floor.amount), float(found.modelled.amount))


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"exposure": HOME | {"loan_to_value": None}}, "loan_to_value"),
        ({"exposure": HOME, "approach": "A-IRB"}, "pd is needed"),
        ({"exposure": HOME | {"pd": 0.01}, "approach": "F-IRB"}, "lgd is needed"),
        ({"exposure": HOME | {"drawn": "-1"}}, "greater than or equal"),
        ({"exposure": HOME | {"loan_to_value": float("nan")}}, "finite"),
        ({"exposure": HOME, "exposure_class": "RETAIL"}, "not both"),
        ({"exposure": HOME | {"rating": "AAAA"}}, "pattern"),
    ],
)
def test_bad_exposures_are_refused_with_their_field(given: dict[str, object], named: str) -> None:
    with pytest.raises(ValidationError, match=named):
        CreditArguments.model_validate(given)


def test_a_currency_without_a_rate_names_those_there_are(run: Run) -> None:
    with pytest.raises(ToolFailureError) as refused:
        report(run, exposure=HOME | {"currency": "BRL"})
    assert refused.value.failure.field == "exposure.currency"
    assert "GBP" in str(refused.value.failure.allowed)


def test_a_class_nobody_borrowed_in_is_unknown(run: Run) -> None:
    with pytest.raises(ToolFailureError) as refused:
        report(run, exposure_class="CORPORATE", legal_entity="999900KESTREL0000308")
    assert refused.value.failure.code is FailureCode.UNKNOWN_ID
