"""Shared arguments take what they say and name the field of everything else."""

import time
from datetime import date

import pytest
from pydantic import ValidationError

from bank_kit.arguments import AsOf, LegalEntity, PageArguments, Purpose, StrictArguments, WriteArguments, business_day, require_purpose
from bank_kit.failures import ToolFailureError, refused_arguments
from bank_kit.identifiers import lei
from bank_kit.identity.caller import Caller
from bank_kit.money import Exact
from bank_kit.quantities import Ratio

LAST = date(2026, 11, 20)
BANK = lei("XBNK00NETHERLANDS0")


class Question(StrictArguments):
    legal_entity: LegalEntity | None = None
    as_of: AsOf | None = None
    purpose: Purpose | None = None
    share: Ratio | None = None
    amount: Exact | None = None


def test_what_is_right_is_taken() -> None:
    asked = Question.model_validate({"legal_entity": BANK, "as_of": "2026-11-20", "purpose": "audit", "share": 0.5, "amount": "1.50"})
    assert (asked.legal_entity, asked.as_of) == (BANK, LAST)
    assert WriteArguments(idempotency_key="req-2026.1").idempotency_key
    assert PageArguments(cursor="abc").query() == {}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("legal_entity", BANK[:-1] + str((int(BANK[-1]) + 1) % 10)),
        ("legal_entity", BANK.lower()),
        ("legal_entity", "X" * 10_000),
        ("legal_entity", "\u0661" * 20),
        ("as_of", "1989-12-31"),
        ("as_of", "9999-12-31"),
        ("as_of", "tomorrow"),
        ("as_of", "2026-02-30"),
        ("purpose", "curiosity"),
        ("share", float("nan")),
        ("share", "0.5"),
        ("amount", "NaN"),
        ("amount", 1.5),
        ("amount", "-1e5"),
        ("unknown", 1),
    ],
)
def test_what_is_wrong_is_refused_by_name_and_never_repeated(field: str, value: object) -> None:
    with pytest.raises(ValidationError) as caught:
        Question.model_validate({field: value})
    failure = refused_arguments(caught.value).failure
    assert failure.field is not None
    assert failure.field.split(".")[0] == field
    assert str(value)[:40] not in failure.message or field == "unknown"


@pytest.mark.parametrize("key", ["", "short", "a" * 65, "white space", "sémaphore", "line\nbreak1"])
def test_a_key_is_short_and_plain(key: str) -> None:
    with pytest.raises(ValidationError):
        WriteArguments(idempotency_key=key)


def test_a_day_without_business_answers_with_the_one_before_and_says_so() -> None:
    assert business_day(None, last=LAST).day == LAST
    assert business_day(LAST, last=LAST).warnings == ()
    sunday = business_day(date(2026, 11, 15), last=LAST)
    assert sunday.day == date(2026, 11, 13)
    assert sunday.warnings == ("NO_BUSINESS_DAY: 2026-11-15 is none; this is 2026-11-13",)
    assert business_day(LAST, last=LAST, is_open=lambda day: day < date(2026, 11, 19)).day == date(2026, 11, 18)


def test_a_day_to_come_is_stale_data_and_a_closed_world_has_none() -> None:
    with pytest.raises(ToolFailureError) as future:
        business_day(date(2026, 11, 21), last=LAST)
    assert (future.value.failure.code, future.value.failure.field, future.value.failure.allowed) == ("STALE_DATA", "as_of", "2026-11-20 or earlier")
    with pytest.raises(ToolFailureError) as closed:
        business_day(LAST, last=LAST, is_open=lambda _: False)
    assert closed.value.failure.code == "NO_MARKET_DATA"


def _caller(*purposes: str) -> Caller:
    return Caller(subject="a", issuer="i", client="c", scopes=frozenset(), purposes=frozenset(purposes), expires_at=time.time())


def test_a_purpose_the_token_does_not_name_is_refused() -> None:
    require_purpose(_caller("audit"), Purpose.AUDIT)
    require_purpose(_caller("audit"), None)
    require_purpose(_caller(), Purpose.TRADING)
    with pytest.raises(ToolFailureError) as caught:
        require_purpose(_caller("audit", "trading"), Purpose.COMPLIANCE)
    assert (caught.value.failure.code, caught.value.failure.allowed) == ("PURPOSE_REFUSED", "audit, trading")
