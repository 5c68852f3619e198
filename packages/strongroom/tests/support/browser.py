"""A browser and a client in one, for the development identity provider: walks the code flow step by step, each step changeable."""

import json
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, urlsplit

from starlette.testclient import TestClient
from support.calls import HandClock

from strongroom.core.json import JsonObject
from strongroom.identity.development.oauth import challenge
from strongroom.identity.development.provider import DevelopmentIdentityProvider, ProviderPlace
from strongroom.identity.development.sign_in import STEP_SECONDS, one_time_code
from strongroom.identity.development.users import directory
from strongroom.identity.embedded import EmbeddedRevocations
from strongroom.identity.port import Fetched

ORIGIN = "http://127.0.0.1:8080"
ISSUER = f"{ORIGIN}/identity"
DOOR = f"{ORIGIN}/mcp"
VERIFIER = "v" * 43
REDIRECT = "http://127.0.0.1:55555/callback"


class CountingEntropy:
    """Bytes nobody guesses in a test: each call gives other ones, the same in each run."""

    def __init__(self) -> None:
        self.given = 0

    def bytes(self, count: int) -> bytes:
        self.given += 1
        return self.given.to_bytes(4, "big").rjust(count, b"\x5a")


class Web:
    """What a client's document URL answers."""

    def __init__(self) -> None:
        self.documents: dict[str, object] = {}
        self.asked: list[str] = []

    async def get(self, url: str, max_bytes: int) -> Fetched:
        self.asked.append(url)
        if url not in self.documents:
            raise OSError("nobody there")
        return Fetched(json.dumps(self.documents[url]).encode())


class Said(Protocol):
    """What a test looks at in an answer."""

    @property
    def status_code(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def headers(self) -> Mapping[str, str]: ...


@dataclass(frozen=True, slots=True)
class Back:
    """Where the browser was sent, and with which members."""

    uri: str
    members: dict[str, str]


class Browser:
    """Talks to a provider in `state` through its ASGI application."""

    def __init__(self, state: Path, clock: HandClock) -> None:
        self.clock = clock
        self.web = Web()
        self.revocations = EmbeddedRevocations(state / "identity.sqlite", clock)
        place = ProviderPlace(issuer=ISSUER, state=state, profile="test", host="127.0.0.1")
        self.provider = DevelopmentIdentityProvider(place, self.revocations, clock, fetch=self.web, entropy=CountingEntropy())
        self.people = directory(state, CountingEntropy())
        self.http = TestClient(self.provider.app, base_url=ORIGIN, follow_redirects=False)

    def ask(self, without: Sequence[str] = (), **changed: str) -> Said:
        """GET /authorize with a good request, changed."""
        good = {
            "response_type": "code",
            "client_id": "strongroom-cli",
            "redirect_uri": REDIRECT,
            "resource": DOOR,
            "scope": "finance.read",
            "state": "s-1",
            "code_challenge": challenge(VERIFIER),
            "code_challenge_method": "S256",
        }
        return self.http.get("/identity/authorize", params={name: value for name, value in (good | changed).items() if name not in without})

    def form(self, **changed: str) -> str:
        """The name of the form that was shown."""
        found = re.search(r'name="form" value="([^"]+)"', self.ask(**changed).text)
        assert found is not None
        return found[1]

    def enter(self, form: str, *, username: str = "rita", password: str | None = None, code: str = "", headers: Mapping[str, str] | None = None) -> Said:
        """POST the form; the password is right unless given."""
        right = self.people.users[username].password if username in self.people.users else ""
        fields = {"form": form, "username": username, "password": right if password is None else password, "code": code}
        return self.http.post("/identity/authorize", data=fields, headers=dict(headers or {}))

    def one_time_code(self, username: str = "rita", *, steps: int = 0) -> str:
        """The code of now, or of some steps away."""
        return one_time_code(self.people.users[username].totp_secret, int(self.clock.now()) // STEP_SECONDS + steps)

    def code(self, *, username: str = "rita", otp: str = "", **changed: str) -> str:
        """An authorization code."""
        return back(self.enter(self.form(**changed), username=username, code=otp)).members["code"]

    def trade(self, code: str, /, without: Sequence[str] = (), **changed: str) -> Said:
        """POST /token with a code."""
        good = {"grant_type": "authorization_code", "code": code, "code_verifier": VERIFIER, "client_id": "strongroom-cli", "redirect_uri": REDIRECT}
        return self.token({name: value for name, value in (good | {"resource": DOOR} | changed).items() if name not in without})

    def token(self, fields: Mapping[str, str], *, basic: tuple[str, str] | None = None) -> Said:
        """POST /token."""
        headers = {"Authorization": "Basic " + b64encode(":".join(basic).encode()).decode()} if basic else {}
        return self.http.post("/identity/token", data=dict(fields), headers=headers)

    def refresh(self, token: str, **changed: str) -> Said:
        """POST /token with a refresh token."""
        return self.token({"grant_type": "refresh_token", "refresh_token": token, "client_id": "strongroom-cli"} | changed)


def back(said: Said) -> Back:
    """Where an answer sends the browser."""
    assert said.status_code == 303, said.text
    parts = urlsplit(said.headers["location"])
    members = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return Back(f"{parts.scheme}://{parts.netloc}{parts.path}", members)


def body(said: Said) -> JsonObject:
    """The JSON of an answer that went well."""
    assert said.status_code == 200, said.text
    parsed: JsonObject = json.loads(said.text)
    return parsed


def error(said: Said) -> str:
    """The error code of an answer that did not."""
    assert said.status_code >= 400, said.text
    return str(json.loads(said.text)["error"])
