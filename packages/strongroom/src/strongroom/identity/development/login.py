"""Signs in without a browser, by really walking the code flow over HTTP: for the demo, the command line and tests.

Above: app.
Below: the standard library.
Does not know: the provider's insides; it reads the metadata and the form like anybody else.
"""

import asyncio
import http.client
import json
import re
import secrets
import time
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit

from strongroom.core.json import Json
from strongroom.identity.development.oauth import challenge
from strongroom.identity.development.sign_in import STEP_SECONDS, one_time_code

CLIENT_ID = "strongroom-cli"
REDIRECT_URI = "http://127.0.0.1/callback"
_TIMEOUT_SECONDS = 10.0
_LARGEST_ANSWER = 256 * 1024
_FORM = re.compile(r'name="form" value="([^"]+)"')
_PROBLEM = re.compile(r'role="alert">([^<]+)<')


class LoginError(Exception):
    """The provider did not sign the user in; the message is its own sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Who signs in at `issuer`, for which door and scopes. With a `totp_secret` (base32) a one-time code is given too."""

    issuer: str
    username: str
    password: str = field(repr=False)
    resource: str
    scopes: tuple[str, ...] = ()
    totp_secret: str = field(default="", repr=False)
    acr_values: str = ""
    client_id: str = CLIENT_ID
    redirect_uri: str = REDIRECT_URI


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the provider gave; `expires_at` in epoch seconds."""

    access_token: str = field(repr=False)
    expires_at: float
    refresh_token: str = field(default="", repr=False)


async def login(wish: Wish) -> Tokens:
    """Walk metadata, authorize, form, code and token on a thread. Raises LoginError, or OSError where nobody listens."""
    return await asyncio.to_thread(login_now, wish)


def login_now(wish: Wish) -> Tokens:
    """The same, for callers without an event loop."""
    metadata = _json(_ask("GET", _metadata_url(wish.issuer)))
    if metadata.get("issuer") != wish.issuer:
        raise LoginError("The metadata names another issuer.")
    verifier, state = secrets.token_urlsafe(48), secrets.token_urlsafe(16)
    query = {
        "response_type": "code",
        "client_id": wish.client_id,
        "redirect_uri": wish.redirect_uri,
        "scope": " ".join(wish.scopes),
        "resource": wish.resource,
        "state": state,
        "code_challenge": challenge(verifier),
        "code_challenge_method": "S256",
        "acr_values": wish.acr_values,
    }
    endpoint = str(metadata["authorization_endpoint"])
    shown = _ask("GET", f"{endpoint}?{urlencode({name: value for name, value in query.items() if value})}")
    form = _FORM.search(shown.text)
    if form is None:
        raise LoginError(_sentence(shown))
    tried = _enter(wish, endpoint, unescape(form[1]))
    back = _returned(tried, state, wish.issuer)
    trade = {"grant_type": "authorization_code", "code": back, "code_verifier": verifier, "client_id": wish.client_id}
    got = _json(_ask("POST", str(metadata["token_endpoint"]), trade | {"redirect_uri": wish.redirect_uri, "resource": wish.resource}))
    return Tokens(str(got["access_token"]), time.time() + float(str(got["expires_in"])), str(got.get("refresh_token", "")))


@dataclass(frozen=True, slots=True)
class _Said:
    status: int
    text: str
    location: str


def _enter(wish: Wish, endpoint: str, form: str) -> _Said:
    """Fill the form in. Where this half minute's code was used already, the next one is good too (RFC 6238 section 5.2)."""
    here = int(time.time()) // STEP_SECONDS
    said = _Said(0, "", "")
    for code in [one_time_code(wish.totp_secret, here + ahead) for ahead in (0, 1)] if wish.totp_secret else [""]:
        said = _ask("POST", endpoint, {"form": form, "username": wish.username, "password": wish.password, "code": code})
        if said.status == 303:
            break
    return said


def _returned(said: _Said, state: str, issuer: str) -> str:
    """The code on the way back, its state and issuer checked (RFC 9207). Raises LoginError."""
    if said.status != 303:
        raise LoginError(_sentence(said))
    members = parse_qs(urlsplit(said.location).query)
    if members.get("state") != [state] or members.get("iss") != [issuer]:
        raise LoginError("The answer is for another request or from another issuer.")
    if "code" not in members:
        raise LoginError(members.get("error_description", ["no code"])[0])
    return members["code"][0]


def _metadata_url(issuer: str) -> str:
    parts = urlsplit(issuer)
    return f"{parts.scheme}://{parts.netloc}/.well-known/oauth-authorization-server{parts.path.rstrip('/')}"


def _ask(method: str, url: str, fields: dict[str, str] | None = None) -> _Said:
    """One request, no redirects followed, no proxy, no cookies."""
    parts = urlsplit(url)
    made = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = made(parts.netloc, timeout=_TIMEOUT_SECONDS)
    headers = {"Content-Type": "application/x-www-form-urlencoded"} if fields is not None else {}
    try:
        connection.request(method, parts.path + (f"?{parts.query}" if parts.query else ""), urlencode(fields) if fields is not None else None, headers)
        response = connection.getresponse()
        return _Said(response.status, response.read(_LARGEST_ANSWER).decode("utf-8", "replace"), response.headers.get("Location", ""))
    except http.client.HTTPException as error:
        raise OSError(f"The answer is no HTTP: {type(error).__name__}.") from None
    finally:
        connection.close()


def _json(said: _Said) -> dict[str, Json]:
    try:
        parsed: Json = json.loads(said.text)
    except ValueError:
        parsed = None
    if said.status != 200 or not isinstance(parsed, dict):
        raise LoginError(_sentence(said))
    return parsed


def _sentence(said: _Said) -> str:
    """What the provider said went wrong, for a person."""
    found = _PROBLEM.search(said.text)
    if found is not None:
        return unescape(found[1])
    if said.location:
        return parse_qs(urlsplit(said.location).query).get("error_description", ["It redirected without a reason."])[0]
    try:
        return str(json.loads(said.text)["error_description"])
    except (ValueError, KeyError, TypeError):
        return f"It answered with HTTP status {said.status}."
