"""The provider as a whole: its metadata, its keys, its name, and several workers on one state."""

import json
from pathlib import Path

import pytest
from support.browser import ISSUER, ORIGIN, Browser, body
from support.calls import HandClock

from strongroom.identity.development.provider import FILE_NAME

METADATA = [
    "/.well-known/oauth-authorization-server/identity",
    "/.well-known/openid-configuration/identity",
    "/identity/.well-known/openid-configuration",
]


@pytest.mark.parametrize("path", METADATA)
def test_the_metadata_is_where_clients_look(path: str, browser: Browser) -> None:
    said = body(browser.http.get(path))
    assert said["issuer"] == ISSUER
    assert said["code_challenge_methods_supported"] == ["S256"]
    assert said["authorization_response_iss_parameter_supported"] is True
    assert said["client_id_metadata_document_supported"] is True
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri", "revocation_endpoint"):
        assert str(said[name]).startswith(ISSUER + "/")


def test_the_paths_outside_the_prefix_are_named(browser: Browser) -> None:
    assert browser.provider.prefix == "/identity"
    assert browser.provider.paths == set(METADATA[:2])


def test_two_public_keys_are_published(browser: Browser) -> None:
    said = browser.http.get("/identity/jwks.json")
    keys = said.json()["keys"]
    assert len(keys) == 2
    assert not any("d" in key for key in keys)
    assert "max-age" in said.headers["cache-control"]
    browser.provider.rotate_keys()
    assert len(json.loads(browser.provider.jwks())["keys"]) == 3


@pytest.mark.parametrize("host", ["thief.example", "localhost:8080", "127.0.0.1:8081", ""])
def test_it_answers_under_its_own_name_alone(host: str, browser: Browser) -> None:
    for path in (METADATA[0], "/identity/jwks.json", "/identity/authorize"):
        assert browser.http.get(path, headers={"Host": host}).status_code == 421


@pytest.mark.parametrize(("method", "path"), [("GET", "/identity/token"), ("POST", "/identity/jwks.json"), ("PUT", "/identity/authorize")])
def test_other_methods_are_refused(method: str, path: str, browser: Browser) -> None:
    assert browser.http.request(method, path).status_code == 405


@pytest.mark.parametrize("path", ["/", "/identity", "/identity/users", "/mcp", "/identity/../mcp"])
def test_it_answers_nothing_else(path: str, browser: Browser) -> None:
    assert browser.http.get(path).status_code == 404


def test_a_second_worker_finishes_what_the_first_began(browser: Browser, tmp_path: Path, clock: HandClock) -> None:
    other = Browser(tmp_path, clock)
    form = browser.form()
    code = other.enter(form).headers["location"].split("code=")[1].split("&")[0]
    tokens = body(browser.trade(code))
    assert body(other.refresh(str(tokens["refresh_token"])))
    assert other.provider.jwks() == browser.provider.jwks()


def test_one_file_holds_its_state_and_no_secret_in_clear(browser: Browser, tmp_path: Path) -> None:
    body(browser.trade(browser.code(otp=browser.one_time_code())))
    stored = b"".join(one.read_bytes() for one in tmp_path.glob(FILE_NAME + "*"))
    assert not any(user.password.encode() in stored or user.totp_secret.encode() in stored for user in browser.people.users.values())


async def test_only_its_key_set_is_handed_out_in_process(browser: Browser) -> None:
    assert (await browser.provider.get(ISSUER + "/jwks.json", 100_000)).body == browser.provider.jwks()
    with pytest.raises(ValueError, match="Only the key set"):
        await browser.provider.get(ORIGIN + "/mcp", 100_000)
