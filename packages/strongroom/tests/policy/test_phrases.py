"""The sentences are ones a person can act on."""

import pytest

from strongroom.policy import phrases
from strongroom.policy.document import DAYS, Amount, Hours, SecondFactor


@pytest.mark.parametrize(("seconds", "text"), [(1, "1 second"), (90, "90 seconds"), (900, "15 minutes"), (3600, "1 hour"), (172800, "2 days")])
def test_a_duration_is_told_in_the_largest_unit_that_divides_it(seconds: int, text: str) -> None:
    assert phrases.duration(seconds) == text


@pytest.mark.parametrize(("words", "text"), [(["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")])
def test_choices_read_as_english(words: list[str], text: str) -> None:
    assert phrases.any_of(words) == text


def test_each_condition_says_what_would_help() -> None:
    hours = Hours.model_validate({"days": ["friday", "monday"], "from": "08:00", "to": "18:30", "zone": "Europe/London"})
    amount = Amount.model_validate({"argument": "amount", "at_most": 1000, "currency": "EUR", "currency_argument": "ccy"})
    told = [
        phrases.second_factor(SecondFactor.model_validate({"minimum": "one_time_code", "max_age": "15m"})),
        phrases.second_factor(SecondFactor.model_validate({"minimum": "hardware"})),
        phrases.hours(hours),
        phrases.hours(hours.model_copy(update={"days": DAYS})),
        phrases.amount(amount),
        phrases.region(["UK", "EU"]),
        phrases.purpose(["audit"]),
        phrases.scopes(["a", "b"]),
    ]
    assert told == [
        "It needs a sign-in with a one-time code or better within the last 15 minutes.",
        "It needs a sign-in with a hardware key or better.",
        "It is open Monday, Friday from 08:00 to 18:30 Europe/London time.",
        "It is open every day from 08:00 to 18:30 Europe/London time.",
        "Its argument amount must be a number from 0 to 1000 EUR, with ccy EUR.",
        "It is only for users in the region EU or UK.",
        "It must state its purpose, one of: audit.",
        "The token lacks a scope; this call needs: a, b.",
    ]
