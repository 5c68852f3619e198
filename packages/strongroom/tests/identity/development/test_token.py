"""The token endpoint: each grant, each way to misuse it; and revocation."""

import base64
import json

import pytest
from support.browser import DOOR, Browser, body, error

from strongroom.core.json import JsonObject


def claims(token: object) -> JsonObject:
    part = str(token).split(".")[1]
    parsed: JsonObject = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return parsed


def secret(browser: Browser) -> str:
    return browser.people.client_secrets["reporting-agent"]


def test_a_code_is_traded_for_a_token_of_its_door(browser: Browser) -> None:
    said = browser.trade(browser.code(scope="finance.read openid", nonce="n-1"))
    tokens = body(said)
    assert said.headers["cache-control"] == "no-store"
    assert (tokens["token_type"], tokens["scope"]) == ("Bearer", "finance.read")
    access, identity = claims(tokens["access_token"]), claims(tokens["id_token"])
    assert (access["aud"], access["sub"], access["client_id"], access["amr"], access["acr"]) == (DOOR, "rita", "strongroom-cli", ["pwd"], "1")
    assert (identity["aud"], identity["nonce"]) == ("strongroom-cli", "n-1")


def test_the_second_factor_shows_in_the_token(browser: Browser) -> None:
    access = claims(body(browser.trade(browser.code(otp=browser.one_time_code())))["access_token"])
    assert (access["amr"], access["acr"], access["auth_time"]) == (["pwd", "otp"], "2", int(browser.clock.now()))


@pytest.mark.control("IDN-09")
@pytest.mark.parametrize(
    ("missing", "change", "code"),
    [
        (("code_verifier",), {}, "invalid_request"),
        ((), {"code_verifier": "w" * 43}, "invalid_grant"),
        ((), {"code_verifier": "v"}, "invalid_grant"),
        ((), {"code_verifier": "v" * 129}, "invalid_grant"),
        ((), {"redirect_uri": "http://127.0.0.1:55556/callback"}, "invalid_grant"),
        (("redirect_uri",), {}, "invalid_request"),
        ((), {"client_id": "strongroom-demo"}, "invalid_grant"),
        ((), {"client_id": "unknown"}, "invalid_client"),
        (("client_id",), {}, "invalid_request"),
        ((), {"client_secret": "surprise"}, "invalid_client"),
        ((), {"resource": DOOR + "/finance"}, "invalid_target"),
        ((), {"grant_type": "password"}, "unsupported_grant_type"),
        ((), {"grant_type": "client_credentials"}, "unauthorized_client"),
        (("grant_type",), {}, "invalid_request"),
        (("code",), {}, "invalid_request"),
        ((), {"code": "guessed"}, "invalid_grant"),
    ],
)
def test_a_code_in_other_hands_is_worth_nothing(missing: tuple[str, ...], change: dict[str, str], code: str, browser: Browser) -> None:
    assert error(browser.trade(browser.code(), without=missing, **change)) == code


def test_a_failed_trade_spends_the_code(browser: Browser) -> None:
    code = browser.code()
    assert error(browser.trade(code, code_verifier="w" * 43)) == "invalid_grant"
    assert error(browser.trade(code)) == "invalid_grant"


@pytest.mark.control("IDN-09")
def test_a_replayed_code_takes_back_what_it_gave(browser: Browser) -> None:
    code = browser.code()
    tokens = body(browser.trade(code))
    access = claims(tokens["access_token"])
    assert error(browser.trade(code)) == "invalid_grant"
    assert browser.revocations.is_revoked(str(access["jti"]), "x", 0)
    assert error(browser.refresh(str(tokens["refresh_token"]))) == "invalid_grant"


def test_a_code_ends_after_a_minute(browser: Browser) -> None:
    code = browser.code()
    browser.clock.time += 60
    assert error(browser.trade(code)) == "invalid_grant"


def test_a_refresh_token_rotates(browser: Browser) -> None:
    first = body(browser.trade(browser.code()))
    second = body(browser.refresh(str(first["refresh_token"])))
    assert second["refresh_token"] != first["refresh_token"]
    assert claims(second["access_token"])["auth_time"] == claims(first["access_token"])["auth_time"]
    assert body(browser.refresh(str(second["refresh_token"]), resource=DOOR))


