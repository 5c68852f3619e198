"""Each field of the file refuses what it cannot mean."""

import pytest
from pydantic import ValidationError

from strongroom.policy.document import Amount, Declared, Hours, Rule, SecondFactor

RULE = {"id": "r", "description": "A rule.", "roles": ["*"], "targets": ["*"]}


@pytest.mark.parametrize(("text", "seconds"), [("15m", 900), ("30s", 30), ("8h", 28800), ("2d", 172800)])
def test_a_duration_is_a_number_and_a_unit(text: str, seconds: int) -> None:
    assert SecondFactor.model_validate({"max_age": text}).max_age == seconds


@pytest.mark.parametrize("value", ["15", 15, "0m", "m", "-1m", "1.5h", "15 m", None, "99999999d", True])
def test_anything_else_is_no_duration(value: object) -> None:
    if value is None:
        assert SecondFactor.model_validate({"max_age": value, "minimum": "hardware"}).max_age is None
        return
    with pytest.raises(ValidationError):
        SecondFactor.model_validate({"max_age": value})


@pytest.mark.parametrize(
    "changed",
    [
        {"from": "8:00"},
        {"from": 480},
        {"to": "24:01"},
        {"to": "25:00"},
        {"zone": "Europe/Atlantis"},
        {"zone": "../../etc/passwd"},
        {"zone": "Europe"},
        {"zone": ""},
        {"from": "18:00"},
        {"from": "24:00"},
        {"days": ["someday"]},
        {"days": []},
    ],
)
def test_hours_that_are_none_are_refused(changed: dict[str, object]) -> None:
    right: dict[str, object] = {"from": "08:00", "to": "18:00", "zone": "Europe/London"}
    assert Hours.model_validate(right).end == 18 * 60
    with pytest.raises(ValidationError):
        Hours.model_validate(right | changed)


@pytest.mark.parametrize(
    "given",
    [
        {"argument": "amount"},
        {"argument": "amount", "at_most": 1, "above": 1},
        {"argument": "amount", "at_most": 1, "currency_argument": "currency"},
        {"argument": "amount", "at_most": "NaN"},
        {"argument": "amount", "at_most": "Infinity"},
        {"argument": "amount", "at_most": True},
        {"argument": "amount", "at_most": 1, "currency": "euro"},
        {"at_most": 1},
    ],
)
def test_an_amount_without_one_clear_bound_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Amount.model_validate(given)


@pytest.mark.parametrize(
    "changed",
    [
        {"effect": "deny", "when": {"mfa": {"minimum": "password"}}},
        {"effect": "deny", "obligations": {"cap": 5}},
        {"effect": "deny", "when": {"amounts": [{"argument": "a", "at_most": 5}]}},
        {"when": {"amounts": [{"argument": "a", "above": 5}]}},
        {"roles": []},
        {"targets": []},
        {"targets": ["finance"]},
        {"effect": "permit"},
        {"obligations": {"mask": {"iban": "last4"}}},
        {"obligations": {"mask": {"$.a[": "last4"}}},
        {"obligations": {"inspect": {"iban": "hide"}}},
        {"obligations": {"cap": 0}},
        {"unknown": 1},
    ],
)
def test_a_rule_that_contradicts_itself_is_refused(changed: dict[str, object]) -> None:
    Rule.model_validate(RULE)
    with pytest.raises(ValidationError):
        Rule.model_validate(RULE | changed)


def test_what_nobody_declared_a_read_is_a_write() -> None:
    assert Declared.model_validate({"classification": "public"}).effect == "write"


def test_a_classification_must_be_declared() -> None:
    with pytest.raises(ValidationError):
        Declared.model_validate({})
