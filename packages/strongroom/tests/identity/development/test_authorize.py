"""The authorize endpoint: what it asks of a request, of a form, and what it sends back."""

import pytest
from support.browser import DOOR, ISSUER, REDIRECT, Browser, back, body

from strongroom.identity.development.clients import Client


def test_a_user_signs_in_and_goes_back_with_a_code(browser: Browser) -> None:
    went = back(browser.enter(browser.form()))
    assert went.uri == REDIRECT
    assert set(went.members) == {"code", "state", "iss"}
    assert (went.members["state"], went.members["iss"]) == ("s-1", ISSUER)


@pytest.mark.parametrize(
    "change",
    [
        {"client_id": "unknown"},
        {"client_id": "http://thief.example/client"},
        {"redirect_uri": "https://thief.example/callback"},
        {"redirect_uri": "http://127.0.0.1:55555/other"},
        {"redirect_uri": "http://127.0.0.1:55555/callback#x"},
        {"redirect_uri": "javascript:alert(1)"},
        {"client_id": "reporting-agent"},
    ],
)
def test_with_an_unknown_client_or_redirect_nobody_is_sent_anywhere(change: dict[str, str], browser: Browser) -> None:
    said = browser.ask(**change)
    assert said.status_code == 400
    assert "location" not in said.headers


@pytest.mark.parametrize("missing", ["client_id", "redirect_uri"])
def test_without_client_or_redirect_nobody_is_sent_anywhere(missing: str, browser: Browser) -> None:
    assert browser.ask(without=(missing,)).status_code == 400


def test_a_repeated_parameter_is_refused(browser: Browser) -> None:
    said = browser.http.get(f"/identity/authorize?client_id=strongroom-cli&client_id=strongroom-cli&redirect_uri={REDIRECT}")
    assert said.status_code == 400
    assert "repeated" in said.text


@pytest.mark.parametrize(
    ("missing", "change", "code"),
    [
        (("code_challenge",), {}, "invalid_request"),
        (("code_challenge_method",), {}, "invalid_request"),
        ((), {"code_challenge_method": "plain"}, "invalid_request"),
        ((), {"code_challenge": "short"}, "invalid_request"),
        ((), {"code_challenge": "=" * 43}, "invalid_request"),
        ((), {"code_challenge": "a" * 44}, "invalid_request"),
        (("resource",), {}, "invalid_request"),
        ((), {"resource": "https://elsewhere.example/mcp"}, "invalid_target"),
        ((), {"resource": DOOR + "/"}, "invalid_target"),
        (("response_type",), {}, "invalid_request"),
        ((), {"response_type": "token"}, "unsupported_response_type"),
        ((), {"response_type": "code id_token"}, "unsupported_response_type"),
        ((), {"scope": "admin"}, "invalid_scope"),
        ((), {"request": "eyJ"}, "request_not_supported"),
        ((), {"request_uri": "https://thief.example/r"}, "request_not_supported"),
        ((), {"prompt": "none"}, "login_required"),
        ((), {"max_age": "-1"}, "invalid_request"),
        ((), {"acr_values": "9"}, "unmet_authentication_requirements"),
    ],
)
def test_a_wrong_request_goes_back_with_its_error_and_our_name(missing: tuple[str, ...], change: dict[str, str], code: str, browser: Browser) -> None:
    went = back(browser.ask(without=missing, **change))
    assert went.uri == REDIRECT
    assert (went.members["error"], went.members["state"], went.members["iss"]) == (code, "s-1", ISSUER)


def test_a_client_without_the_code_grant_gets_none(browser: Browser) -> None:
    known = Client("service", "Service", ("http://127.0.0.1/callback",), frozenset({"client_credentials"}))
    browser.provider._authorize._clients._known["service"] = known
    assert back(browser.ask(client_id="service")).members["error"] == "unauthorized_client"


def test_a_client_document_is_enough_to_sign_in(browser: Browser) -> None:
    url = "https://app.example/client.json"
    browser.web.documents[url] = {"client_id": url, "client_name": "Some App", "redirect_uris": ["http://127.0.0.1/cb"]}
    shown = browser.ask(client_id=url, redirect_uri="http://127.0.0.1:7777/cb")
    assert "Some App" in shown.text
    assert "http://127.0.0.1:7777" in shown.text
    went = back(browser.enter(browser.form(client_id=url, redirect_uri="http://127.0.0.1:7777/cb")))
    token = body(browser.trade(went.members["code"], client_id=url, redirect_uri="http://127.0.0.1:7777/cb"))
    assert token["token_type"] == "Bearer"


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://thief.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}]
)
def test_a_form_from_another_site_is_refused(headers: dict[str, str], browser: Browser) -> None:
    said = browser.enter(browser.form(), headers=headers)
    assert said.status_code == 403
    assert "location" not in said.headers


def test_a_form_from_our_own_page_is_accepted(browser: Browser) -> None:
    assert browser.enter(browser.form(), headers={"Origin": "http://127.0.0.1:8080", "Sec-Fetch-Site": "same-origin"}).status_code == 303


@pytest.mark.parametrize("form", ["", "guessed", "' OR 1=1"])
def test_a_form_that_was_not_handed_out_is_refused(form: str, browser: Browser) -> None:
    assert browser.enter(form).status_code == 400


def test_a_form_works_once(browser: Browser) -> None:
    form = browser.form()
    assert browser.enter(form).status_code == 303
    assert browser.enter(form).status_code == 400


def test_a_wrong_password_shows_the_form_again_and_does_not_say_what_was_wrong(browser: Browser) -> None:
    form = browser.form()
    messages = set()
    for username, password in (("rita", "wrong"), ("nobody", "wrong")):
        said = browser.enter(form, username=username, password=password)
        assert said.status_code == 401
        messages.add(said.text.replace(username, ""))
    assert len(messages) == 1
    assert browser.enter(form).status_code == 303


def test_after_five_wrong_tries_even_the_right_password_waits(browser: Browser) -> None:
    for _ in range(5):
        assert browser.enter(browser.form(), password="wrong").status_code == 401
    assert browser.enter(browser.form()).status_code == 429
    browser.clock.time += 301
    assert browser.enter(browser.form()).status_code == 303


def test_stepping_up_needs_the_second_factor(browser: Browser) -> None:
    form = browser.form(acr_values="2", max_age="0")
    assert browser.enter(form).status_code == 401
    assert browser.enter(form, code=browser.one_time_code()).status_code == 303


def test_a_one_time_code_signs_in_once(browser: Browser) -> None:
    code = browser.one_time_code()
    assert browser.enter(browser.form(), code=code).status_code == 303
    assert browser.enter(browser.form(), code=code).status_code == 401


def test_a_password_never_appears_in_an_answer(browser: Browser) -> None:
    said = browser.enter(browser.form(), password="planted-password", code="999999")
    assert "planted-password" not in said.text
    assert "999999" not in said.text
