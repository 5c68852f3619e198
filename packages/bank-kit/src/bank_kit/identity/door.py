"""The door in front of the HTTP server: health and resource metadata for anybody, everything else for a verified caller only."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from mcp.server.auth.provider import AccessToken
from starlette.types import ASGIApp, Receive, Scope, Send

from bank_kit.identity.caller import Caller, TokenRefusedError
from bank_kit.identity.tokens import TokenVerifier

CALLER_KEY = "bank_kit.caller"
METADATA_PREFIX = "/.well-known/oauth-protected-resource"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorSign:
    """What the door says about itself: RFC 9728 metadata and the health answer."""

    server: str
    audience: str
    issuer: str
    scopes: tuple[str, ...]

    @property
    def metadata_url(self) -> str:
        """Where the metadata of this resource stands: the well-known path inserted before the resource's own."""
        parts = urlsplit(self.audience)
        return f"{parts.scheme}://{parts.netloc}{METADATA_PREFIX}{parts.path.rstrip('/')}"

    def metadata(self) -> Mapping[str, object]:
        """The protected-resource metadata document."""
        return {
            "resource": self.audience,
            "authorization_servers": [self.issuer],
            "scopes_supported": list(self.scopes),
            "bearer_methods_supported": ["header"],
        }


class OpenDoor:
    """Health for anybody, and every request as one fixed caller: for tests on loopback only."""

    def __init__(self, app: ASGIApp, sign: DoorSign, caller: Caller) -> None:
        self._app = app
        self._sign = sign
        self._caller = caller

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One ASGI connection."""
        if scope["type"] == "http":
            if await _answered(scope, send, self._sign):
                return
            _admit(scope, self._caller, token="")
        await self._app(scope, receive, send)


class TokenDoor:
    """Lets a request in only with a bearer token that `verifier` accepts; the caller travels in the scope."""

    def __init__(self, app: ASGIApp, sign: DoorSign, verifier: TokenVerifier) -> None:
        self._app = app
        self._sign = sign
        self._verifier = verifier

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One ASGI connection."""
        if scope["type"] == "http":
            if await _answered(scope, send, self._sign):
                return
            try:
                token = _bearer(scope)
                caller = await self._verifier.verify(token)
            except TokenRefusedError as refusal:
                await self._challenge(send, str(refusal))
                return
            except _NoTokenError:
                await self._challenge(send, None)
                return
            _admit(scope, caller, token=token)
        elif scope["type"] != "lifespan":
            return
        await self._app(scope, receive, send)

    async def _challenge(self, send: Send, reason: str | None) -> None:
        fault = f'error="invalid_token", error_description="{reason}", ' if reason else ""
        challenge = f'Bearer {fault}resource_metadata="{self._sign.metadata_url}", scope="{" ".join(self._sign.scopes)}"'
        body = {"error": "invalid_token" if reason else "unauthorized", "error_description": reason or "a bearer token is required"}
        await _reply(send, 401, body, ((b"www-authenticate", challenge.encode()),))


class _NoTokenError(Exception):
    """The request carries no bearer token at all."""


def _bearer(scope: Scope) -> str:
    values: list[bytes] = [value for name, value in scope["headers"] if name == b"authorization"]
    if not values:
        raise _NoTokenError
    if len(values) > 1:
        raise TokenRefusedError("more than one Authorization header")
    scheme, _, token = values[0].decode("latin-1").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise _NoTokenError
    return token.strip()


def _admit(scope: Scope, caller: Caller, *, token: str) -> None:
    scope[CALLER_KEY] = caller
    # The SDK binds its sessions to this user, so that a stolen session id is worth nothing with another token.
    access = AccessToken(token=token, client_id=caller.client, scopes=sorted(caller.scopes), subject=caller.subject, claims={"iss": caller.issuer})
    scope["user"] = AuthenticatedUser(access)


async def _answered(scope: Scope, send: Send, sign: DoorSign) -> bool:
    path: str = scope["path"]
    if scope["method"] not in {"GET", "HEAD"}:
        return False
    if path == "/healthz":
        await _reply(send, 200, {"status": "ok", "server": sign.server})
        return True
    if sign.audience and path in {METADATA_PREFIX, urlsplit(sign.metadata_url).path}:
        await _reply(send, 200, sign.metadata())
        return True
    return False


async def _reply(send: Send, status: int, body: Mapping[str, object], extra: tuple[tuple[bytes, bytes], ...] = ()) -> None:
    content = json.dumps(body).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(content)).encode()), (b"cache-control", b"no-store"), *extra]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})
