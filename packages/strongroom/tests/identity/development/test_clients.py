"""Clients are known beforehand or by the document they publish; redirects are exact but for the port on loopback."""

import json

import pytest
from support.browser import Web
from support.calls import HandClock

from strongroom.core.json import Json
from strongroom.identity.development.clients import Client, Clients, described, document_url, redirect_allowed
from strongroom.identity.development.oauth import OAuthError

URL = "https://app.example/client.json"
GOOD: dict[str, Json] = {"client_id": URL, "client_name": "App", "redirect_uris": ["https://app.example/back", "http://127.0.0.1/cb", "app.example:/cb"]}


@pytest.mark.parametrize(
    "url",
    [
        "http://app.example/client.json",
        "https://app.example",
        "https://app.example/",
        "https://app.example/a/../client.json",
        "https://user@app.example/client.json",
        "https://app.example/client.json#x",
        "https:///client.json",
        "https://app.example:99999/c",
        "ftp://app.example/client.json",
        "unknown-client",
        "https://app.example/" + "x" * 600,
        "",
    ],
)
async def test_an_id_that_is_no_document_url_is_never_fetched(url: str, clock: HandClock) -> None:
    web = Web()
    assert not document_url(url)
    with pytest.raises(OAuthError, match="unknown"):
        await Clients([], web, clock).find(url)
    assert web.asked == []


@pytest.mark.parametrize("url", [URL, "http://127.0.0.1:9000/c", "http://localhost/c", "http://[::1]:1/c"])
async def test_a_document_is_fetched_once_in_five_minutes(url: str, clock: HandClock) -> None:
    web = Web()
    web.documents[url] = GOOD | {"client_id": url}
    clients = Clients([], web, clock)
    assert (await clients.find(url)).name == "App"
    clock.time += 299
    await clients.find(url)
    assert web.asked == [url]
    clock.time += 1
    await clients.find(url)
    assert len(web.asked) == 2


async def test_a_document_that_cannot_be_had_is_not_asked_for_again_at_once(clock: HandClock) -> None:
    web = Web()
    clients = Clients([], web, clock)
    for _ in range(3):
        with pytest.raises(OAuthError, match="cannot be had"):
            await clients.find(URL)
    assert web.asked == [URL]


@pytest.mark.control("IDN-08")
@pytest.mark.parametrize(
    "change",
    [
        {"client_id": URL + "x"},
        {"client_id": None},
        {"client_name": ""},
        {"client_name": "x" * 101},
        {"client_name": "App\u202e"},
        {"redirect_uris": []},
        {"redirect_uris": "https://app.example/back"},
        {"redirect_uris": [f"https://app.example/{n}" for n in range(17)]},
        {"redirect_uris": ["javascript:alert(1)"]},
        {"redirect_uris": ["http://app.example/back"]},
        {"redirect_uris": ["https://app.example/back", 7]},
        {"token_endpoint_auth_method": "client_secret_post"},
        {"client_secret": "s"},
    ],
)
def test_a_document_that_is_wrong_or_wants_too_much_is_refused(change: dict[str, Json]) -> None:
    assert described(json.dumps(GOOD).encode(), URL).id == URL
    with pytest.raises(ValueError, match="document|redirect|public"):
        described(json.dumps(GOOD | change).encode(), URL)


@pytest.mark.parametrize(
    "uri",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc",
        "http://app.example/cb",
        "https://a b/cb",
        "https://u@app.example/",
        "https://app.example/#f",
        "https://*.example/cb",
        "/cb",
        "",
        "https://app.example\\@evil.example/",
    ],
)
def test_browsers_are_not_sent_to_dangerous_places(uri: str) -> None:
    assert not redirect_allowed(uri)


LOOPBACK = Client("c", "C", ("http://127.0.0.1/callback", "https://app.example/back"))


@pytest.mark.parametrize(
    ("uri", "good"),
    [
        ("http://127.0.0.1/callback", True),
        ("http://127.0.0.1:8123/callback", True),
        ("https://app.example/back", True),
        ("http://127.0.0.1:8123/callback/", False),
        ("http://127.0.0.1:8123/callback?x=1", False),
        ("http://127.0.0.1:8123/callback#x", False),
        ("http://localhost:8123/callback", False),
        ("https://127.0.0.1:8123/callback", False),
        ("http://127.0.0.1:8123@evil.example/callback", False),
        ("http://127.0.0.1:99999/callback", False),
        ("https://app.example:444/back", False),
        ("https://app.example/back/", False),
        ("https://APP.example/back", False),
        ("https://app.example/back?x=1", False),
        ("", False),
    ],
)
def test_redirects_are_exact_but_for_the_port_on_loopback(uri: str, *, good: bool) -> None:
    assert LOOPBACK.redirects_to(uri) is good


async def test_a_secret_is_compared_and_never_shown(clock: HandClock) -> None:
    known = Client("agent", "Agent", secret="s3cret-s3cret")
    clients = Clients([known, Client("cli", "CLI")], Web(), clock)
    assert await clients.authenticated("agent", "s3cret-s3cret") is known
    for name, secret in [("agent", ""), ("agent", "wrong"), ("cli", "surprise")]:
        with pytest.raises(OAuthError) as error:
            await clients.authenticated(name, secret)
        assert (error.value.code, error.value.status) == ("invalid_client", 401)
    assert "s3cret" not in repr(known)
