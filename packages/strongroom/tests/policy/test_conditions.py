"""Each condition holds exactly where its sentence says; what cannot be known is closed either way."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.calls import NOON, call_of, person
from support.naive_policy import open_at

from strongroom.core.json import Json
from strongroom.core.principal import MfaLevel
from strongroom.policy.conditions import AmountCondition, HoursCondition, PurposeCondition, RegionCondition, SecondFactorCondition, read_amount

LONDON = ZoneInfo("Europe/London")
WEEK = frozenset(range(7))


def window(begin: int, end: int, days: frozenset[int] = WEEK, zone: ZoneInfo = LONDON) -> HoursCondition:
    return HoursCondition(days, begin, end, zone, "")


def utc(*parts: int) -> float:
    """Year, month, day, and as much of hour, minute and second as matters."""
    year, month, day, hour, minute, second = (*parts, 0, 0, 0)[:6]
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("at", "holds"),
    [
        (utc(2026, 3, 28, 7, 59), False),
        (utc(2026, 3, 28, 8, 0), True),
        (utc(2026, 3, 28, 17, 59, 59), True),
        (utc(2026, 3, 28, 18, 0), False),
        (utc(2026, 3, 29, 6, 59), False),
        (utc(2026, 3, 29, 7, 0), True),
        (utc(2026, 3, 29, 17, 0), False),
        (utc(2026, 10, 24, 7, 0), True),
        (utc(2026, 10, 25, 7, 0), False),
        (utc(2026, 10, 25, 8, 0), True),
    ],
)
def test_business_hours_follow_the_wall_clock_when_summer_time_begins_and_ends(at: float, holds: bool) -> None:
    assert window(8 * 60, 18 * 60).holds(call_of(at=at)) is holds


def test_the_hour_that_comes_twice_is_in_twice_and_the_hour_that_never_comes_is_missed_by_nobody() -> None:
    doubled = window(60, 120)
    assert [doubled.holds(call_of(at=utc(2026, 10, 25, hour, 30))) for hour in (0, 1, 2)] == [True, True, False]
    assert [doubled.holds(call_of(at=utc(2026, 3, 29, hour, 30))) for hour in (0, 1)] == [False, False]


def test_a_night_window_belongs_to_the_day_on_which_it_begins() -> None:
    friday_night = window(22 * 60, 6 * 60, frozenset({4}), ZoneInfo("UTC"))
    moments = {(27, 21, 59): False, (27, 22, 0): True, (28, 5, 59): True, (28, 6, 0): False, (28, 22, 0): False, (27, 3, 0): False}
    assert {moment: friday_night.holds(call_of(at=utc(2026, 3, *moment))) for moment in moments} == moments


@given(
    at=st.integers(int(utc(2025, 1, 1)), int(utc(2028, 1, 1))),
    begin=st.integers(0, 24 * 60 - 1),
    end=st.integers(0, 24 * 60),
    days=st.sets(st.integers(0, 6), min_size=1),
    zone=st.sampled_from(["UTC", "Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia"]),
)
def test_hours_agree_with_a_reading_that_walks_the_windows(at: int, begin: int, end: int, days: set[int], zone: str) -> None:
    if begin == end:
        return
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    plain = {"from": f"{begin // 60:02}:{begin % 60:02}", "to": f"{end // 60:02}:{end % 60:02}", "zone": zone, "days": [names[day] for day in days]}
    assert window(begin, end, frozenset(days), ZoneInfo(zone)).holds(call_of(at=at)) is open_at(plain, at)


@pytest.mark.control("POL-05")
@pytest.mark.parametrize(
    ("value", "amount"),
    [
        (5, "5"),
        (5.25, "5.25"),
        (0.1, "0.1"),
        ("5.10", "5.10"),
        ("-3", "-3"),
        (2**63, str(2**63)),
        (2**70, str(2**70)),
        (True, None),
        (False, None),
        (None, None),
        (float("nan"), None),
        (float("inf"), None),
        ("NaN", None),
        ("Infinity", None),
        ("1e3", None),
        ("1_000", None),
        ("1,000", None),
        (" 5", None),
        ("5\n", None),
        ("+5", None),
        (".5", None),
        ("5.", None),
        ("0x10", None),
        ("\u0665", None),
        ("", None),
        ("9" * 65, None),
        ([5], None),
        ({"value": 5}, None),
    ],
)
def test_only_plain_numbers_are_amounts(value: Json, amount: str | None) -> None:
    assert read_amount(value) == (None if amount is None else Decimal(amount))


def bound(*, absent_is_fine: bool = False) -> AmountCondition:
    return AmountCondition(
        argument="amount", at_least=Decimal(0), bound=Decimal(50000), currency="EUR", currency_argument="currency", absent_is_fine=absent_is_fine, sentence=""
    )


@pytest.mark.parametrize(
    ("arguments", "within"),
    [
        ({"amount": 50000, "currency": "EUR"}, True),
        ({"amount": "50000.00", "currency": "EUR"}, True),
        ({"amount": 50000.0, "currency": "EUR"}, True),
        ({"amount": "50000.0000000001", "currency": "EUR"}, False),
        ({"amount": "99999999", "currency": "EUR"}, False),
        ({"amount": 2**63, "currency": "EUR"}, False),
        ({"amount": 2**64, "currency": "EUR"}, False),
        ({"amount": 2**70, "currency": "EUR"}, False),
        ({"amount": -1, "currency": "EUR"}, False),
        ({"amount": True, "currency": "EUR"}, False),
        ({"amount": 1, "currency": "USD"}, False),
        ({"amount": 1, "currency": "eur"}, False),
        ({"amount": 1, "currency": ["EUR"]}, False),
        ({"amount": 1}, False),
        ({"currency": "EUR"}, False),
        ({"amount": None, "currency": "EUR"}, False),
    ],
)
def test_an_amount_is_within_only_if_it_surely_is(arguments: dict[str, Json], within: bool) -> None:
    call = call_of(arguments=arguments)
    assert bound().holds(call) is within
    assert bound().may_hold(call) is not within


def test_an_absent_amount_is_fine_only_where_the_policy_says_so() -> None:
    assert bound(absent_is_fine=True).holds(call_of())
    assert not bound(absent_is_fine=True).may_hold(call_of())


@pytest.mark.control("POL-06")
def test_a_second_factor_must_be_strong_and_fresh_and_not_from_the_future() -> None:
    wanted = SecondFactorCondition(MfaLevel.ONE_TIME_CODE, 300, "")
    strong = replace(person(), mfa=MfaLevel.HARDWARE)
    ages = {0: True, 300: True, 301: False, -59: True, -61: False}
    assert {age: wanted.holds(call_of(replace(strong, authenticated_at=NOON - age))) for age in ages} == ages
    assert not wanted.holds(call_of(replace(strong, mfa=MfaLevel.PASSWORD)))
    assert wanted.may_hold(call_of(strong))
    assert SecondFactorCondition(MfaLevel.PASSWORD, None, "").holds(call_of(replace(strong, authenticated_at=0)))


@pytest.mark.control("POL-05")
def test_an_unknown_region_never_allows_and_never_escapes_a_deny_while_no_purpose_is_simply_none() -> None:
    region, purpose = RegionCondition(frozenset({"EU"}), ""), PurposeCondition(frozenset({"audit"}), "")
    nowhere, here, there = (call_of(replace(person(), region=region)) for region in ("", "EU", "US"))
    assert [region.holds(call) for call in (nowhere, here, there)] == [False, True, False]
    assert [region.may_hold(call) for call in (nowhere, here, there)] == [True, True, False]
    unstated, stated, other = (call_of(purpose=word) for word in ("", "audit", "sales"))
    assert [purpose.holds(call) for call in (unstated, stated, other)] == [False, True, False]
    assert [purpose.may_hold(call) for call in (unstated, stated, other)] == [False, True, False]


def test_hours_are_never_unknown() -> None:
    assert window(0, 60).may_hold(call_of()) is window(0, 60).holds(call_of()) is False
