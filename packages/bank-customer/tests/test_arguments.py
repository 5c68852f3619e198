"""A search needs part of a name; a profile needs its fields named; tickets and kinds have their form."""

import pytest
from pydantic import ValidationError

from bank_customer.arguments import DsrArguments, NoteArguments, ProfileArguments, RelationshipArguments, SearchArguments


@pytest.mark.parametrize("name", ["", "ab", "   ", "%%%", "___", "a b", "a--%", "x" * 81])
def test_too_little_of_a_name_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        SearchArguments(name=name)


@pytest.mark.parametrize("limit", [0, 21, -1])
def test_nobody_gets_more_than_a_handful(limit: int) -> None:
    with pytest.raises(ValidationError):
        SearchArguments(name="hask", limit=limit)


@pytest.mark.parametrize(
    "changes",
    [{"fields": []}, {"fields": ["password"]}, {"customer_id": "C-1"}, {"customer_id": "*"}, {"unmask": ["email"]}, {"fields": ["name"] * 16}],
)
def test_a_profile_is_asked_for_precisely(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ProfileArguments.model_validate({"customer_id": "C-100001", "fields": ["name"]} | changes)


@pytest.mark.parametrize("depth", [0, 4, 2.5, "many"])
def test_pictures_are_no_deeper_than_three(depth: object) -> None:
    with pytest.raises(ValidationError):
        RelationshipArguments.model_validate({"customer_id": "C-100001", "depth": depth})


@pytest.mark.parametrize("changes", [{"kind": "everything"}, {"ticket": "x"}, {"idempotency_key": "short"}, {"customer_id": "C-100001 "}])
def test_a_request_has_its_form(changes: dict[str, object]) -> None:
    good: dict[str, object] = {"customer_id": "C-100001", "kind": "access", "ticket": "DSR-1", "idempotency_key": "dsr-00001"}
    assert DsrArguments.model_validate(good).kind == "access"
    with pytest.raises(ValidationError):
        DsrArguments.model_validate(good | changes)


@pytest.mark.parametrize("note", ["", "ab", "x" * 4001])
def test_a_note_has_words_and_an_end(note: str) -> None:
    with pytest.raises(ValidationError):
        NoteArguments(customer_id="C-100001", note=note, idempotency_key="note-0001")
