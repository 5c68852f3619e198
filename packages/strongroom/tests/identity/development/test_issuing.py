"""Access tokens say who, for which door and how they signed in; ID tokens open no door."""

from dataclasses import replace

import pytest
from support.browser import DOOR, ISSUER, Browser, body

from strongroom.core.principal import Clearance, MfaLevel
from strongroom.identity.development.grants import Grant
from strongroom.identity.development.issuing import Issuer
from strongroom.identity.failure import IdentityError
from strongroom.identity.key_source import IssuerKeys, KeySource
from strongroom.identity.verify import Authenticator, TrustedIssuer

ALLOWED = frozenset({"ES256"})
GRANT = Grant(username="rita", client_id="cli", resource=DOOR, scopes=("finance.read",), methods=("pwd", "otp"), auth_time=1_763_985_000, family="f", nonce="n")


@pytest.fixture
def door(browser: Browser) -> Authenticator:
    source = KeySource(IssuerKeys(ISSUER, ALLOWED, browser.provider.jwks_url), browser.provider, browser.clock)
    return Authenticator([TrustedIssuer(ISSUER, ALLOWED, source)], browser.revocations, browser.clock)


@pytest.fixture
def signer(browser: Browser) -> Issuer:
    return Issuer(ISSUER, browser.provider._keys, browser.clock)


async def test_a_door_reads_the_whole_user_from_the_token(browser: Browser, signer: Issuer, door: Authenticator) -> None:
    issued = signer.for_user(browser.people.users["rita"], GRANT)
    rita = await door.authenticate(issued.token, DOOR)
    assert (rita.subject, rita.client, rita.roles, rita.clearance) == ("rita", "cli", frozenset({"relationship_manager"}), Clearance.CONFIDENTIAL)
    assert (rita.region, rita.mfa, rita.authenticated_at, rita.token_id) == ("EU", MfaLevel.ONE_TIME_CODE, 1_763_985_000, issued.id)
    assert rita.scopes == {"finance.read"}
    assert "customer_service" in rita.purposes
    assert rita.expires_at == issued.expires_at == browser.clock.now() + 900


async def test_a_password_alone_gives_the_lower_level(browser: Browser, signer: Issuer, door: Authenticator) -> None:
    issued = signer.for_user(browser.people.users["rita"], replace(GRANT, methods=("pwd",)))
    assert (await door.authenticate(issued.token, DOOR)).mfa is MfaLevel.PASSWORD


async def test_an_id_token_opens_no_door(browser: Browser, signer: Issuer, door: Authenticator) -> None:
    for grant in (GRANT, replace(GRANT, nonce="", client_id=DOOR)):
        with pytest.raises(IdentityError):
            await door.authenticate(signer.id_token(browser.people.users["rita"], grant), DOOR)


async def test_rotation_fails_no_valid_token(browser: Browser, signer: Issuer, door: Authenticator) -> None:
    for _ in range(6):
        issued = signer.for_user(browser.people.users["rita"], GRANT)
        assert (await door.authenticate(issued.token, DOOR)).subject == "rita"
        browser.provider.rotate_keys()
        browser.clock.time += 61
        assert (await door.authenticate(issued.token, DOOR)).subject == "rita"


def test_only_its_own_access_tokens_are_read_back(browser: Browser, signer: Issuer) -> None:
    rita = browser.people.users["rita"]
    token = signer.for_user(rita, GRANT).token
    assert signer.read_own(token)["sub"] == "rita"
    header, payload, signature = token.split(".")
    other = Issuer("http://127.0.0.1:9/identity", browser.provider._keys, browser.clock)
    for wrong in (signer.id_token(rita, GRANT), other.for_user(rita, GRANT).token, f"{header}.{payload}.{signature[::-1]}", "x" * 30, ""):
        with pytest.raises(IdentityError):
            signer.read_own(wrong)
    browser.clock.time += 900
    with pytest.raises(IdentityError, match="expired"):
        signer.read_own(token)


def test_an_access_token_can_be_made_to_end_earlier(browser: Browser, signer: Issuer) -> None:
    assert signer.for_user(browser.people.users["rita"], GRANT, until=browser.clock.now() + 7).expires_at == browser.clock.now() + 7


def test_the_answer_says_when_the_token_ends(browser: Browser) -> None:
    assert body(browser.trade(browser.code()))["expires_in"] == 900
