"""Passwords, one-time codes that work once, five tries."""

import base64
from pathlib import Path

import pytest
from support.browser import CountingEntropy
from support.calls import HandClock

from strongroom.identity.database import open_database
from strongroom.identity.development.sign_in import SCHEMA, SignIn, SignInError, TooManyTriesError, one_time_code
from strongroom.identity.development.users import User, directory


@pytest.fixture
def rita(tmp_path: Path) -> User:
    return directory(tmp_path, CountingEntropy()).users["rita"]


@pytest.fixture
def sign_in(tmp_path: Path, clock: HandClock, rita: User) -> SignIn:
    assert rita.password
    return SignIn(open_database(tmp_path / "s.sqlite", SCHEMA), directory(tmp_path, CountingEntropy()), clock, CountingEntropy())


@pytest.mark.parametrize(
    ("moment", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037"), (20000000000, "353130")],
)
def test_codes_are_those_of_the_specification(moment: int, code: str) -> None:
    """RFC 6238 appendix B, SHA-1, the last six of eight digits."""
    assert one_time_code(base64.b32encode(b"12345678901234567890").decode(), moment // 30) == code


def test_a_password_alone_is_one_method(sign_in: SignIn, rita: User) -> None:
    assert sign_in.check("rita", rita.password, "", level=1).methods == ("pwd",)


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_code_of_a_neighbouring_step_is_good(steps: int, sign_in: SignIn, rita: User, clock: HandClock) -> None:
    code = one_time_code(rita.totp_secret, int(clock.now()) // 30 + steps)
    assert sign_in.check("rita", rita.password, code, level=2).methods == ("pwd", "otp")


@pytest.mark.parametrize("steps", [-2, 2])
def test_a_code_of_another_time_is_wrong(steps: int, sign_in: SignIn, rita: User, clock: HandClock) -> None:
    with pytest.raises(SignInError, match="wrong"):
        sign_in.check("rita", rita.password, one_time_code(rita.totp_secret, int(clock.now()) // 30 + steps), level=1)


def test_a_code_works_once_and_none_before_it_works_after(sign_in: SignIn, rita: User, clock: HandClock) -> None:
    here = int(clock.now()) // 30
    sign_in.check("rita", rita.password, one_time_code(rita.totp_secret, here), level=1)
    for step in (here, here - 1):
        with pytest.raises(SignInError, match="used before"):
            sign_in.check("rita", rita.password, one_time_code(rita.totp_secret, step), level=1)
    assert sign_in.check("rita", rita.password, one_time_code(rita.totp_secret, here + 1), level=1).user == rita


@pytest.mark.parametrize("code", ["000000", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "\ud800", " "])
def test_a_wrong_code_is_wrong_even_where_none_is_needed(code: str, sign_in: SignIn, rita: User) -> None:
    with pytest.raises(SignInError, match="wrong"):
        sign_in.check("rita", rita.password, code, level=1)


def test_a_level_of_two_needs_a_code(sign_in: SignIn, rita: User) -> None:
    with pytest.raises(SignInError, match="needs a one-time code"):
        sign_in.check("rita", rita.password, "", level=2)


def test_five_wrong_tries_close_the_name_for_five_minutes(sign_in: SignIn, rita: User, clock: HandClock) -> None:
    for _ in range(5):
        with pytest.raises(SignInError, match="wrong"):
            sign_in.check("rita", "guess", "", level=1)
    with pytest.raises(TooManyTriesError, match="Wait 300 seconds"):
        sign_in.check("rita", rita.password, "", level=1)
    clock.time += 301
    assert sign_in.check("rita", rita.password, "", level=1).user == rita


def test_success_forgives_earlier_tries(sign_in: SignIn, rita: User) -> None:
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(SignInError, match="wrong"):
                sign_in.check("rita", "guess", "", level=1)
        assert sign_in.check("rita", rita.password, "", level=1).user == rita


def test_names_nobody_has_fill_no_table(sign_in: SignIn) -> None:
    for number in range(5):
        with pytest.raises(SignInError, match="wrong"):
            sign_in.check(f"nobody-{number}", "", "", level=1)
    with pytest.raises(TooManyTriesError):
        sign_in.check("nobody-else", "", "", level=1)
    assert sign_in._connection.execute("SELECT count(*) FROM sign_in_tries").fetchone() == (1,)


def test_a_form_lives_ten_minutes_and_closes_once(sign_in: SignIn, clock: HandClock) -> None:
    form = sign_in.open_form("request")
    assert sign_in.request_of(form) == "request"
    assert [sign_in.close_form(form), sign_in.close_form(form)] == [True, False]
    assert sign_in.request_of(form) is None
    late = sign_in.open_form("request")
    clock.time += 601
    assert sign_in.request_of(late) is None
