"""In the clear by scope and purpose together, or by a grant; nothing else."""

from dataclasses import replace

import pytest

from bank_customer.masking.clearance import ALLOWED, UNMASK, require_clearance
from bank_customer.masking.fields import ProfileField
from bank_kit.arguments import Purpose
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller

EMAIL, TAX = ProfileField.EMAIL, ProfileField.TAX_ID


def refusal(caller: Caller, *fields: ProfileField, purpose: Purpose | None = None, granted: frozenset[str] = frozenset()) -> FailureCode | None:
    try:
        require_clearance(caller, fields, purpose, granted=granted)
    except ToolFailureError as failure:
        return failure.failure.code
    return None


def test_nothing_in_the_clear_needs_nothing(caller: Caller) -> None:
    assert refusal(caller) is None


def test_the_scope_is_needed_and_a_purpose_that_allows_the_field(caller: Caller) -> None:
    trusted = replace(caller, scopes=caller.scopes | {UNMASK})
    assert refusal(caller, EMAIL, purpose=Purpose.CUSTOMER_SERVICE) is FailureCode.MASKED_FIELD
    assert refusal(trusted, EMAIL) is FailureCode.PURPOSE_REFUSED
    assert refusal(trusted, EMAIL, purpose=Purpose.CUSTOMER_SERVICE) is None
    assert refusal(trusted, EMAIL, TAX, purpose=Purpose.CUSTOMER_SERVICE) is FailureCode.PURPOSE_REFUSED
    assert refusal(trusted, EMAIL, TAX, purpose=Purpose.COMPLIANCE) is None
    assert refusal(trusted, EMAIL, purpose=Purpose.TRADING) is FailureCode.PURPOSE_REFUSED


def test_a_purpose_that_the_token_does_not_allow_is_refused(caller: Caller) -> None:
    narrow = replace(caller, scopes=caller.scopes | {UNMASK}, purposes=frozenset({"customer_service"}))
    assert refusal(narrow, TAX, purpose=Purpose.COMPLIANCE) is FailureCode.PURPOSE_REFUSED
    assert refusal(narrow, EMAIL, purpose=Purpose.CUSTOMER_SERVICE) is None


def test_a_grant_allows_its_fields_and_no_other(caller: Caller) -> None:
    assert refusal(caller, EMAIL, granted=frozenset({"email"})) is None
    assert refusal(caller, EMAIL, TAX, granted=frozenset({"email"})) is FailureCode.MASKED_FIELD


@pytest.mark.parametrize("purpose", list(Purpose))
def test_no_purpose_but_those_against_crime_allows_a_tax_number_without_reporting(purpose: Purpose) -> None:
    allowed = TAX in ALLOWED.get(purpose, frozenset())
    assert allowed is (purpose in {Purpose.COMPLIANCE, Purpose.FRAUD_PREVENTION, Purpose.REGULATORY_REPORTING})
