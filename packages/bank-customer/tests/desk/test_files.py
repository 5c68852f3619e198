"""A customer opens for those who may see them, and is unknown to all others alike."""

from dataclasses import replace
from datetime import date

import pytest

from bank_customer.desk.files import Files
from bank_customer.masking.fields import ProfileField
from bank_customer.opening import House
from bank_customer.store.documents import SubjectKeyDocument
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller

TODAY = date(2026, 11, 20)


def refused(files: Files, customer_id: str, caller: Caller) -> tuple[FailureCode, str]:
    with pytest.raises(ToolFailureError) as caught:
        files.open(customer_id, caller)
    return caught.value.failure.code, caught.value.failure.message


def test_fields_come_in_the_clear_only_by_asking_for_them_so(files: Files, caller: Caller) -> None:
    customer = files.open("C-100001", caller)
    assert customer.value(ProfileField.COUNTRY) == "NL"
    assert customer.value(ProfileField.CUSTOMER_SINCE) == "2018-10-06"
    assert customer.value(ProfileField.TAX_ID) == "900000107"
    assert customer.masked(ProfileField.TAX_ID, TODAY) == "***"
    assert "900000107" not in repr(customer)


def test_a_company_has_no_birth_date(files: Files, caller: Caller) -> None:
    company = files.open("C-100003", caller)
    assert company.value(ProfileField.DATE_OF_BIRTH) is None
    assert company.masked(ProfileField.DATE_OF_BIRTH, TODAY) is None


def test_who_is_missing_erased_or_out_of_sight_is_unknown_in_the_same_words(own_house: House, caller: Caller) -> None:
    files = Files(own_house.store, own_house.ring)
    own_house.ring.destroy("C-100002")
    manager = replace(caller, roles=frozenset({"relationship_manager"}), region="US")
    answers = {refused(files, "C-999999", caller), refused(files, "C-100002", caller), refused(files, "C-100001", manager)}
    assert answers == {(FailureCode.UNKNOWN_ID, "no such customer")}


def test_a_key_that_does_not_unwrap_is_unavailable(own_house: House, caller: Caller) -> None:
    kept = own_house.store.get(SubjectKeyDocument, "C-100001")
    assert kept is not None
    own_house.store.replace([kept.model_copy(update={"wrapped_by": "gone"})])
    assert refused(Files(own_house.store, own_house.ring), "C-100001", caller)[0] is FailureCode.UNAVAILABLE


def test_names_are_masked_and_the_erased_are_left_out(own_house: House) -> None:
    files = Files(own_house.store, own_house.ring)
    own_house.ring.destroy("C-100002")
    named = files.named(["C-100001", "C-100002", "C-999999"])
    assert {customer_id: name for customer_id, (name, _) in named.items()} == {"C-100001": "S**** P****"}


def test_text_about_a_customer_loses_their_own_details(files: Files, caller: Caller) -> None:
    told = files.open("C-100001", caller).clean("Simon Pellhovel, 22.09.2000, 900000107, X90000001", TODAY)
    assert told == "S**** P****, ***, ***, ***"
