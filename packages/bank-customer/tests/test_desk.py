"""Personal data is masked unless the token and the question both say otherwise."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import create_engine

from bank_customer.arguments import KycArguments, ProfileArguments, SearchArguments
from bank_customer.desk import UNMASK, CustomerDesk
from bank_customer.embedded import EmbeddedCustomerStore
from bank_customer.fields import HANDLING, ProfileField
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller
from bank_kit.labels import DataClass
from bank_kit.world.build import build_world

WORLD = build_world(42)
EVERYTHING = tuple(ProfileField)


def test_no_profile_tells_a_clear_personal_datum(desk: CustomerDesk, caller: Caller) -> None:
    for customer in WORLD.customers:
        told = desk.get_customer_profile(ProfileArguments(customer_id=customer.id, fields=EVERYTHING), caller).model_dump_json()
        birth = customer.birth_date.isoformat() if customer.birth_date else "1900-01-01"
        for secret in (customer.name, customer.email, customer.phone, customer.tax_id, customer.address, birth):
            assert secret not in told


def test_only_the_fields_asked_for_are_told(desk: CustomerDesk, caller: Caller) -> None:
    profile = desk.get_customer_profile(ProfileArguments(customer_id="C-100001", fields=(ProfileField.SEGMENT,)), caller).value
    assert set(profile.fields) == {ProfileField.SEGMENT}


def test_every_personal_field_has_a_mask() -> None:
    for handling in HANDLING.values():
        if handling.data_class in (DataClass.PII, DataClass.PII_SENSITIVE):
            assert handling.mask != "none"


def test_the_scope_to_unmask_clears_the_named_field_and_no_other(desk: CustomerDesk, caller: Caller) -> None:
    trusted = replace(caller, scopes=caller.scopes | {UNMASK})
    arguments = ProfileArguments(customer_id="C-100001", fields=(ProfileField.NAME, ProfileField.EMAIL), unmask=(ProfileField.EMAIL,))
    fields = desk.get_customer_profile(arguments, trusted).value.fields
    assert fields[ProfileField.EMAIL].value == WORLD.customers[0].email
    assert not fields[ProfileField.EMAIL].masked
    assert fields[ProfileField.NAME].masked


def test_the_scope_alone_unmasks_nothing(desk: CustomerDesk, caller: Caller) -> None:
    trusted = replace(caller, scopes=caller.scopes | {UNMASK})
    assert desk.get_customer_profile(ProfileArguments(customer_id="C-100001"), trusted).masked


def test_unmasking_without_the_scope_is_refused(desk: CustomerDesk, caller: Caller) -> None:
    arguments = ProfileArguments(customer_id="C-100001", fields=(ProfileField.EMAIL,), unmask=(ProfileField.EMAIL,))
    with pytest.raises(ToolFailureError) as caught:
        desk.get_customer_profile(arguments, caller)
    assert caught.value.failure.code is FailureCode.MASKED_FIELD


def test_whether_a_customer_exists_is_not_told_before_the_scope_is_checked(desk: CustomerDesk, caller: Caller) -> None:
    arguments = ProfileArguments(customer_id="C-999999", fields=(ProfileField.EMAIL,), unmask=(ProfileField.EMAIL,))
    with pytest.raises(ToolFailureError) as caught:
        desk.get_customer_profile(arguments, caller)
    assert caught.value.failure.code is FailureCode.MASKED_FIELD


def test_gaps_are_warnings_too(desk: CustomerDesk, caller: Caller) -> None:
    file = next(each for each in WORLD.kyc_files if each.gaps)
    envelope = desk.get_kyc_status(KycArguments(customer_id=file.customer_id), caller)
    assert envelope.warnings == tuple(f"KYC_GAP: {gap}" for gap in file.gaps)
    assert sum(factor.points for factor in envelope.value.risk_factors) == envelope.value.risk_score


def test_the_document_number_is_not_told(desk: CustomerDesk, caller: Caller) -> None:
    for file in WORLD.kyc_files:
        assert file.document_number not in desk.get_kyc_status(KycArguments(customer_id=file.customer_id), caller).model_dump_json()


def test_a_search_shows_a_handful_and_says_when_there_are_more(desk: CustomerDesk, caller: Caller) -> None:
    envelope = desk.search_customers(SearchArguments(name="hask", limit=3), caller)
    assert len(envelope.value.customers) == 3
    assert envelope.value.truncated
    assert envelope.warnings
    assert "Hask" not in json.dumps(envelope.model_dump(mode="json"))


def test_who_is_unknown_is_said_to_be_unknown(desk: CustomerDesk, caller: Caller) -> None:
    for ask in (
        lambda: desk.get_kyc_status(KycArguments(customer_id="C-999999"), caller),
        lambda: desk.get_customer_profile(ProfileArguments(customer_id="C-999999"), caller),
    ):
        with pytest.raises(ToolFailureError) as caught:
            ask()
        assert caught.value.failure.code is FailureCode.UNKNOWN_ID


def test_a_store_that_is_gone_is_unavailable(caller: Caller) -> None:
    lost = CustomerDesk(EmbeddedCustomerStore(create_engine("sqlite://")), "v")
    for ask in (
        lambda: lost.get_kyc_status(KycArguments(customer_id="C-100001"), caller),
        lambda: lost.get_customer_profile(ProfileArguments(customer_id="C-100001"), caller),
        lambda: lost.search_customers(SearchArguments(name="hask"), caller),
    ):
        with pytest.raises(ToolFailureError) as caught:
            ask()
        assert caught.value.failure.code is FailureCode.UNAVAILABLE
