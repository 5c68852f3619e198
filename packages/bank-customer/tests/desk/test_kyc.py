"""What the bank knows, why it rates so, and for what data may be used."""

from dataclasses import replace

import pytest

from bank_customer.arguments import KycArguments, OneCustomer
from bank_customer.desk import kyc
from bank_customer.desk.files import Files
from bank_customer.desk.kyc import KycFiles
from bank_customer.desk.origins import TODAY, Origins
from bank_kit.arguments import Purpose
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller


@pytest.fixture
def desk(files: Files, origins: Origins) -> KycFiles:
    return KycFiles(files, origins)


def test_status_and_explanation_agree_and_add_up_for_everybody(desk: KycFiles, caller: Caller) -> None:
    for number in range(1, 150):
        customer_id = f"C-{100000 + number}"
        status = desk.get_kyc_status(KycArguments(customer_id=customer_id), caller)
        explained = desk.get_risk_rating_explanation(OneCustomer(customer_id=customer_id), caller).value
        assert status.warnings == tuple(f"KYC_GAP: {gap}" for gap in status.value.gaps)
        assert sum(factor.points for factor in explained.factors) == explained.score == status.value.risk_score
        assert all(0 <= factor.points <= factor.most for factor in explained.factors)
        assert status.value.risk_rating == ("high" if explained.score >= kyc.HIGH_FROM else "medium" if explained.score >= kyc.MEDIUM_FROM else "low")
        assert ("REVIEW_OVERDUE" in status.value.gaps) is (status.value.next_review < TODAY)


def test_the_greatest_factor_comes_first_and_says_why(desk: KycFiles, caller: Caller) -> None:
    explained = desk.get_risk_rating_explanation(OneCustomer(customer_id="C-100001"), caller)
    assert [factor.points for factor in explained.value.factors] == [15, 10, 5, 0, 0]
    assert "PRIVATE" in explained.value.factors[0].because
    assert (explained.method, explained.method_version) == ("KYC-RISK", "2026-01")


def test_consents_say_what_stands_and_what_could_be_withdrawn(desk: KycFiles, caller: Caller) -> None:
    kept = [desk.get_consents(OneCustomer(customer_id=f"C-{100000 + number}"), caller).value.consents for number in range(1, 80)]
    every = [consent for consents in kept for consent in consents]
    assert any(not consent.stands for consent in every)
    assert all(consent.withdrawable is (consent.legal_basis == "consent") for consent in every)
    assert all(consent.stands is (consent.withdrawn_at is None) for consent in every)
    assert all([consent.stands for consent in consents] == sorted((consent.stands for consent in consents), reverse=True) for consents in kept)


def test_the_policy_is_what_levels_follow(desk: KycFiles) -> None:
    assert desk.kyc_policy().value.enhanced_from_score == 40


@pytest.mark.parametrize("name", ["get_kyc_status", "get_risk_rating_explanation", "get_consents"])
def test_unknown_customers_and_purposes_are_refused(desk: KycFiles, caller: Caller, name: str) -> None:
    narrow = replace(caller, purposes=frozenset({"trading"}))
    asked = ((caller, KycArguments(customer_id="C-999999")), (narrow, KycArguments(customer_id="C-100001", purpose=Purpose.AUDIT)))
    codes = []
    for who, arguments in asked:
        with pytest.raises(ToolFailureError) as caught:
            getattr(desk, name)(arguments, who)
        codes.append(caught.value.failure.code)
    assert codes == [FailureCode.UNKNOWN_ID, FailureCode.PURPOSE_REFUSED]
