"""Token exchange: never wider, longer, deeper, or about somebody else."""

import pytest
from support.browser import DOOR, ISSUER, Browser, Said, body, error

from strongroom.identity.development.clients import EXCHANGE
from strongroom.identity.development.exchange import ACCESS
from strongroom.identity.key_source import IssuerKeys, KeySource
from strongroom.identity.verify import Authenticator, TrustedIssuer

FINANCE = DOOR + "/finance"


def exchange(browser: Browser, token: str, **changed: str) -> Said:
    fields = {"grant_type": EXCHANGE, "subject_token": token, "subject_token_type": ACCESS, "resource": FINANCE} | changed
    return browser.token({name: value for name, value in fields.items() if value}, basic=("reporting-agent", browser.people.client_secrets["reporting-agent"]))


@pytest.fixture
def door(browser: Browser) -> Authenticator:
    allowed = frozenset({"ES256"})
    source = KeySource(IssuerKeys(ISSUER, allowed, browser.provider.jwks_url), browser.provider, browser.clock)
    return Authenticator([TrustedIssuer(ISSUER, allowed, source)], browser.revocations, browser.clock)


@pytest.fixture
def token(browser: Browser) -> str:
    return str(body(browser.trade(browser.code(scope="finance.read finance.write", otp=browser.one_time_code())))["access_token"])


async def test_the_user_stays_and_the_agent_is_written_in(browser: Browser, token: str, door: Authenticator) -> None:
    before = await door.authenticate(token, DOOR)
    browser.clock.time += 100
    said = body(exchange(browser, token, scope="finance.read"))
    after = await door.authenticate(str(said["access_token"]), FINANCE)
    assert said["issued_token_type"] == ACCESS
    assert (after.subject, after.client, after.actors, after.scopes) == ("rita", "reporting-agent", ("reporting-agent",), frozenset({"finance.read"}))
    assert (after.mfa, after.authenticated_at, after.expires_at) == (before.mfa, before.authenticated_at, before.expires_at)


async def test_without_scopes_the_new_token_has_the_old_ones(browser: Browser, token: str, door: Authenticator) -> None:
    after = await door.authenticate(str(body(exchange(browser, token))["access_token"]), FINANCE)
    assert after.scopes == {"finance.read", "finance.write"}


def test_the_chain_of_actors_ends_at_three(browser: Browser, token: str) -> None:
    for _ in range(3):
        token = str(body(exchange(browser, token))["access_token"])
    assert error(exchange(browser, token)) == "invalid_grant"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"scope": "risk.read"}, "invalid_scope"),
        ({"resource": ""}, "invalid_request"),
        ({"resource": "https://elsewhere.example"}, "invalid_target"),
        ({"subject_token": "garbage-garbage-garbage"}, "invalid_grant"),
        ({"subject_token": ""}, "invalid_request"),
        ({"subject_token_type": "urn:ietf:params:oauth:token-type:id_token"}, "invalid_request"),
        ({"requested_token_type": "urn:ietf:params:oauth:token-type:refresh_token"}, "invalid_request"),
        ({"actor_token": "x"}, "invalid_request"),
        ({"audience": "x"}, "invalid_request"),
    ],
)
def test_a_wrong_exchange_is_refused(change: dict[str, str], code: str, browser: Browser, token: str) -> None:
    assert error(exchange(browser, token, **change)) == code


def test_a_revoked_or_ended_token_is_not_exchanged(browser: Browser, token: str) -> None:
    browser.revocations.revoke_subject(f"{ISSUER}|rita", browser.clock.now())
    assert error(exchange(browser, token)) == "invalid_grant"
    browser.clock.time += 900
    assert error(exchange(browser, token)) == "invalid_grant"


def test_an_id_token_or_a_clients_own_token_is_not_exchanged(browser: Browser) -> None:
    identity = str(body(browser.trade(browser.code(scope="openid")))["id_token"])
    assert error(exchange(browser, identity)) == "invalid_grant"
    own = browser.token({"grant_type": "client_credentials", "resource": DOOR}, basic=("reporting-agent", browser.people.client_secrets["reporting-agent"]))
    assert error(exchange(browser, str(body(own)["access_token"]))) == "invalid_grant"


def test_a_client_without_a_secret_may_not_exchange(browser: Browser, token: str) -> None:
    fields = {"grant_type": EXCHANGE, "subject_token": token, "subject_token_type": ACCESS, "resource": FINANCE, "client_id": "strongroom-cli"}
    assert error(browser.token(fields)) == "unauthorized_client"
