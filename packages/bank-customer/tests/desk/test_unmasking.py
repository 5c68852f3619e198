"""A grant: asked for by one, approved by another, for these fields, for fifteen minutes."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from bank_customer.arguments import ProfileArguments
from bank_customer.desk.files import Files
from bank_customer.desk.origins import Origins
from bank_customer.desk.profiles import Profiles
from bank_customer.desk.rate import SearchRate
from bank_customer.masking.fields import ProfileField
from bank_customer.opening import House
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller
from bank_kit.writes.grants import Grants

Call = Callable[[Caller, str, Mapping[str, object]], dict[str, object]]
WANTED = {"customer_id": "C-100001", "fields": ["email"], "reason": "Simon Pellhovel asked for a call", "ticket": "CASE-1", "idempotency_key": "unmask-001"}
PROFILE = {"customer_id": "C-100001", "fields": ["email", "name"], "unmask": ["email"]}


def approve(call: Call, person: Caller, draft_id: object) -> dict[str, object]:
    return call(person, "review_draft", {"draft_id": draft_id, "verdict": "approve", "reason": "seen the case"})


def test_an_approved_request_shows_its_field_and_no_other(call: Call, writer: Caller, person: Caller) -> None:
    draft = call(writer, "request_unmask", WANTED)
    assert call(writer, "get_customer_profile", PROFILE)["error.code"] == "MASKED_FIELD"
    assert approve(call, person, draft["id"])["state"] == "approved"
    told = call(writer, "get_customer_profile", PROFILE)
    assert (told["fields.email.value"], told["fields.email.masked"]) == ("simon.pellhovel@mail.example", False)
    assert told["fields.name.value"] == "S**** P****"
    more = PROFILE | {"unmask": ["email", "name"]}
    assert call(writer, "get_customer_profile", more)["error.code"] == "MASKED_FIELD"
    other = PROFILE | {"customer_id": "C-100002"}
    assert call(writer, "get_customer_profile", other)["error.code"] == "MASKED_FIELD"


def test_a_grant_is_for_whoever_asked(call: Call, writer: Caller, person: Caller) -> None:
    approve(call, person, call(writer, "request_unmask", WANTED)["id"])
    assert call(replace(writer, subject="carl"), "get_customer_profile", PROFILE)["error.code"] == "MASKED_FIELD"


def test_a_grant_ends_after_fifteen_minutes(call: Call, own_house: House, origins: Origins, writer: Caller, person: Caller) -> None:
    approve(call, person, call(writer, "request_unmask", WANTED)["id"])
    now = [time.time()]
    profiles = Profiles(Files(own_house.store, own_house.ring), Grants(own_house.writes, now=lambda: now[0]), origins, SearchRate())
    arguments = ProfileArguments.model_validate(PROFILE)
    assert not profiles.get_customer_profile(arguments, writer).value.fields[ProfileField.EMAIL].masked
    now[0] += 14.9 * 60
    assert not profiles.get_customer_profile(arguments, writer).value.fields[ProfileField.EMAIL].masked
    now[0] += 0.2 * 60
    with pytest.raises(ToolFailureError) as caught:
        profiles.get_customer_profile(arguments, writer)
    assert caught.value.failure.code is FailureCode.MASKED_FIELD


def test_the_reason_is_masked_before_it_is_kept(call: Call, writer: Caller) -> None:
    draft = call(writer, "request_unmask", WANTED)
    assert draft["payload.reason"] == "S**** P**** asked for a call"


def test_nobody_approves_their_own_and_agents_approve_nothing(call: Call, person: Caller) -> None:
    draft = call(person, "request_unmask", WANTED)
    assert approve(call, person, draft["id"])["error.code"] == "SAME_PERSON"
    assert approve(call, replace(person, subject="carl", actor="agent-1"), draft["id"])["error.code"] == "HUMAN_NEEDED"


def test_the_same_key_is_the_same_request_and_no_other(call: Call, writer: Caller) -> None:
    assert call(writer, "request_unmask", WANTED) == call(writer, "request_unmask", WANTED)
    assert call(writer, "request_unmask", WANTED | {"ticket": "CASE-2"})["error.code"] == "IDEMPOTENCY_CONFLICT"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"customer_id": "C-999999"}, "UNKNOWN_ID"), ({"ticket": "because"}, "INVALID_ARGUMENT"), ({"fields": []}, "INVALID_ARGUMENT"),
        ({"fields": ["salary"]}, "INVALID_ARGUMENT"), ({"reason": "x"}, "INVALID_ARGUMENT"), ({"minutes": 600}, "INVALID_ARGUMENT"),
    ],
)  # fmt: skip
def test_bad_requests_are_refused(call: Call, writer: Caller, changes: dict[str, object], code: str) -> None:
    assert call(writer, "request_unmask", WANTED | changes)["error.code"] == code


def test_reading_alone_does_not_ask(call: Call, caller: Caller) -> None:
    assert call(caller, "request_unmask", WANTED)["error.code"] == "NOT_ENTITLED"