def test_a_refresh_token_used_twice_kills_its_family(browser: Browser) -> None:
    first = body(browser.trade(browser.code()))
    second = body(browser.refresh(str(first["refresh_token"])))
    assert error(browser.refresh(str(first["refresh_token"]))) == "invalid_grant"
    assert error(browser.refresh(str(second["refresh_token"]))) == "invalid_grant"
    for tokens in (first, second):
        assert browser.revocations.is_revoked(str(claims(tokens["access_token"])["jti"]), "x", 0)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"client_id": "strongroom-demo"}, "invalid_grant"),
        ({"resource": DOOR + "/finance"}, "invalid_target"),
        ({"scope": "finance.read finance.write"}, "invalid_scope"),
        ({"scope": "admin"}, "invalid_scope"),
    ],
)
def test_a_refresh_changes_nothing_for_the_wider(change: dict[str, str], code: str, browser: Browser) -> None:
    token = str(body(browser.trade(browser.code()))["refresh_token"])
    assert error(browser.refresh(token, **change)) == code
    assert body(browser.refresh(token))


def test_a_refresh_can_narrow_scopes(browser: Browser) -> None:
    token = str(body(browser.trade(browser.code(scope="finance.read finance.write")))["refresh_token"])
    assert body(browser.refresh(token, scope="finance.read"))["scope"] == "finance.read"


def test_a_client_with_a_secret_acts_in_its_own_name(browser: Browser) -> None:
    fields = {"grant_type": "client_credentials", "resource": DOOR, "scope": "risk.read"}
    by_basic = body(browser.token(fields, basic=("reporting-agent", secret(browser))))
    by_form = body(browser.token(fields | {"client_id": "reporting-agent", "client_secret": secret(browser)}))
    for tokens in (by_basic, by_form):
        said = claims(tokens["access_token"])
        assert (said["sub"], said["client_id"], said["roles"]) == ("reporting-agent", "reporting-agent", ["agent"])
        assert not {"amr", "acr", "auth_time", "clearance"} & said.keys()
        assert "refresh_token" not in tokens


def test_client_credentials_need_the_secret_a_door_and_modest_scopes(browser: Browser) -> None:
    fields = {"grant_type": "client_credentials", "resource": DOOR}
    assert error(browser.token(fields, basic=("reporting-agent", "wrong"))) == "invalid_client"
    assert error(browser.token(fields | {"client_id": "reporting-agent"})) == "invalid_client"
    assert (
        error(browser.token(fields | {"client_id": "reporting-agent", "client_secret": "x"}, basic=("reporting-agent", secret(browser)))) == "invalid_request"
    )
    assert error(browser.token({"grant_type": "client_credentials"}, basic=("reporting-agent", secret(browser)))) == "invalid_request"
    assert error(browser.token(fields | {"scope": "openid"}, basic=("reporting-agent", secret(browser)))) == "invalid_scope"
    garbage = browser.http.post("/identity/token", data=fields, headers={"Authorization": "Basic %%%"})
    assert (garbage.status_code, error(garbage)) == (401, "invalid_client")
    assert garbage.headers["www-authenticate"].startswith("Basic")


def test_a_refresh_token_is_revoked_with_all_that_came_from_it(browser: Browser) -> None:
    tokens = body(browser.trade(browser.code()))
    fields = {"client_id": "strongroom-cli", "token": str(tokens["refresh_token"])}
    assert browser.http.post("/identity/revoke", data=fields | {"client_id": "strongroom-demo"}).status_code == 200
    assert not browser.revocations.is_revoked(str(claims(tokens["access_token"])["jti"]), "x", 0)
    assert browser.http.post("/identity/revoke", data=fields).status_code == 200
    assert browser.revocations.is_revoked(str(claims(tokens["access_token"])["jti"]), "x", 0)
    assert error(browser.refresh(str(tokens["refresh_token"]))) == "invalid_grant"


def test_an_access_token_is_revoked_by_its_own_client_alone(browser: Browser) -> None:
    token = str(body(browser.trade(browser.code()))["access_token"])
    token_id = str(claims(token)["jti"])
    assert browser.http.post("/identity/revoke", data={"client_id": "strongroom-demo", "token": token}).status_code == 200
    assert not browser.revocations.is_revoked(token_id, "x", 0)
    assert browser.http.post("/identity/revoke", data={"client_id": "strongroom-cli", "token": token}).status_code == 200
    assert browser.revocations.is_revoked(token_id, "x", 0)


def test_an_unknown_token_is_revoked_without_complaint(browser: Browser) -> None:
    assert browser.http.post("/identity/revoke", data={"client_id": "strongroom-cli", "token": "unknown"}).status_code == 200
    assert error(browser.http.post("/identity/revoke", data={"client_id": "unknown", "token": "unknown"})) == "invalid_client"
