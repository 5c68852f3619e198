"""Personal data is masked unless the token and the question both say otherwise."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bank_customer.arguments import ProfileArguments, SearchArguments
from bank_customer.desk.files import Files
from bank_customer.desk.origins import Origins
from bank_customer.desk.profiles import Profiles
from bank_customer.desk.rate import SearchRate
from bank_customer.masking.clearance import UNMASK
from bank_customer.masking.fields import ProfileField
from bank_customer.opening import House
from bank_kit.arguments import Purpose
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller
from bank_kit.writes.grants import Grants

EMAIL = (ProfileField.EMAIL,)


@pytest.fixture
def profiles(house: House, files: Files, origins: Origins) -> Profiles:
    return Profiles(files, Grants(house.writes), origins, SearchRate())


def code(ask: Callable[[], object]) -> FailureCode:
    with pytest.raises(ToolFailureError) as caught:
        ask()
    return caught.value.failure.code


def test_no_profile_tells_a_clear_personal_detail(profiles: Profiles, caller: Caller, clear: Callable[[str], dict[str, str]]) -> None:
    for number in range(1, 200):
        customer_id = f"C-{100000 + number}"
        told = profiles.get_customer_profile(ProfileArguments(customer_id=customer_id, fields=tuple(ProfileField)), caller).model_dump_json()
        details = clear(customer_id)
        assert not [field for field, value in details.items() if field not in {"nationality", "note"} and value in told]


def test_only_the_fields_asked_for_are_told(profiles: Profiles, caller: Caller) -> None:
    told = profiles.get_customer_profile(ProfileArguments(customer_id="C-100001", fields=(ProfileField.SEGMENT,)), caller)
    assert set(told.value.fields) == {ProfileField.SEGMENT}
    assert not told.masked


def test_scope_and_purpose_clear_the_named_field_and_no_other(profiles: Profiles, caller: Caller) -> None:
    trusted = replace(caller, scopes=caller.scopes | {UNMASK})
    arguments = ProfileArguments(customer_id="C-100001", fields=(ProfileField.NAME, *EMAIL), unmask=EMAIL, purpose=Purpose.CUSTOMER_SERVICE)
    fields = profiles.get_customer_profile(arguments, trusted).value.fields
    assert fields[ProfileField.EMAIL].value == "simon.pellhovel@mail.example"
    assert not fields[ProfileField.EMAIL].masked
    assert fields[ProfileField.NAME].masked
    assert profiles.get_customer_profile(ProfileArguments(customer_id="C-100001"), trusted).masked


def test_whether_a_customer_exists_is_not_told_before_clearance_is_checked(profiles: Profiles, caller: Caller) -> None:
    arguments = ProfileArguments(customer_id="C-999999", fields=EMAIL, unmask=EMAIL)
    assert code(lambda: profiles.get_customer_profile(arguments, caller)) is FailureCode.MASKED_FIELD
    assert code(lambda: profiles.get_customer_profile(ProfileArguments(customer_id="C-999999"), caller)) is FailureCode.UNKNOWN_ID


def test_a_search_shows_a_handful_and_says_when_there_are_more(profiles: Profiles, caller: Caller) -> None:
    found = profiles.search_customers(SearchArguments(name="pellh", limit=3), caller)
    assert len(found.value.customers) == 3
    assert found.value.truncated
    assert found.warnings
    assert "ellhovel" not in found.model_dump_json()


def test_a_relationship_role_finds_only_its_own(profiles: Profiles, caller: Caller) -> None:
    manager = replace(caller, roles=frozenset({"relationship_manager"}), region="US")
    found = profiles.search_customers(SearchArguments(name="pellh", limit=20), manager).value.customers
    assert [each.customer_id for each in found] == ["C-100025", "C-100026"]


def test_searching_on_and_on_is_refused(profiles: Profiles, caller: Caller) -> None:
    def again() -> None:
        for _ in range(30):
            profiles.search_customers(SearchArguments(name="zzzz"), caller)

    assert code(again) is FailureCode.LIMIT_EXCEEDED


def test_a_purpose_the_token_does_not_name_is_refused(profiles: Profiles, caller: Caller) -> None:
    narrow = replace(caller, purposes=frozenset({"trading"}))
    assert code(lambda: profiles.search_customers(SearchArguments(name="pellh", purpose=Purpose.AUDIT), narrow)) is FailureCode.PURPOSE_REFUSED
