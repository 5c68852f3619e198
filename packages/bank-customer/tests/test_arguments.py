"""A search needs part of a name; a profile needs its fields named."""

import pytest
from pydantic import ValidationError

from bank_customer.arguments import ProfileArguments, SearchArguments


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
    [{"fields": []}, {"fields": ["password"]}, {"customer_id": "C-1"}, {"customer_id": "*"}, {"unmask": ["email"]}, {"fields": ["name"] * 14}],
)
def test_a_profile_is_asked_for_precisely(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ProfileArguments.model_validate({"customer_id": "C-100001", "fields": ["name"]} | changes)
