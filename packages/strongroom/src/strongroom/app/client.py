"""A real MCP client at Strongroom's own door, signed in as a user of the development identity provider: for `strongroom call` and the demonstration."""

import json
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from time import time
from typing import cast

import httpx2
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared._httpx_utils import create_mcp_http_client
from mcp.types import RequestParamsMeta

from strongroom.app.running import identity_url
from strongroom.app.settings import Settings
from strongroom.app.users import SignInError, user_of
from strongroom.identity.development.login import LoginError, Tokens, Wish, login
from strongroom.identity.development.resources import SCOPES as GRANTED
from strongroom.identity.development.users import User

SCOPES = tuple(sorted(name for name in GRANTED if "." in name))
"""A person at the command line may be asked for any of them; what they may do with it is for policy to say."""
_SOON = 30.0
CALL = "strongroom-call"
PURPOSE = "strongroom/purpose"
_KEPT = "command-line-tokens.json"


async def sign_in(user: User, issuer: str, resource: str, *, second_factor: bool = True, scopes: Sequence[str] = SCOPES) -> Tokens:
    """Walk the whole code flow as `user`; with `second_factor`, a one-time code is given too."""
    wish = Wish(
        issuer=issuer,
        username=user.username,
        password=user.password,
        totp_secret=user.totp_secret if second_factor else "",
        resource=resource,
        scopes=tuple(scopes),
    )
    return await login(wish)


async def kept_token(state: Path, user: User, issuer: str, resource: str) -> str:
    """A token for `user`, kept in the state folder (mode 0600) while it lives: a one-time code serves once, and commands come in quick succession."""
    path = state / _KEPT
    kept = _read(path)
    name = f"{user.username} {resource}"
    found = kept.get(name)
    if found is not None and found[1] > time() + _SOON:
        return found[0]
    tokens = await sign_in(user, issuer, resource)
    kept[name] = (tokens.access_token, tokens.expires_at)
    _write(path, kept)
    return tokens.access_token


def door_of(settings: Settings, server: str) -> str:
    """The door of one server, or with an empty name the door to all."""
    return f"{settings.edge.public_url}/mcp/{server}" if server else f"{settings.edge.public_url}/mcp"


async def signed_in(settings: Settings, name: str, door: str) -> str:
    """A token for the development user `name` at `door`. Raises SignInError, which says what to do."""
    try:
        return await kept_token(settings.state, user_of(settings.state, name), identity_url(settings), door)
    except OSError as error:
        raise SignInError(nobody_answers(settings, error.strerror or str(error))) from None
    except LoginError as refused:
        message = f"{name} cannot be signed in: {refused} A one-time code serves once, so wait half a minute and try again."
        raise SignInError(message) from None


def nobody_answers(settings: Settings, why: str) -> str:
    """The sentence for somebody who calls a Strongroom that does not run."""
    return f"nobody answers at {settings.edge.public_url} ({why}); start `strongroom up` with the same configuration"


class Caller:
    """The official client at one door, under one bearer token; remembers the id under which the last call was sealed."""

    def __init__(self, door: str, token: str, *, mode: str = "auto") -> None:
        self._door = door
        self._token = token
        self._mode = mode
        self.last_call = ""

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[Client]:
        """A connection."""
        async with create_mcp_http_client({"authorization": f"Bearer {self._token}"}) as http:
            http.event_hooks["response"].append(self._note)
            async with Client(streamable_http_client(self._door, http_client=http), mode=self._mode) as client:
                yield client

    @staticmethod
    def meta(purpose: str) -> RequestParamsMeta | None:
        """The `_meta` of a call that states a purpose."""
        return cast("RequestParamsMeta", {PURPOSE: purpose}) if purpose else None

    async def _note(self, response: httpx2.Response) -> None:
        self.last_call = response.headers.get(CALL, self.last_call)


def _read(path: Path) -> dict[str, tuple[str, float]]:
    try:
        return {name: (str(token), float(until)) for name, (token, until) in json.loads(path.read_text()).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _write(path: Path, kept: dict[str, tuple[str, float]]) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump({name: one for name, one in kept.items() if one[1] > time()}, file)
    draft.replace(path)
