"""Codes and refresh tokens work once, die with their family, and are stored as digests."""

from dataclasses import replace
from pathlib import Path

import pytest
from support.browser import CountingEntropy
from support.calls import HandClock

from strongroom.identity.database import open_database
from strongroom.identity.development.grants import SCHEMA, CodeTerms, Grant, Grants, ReplayError
from strongroom.identity.development.oauth import OAuthError

TERMS = CodeTerms(redirect_uri="http://127.0.0.1/callback", challenge="c" * 43)


@pytest.fixture
def grants(tmp_path: Path, clock: HandClock) -> Grants:
    return Grants(open_database(tmp_path / "g.sqlite", SCHEMA), clock, CountingEntropy())


@pytest.fixture
def grant(grants: Grants) -> Grant:
    return Grant(username="rita", client_id="cli", resource="r", scopes=("a", "b"), methods=("pwd",), auth_time=5, family=grants.new_family(), nonce="n")


@pytest.mark.control("IDN-09")
def test_a_code_gives_back_what_it_was_issued_for_once(grants: Grants, grant: Grant) -> None:
    code = grants.issue_code(grant, TERMS)
    assert grants.redeem_code(code) == (grant, TERMS)
    with pytest.raises(ReplayError):
        grants.redeem_code(code)


def test_a_code_lives_a_minute(grants: Grants, grant: Grant, clock: HandClock) -> None:
    code = grants.issue_code(grant, TERMS)
    clock.time += 60
    with pytest.raises(OAuthError, match="expired"):
        grants.redeem_code(code)


@pytest.mark.parametrize("code", ["", "unknown", "' OR '1'='1"])
def test_an_unknown_code_is_refused(code: str, grants: Grants) -> None:
    with pytest.raises(OAuthError, match="unknown"):
        grants.redeem_code(code)
    with pytest.raises(OAuthError, match="unknown"):
        grants.redeem_refresh(code)


def test_a_refresh_token_used_twice_kills_its_family(grants: Grants, grant: Grant, clock: HandClock) -> None:
    first = grants.issue_refresh(grant)
    assert grants.redeem_refresh(first) == grant
    second = grants.issue_refresh(grant)
    grants.remember_access(grant.family, "t-1", clock.now() + 900)
    with pytest.raises(ReplayError) as replayed:
        grants.redeem_refresh(first)
    assert replayed.value.tokens == (("t-1", clock.now() + 900),)
    with pytest.raises(OAuthError, match="revoked"):
        grants.redeem_refresh(second)
    with pytest.raises(OAuthError, match="revoked"):
        grants.redeem_refresh(grants.issue_refresh(grant))


def test_another_family_lives_on(grants: Grants, grant: Grant) -> None:
    other = grants.issue_refresh(replace(grant, family=grants.new_family()))
    grants.kill(grant.family)
    assert grants.redeem_refresh(other).username == "rita"


def test_two_workers_cannot_both_redeem(tmp_path: Path, grants: Grants, grant: Grant, clock: HandClock) -> None:
    other = Grants(open_database(tmp_path / "g.sqlite", SCHEMA), clock, CountingEntropy())
    token = grants.issue_refresh(grant)
    assert other.redeem_refresh(token) == grant
    with pytest.raises(ReplayError):
        grants.redeem_refresh(token)


def test_a_refresh_token_lives_eight_hours(grants: Grants, grant: Grant, clock: HandClock) -> None:
    token = grants.issue_refresh(grant)
    clock.time += 8 * 3600
    with pytest.raises(OAuthError, match="expired"):
        grants.redeem_refresh(token)


def test_the_file_holds_no_code_and_no_token(tmp_path: Path, grants: Grants, grant: Grant) -> None:
    secrets = [grants.issue_code(grant, TERMS), grants.issue_refresh(grant)]
    stored = b"".join(one.read_bytes() for one in tmp_path.glob("g.sqlite*"))
    assert b"rita" in stored
    assert not any(secret.encode() in stored for secret in secrets)


def test_what_ended_long_ago_is_forgotten(grants: Grants, grant: Grant, clock: HandClock) -> None:
    grants.issue_code(grant, TERMS)
    clock.time += 9 * 3600
    grants.issue_code(grant, TERMS)
    assert grants._connection.execute("SELECT count(*) FROM codes").fetchone() == (1,)
