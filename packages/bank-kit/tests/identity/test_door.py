"""The door: who is turned away learns where to ask for a token, and nothing else."""

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from bank_kit.identity.caller import Caller
from bank_kit.identity.door import CALLER_KEY, DoorSign, OpenDoor, TokenDoor
from bank_kit.identity.tokens import TokenVerifier
from bank_kit.testing import AUDIENCE, ISSUER, Issuer

SIGN = DoorSign(server="test-server", audience=AUDIENCE, issuer=ISSUER, scopes=("test.read",))


class _Inside:
    """Remembers who came in."""

    def __init__(self) -> None:
        self.callers: list[Caller] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.callers.append(scope[CALLER_KEY])
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})


async def _post(door: TokenDoor | OpenDoor, headers: list[tuple[str, str]]) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=door), base_url="http://127.0.0.1:9999") as client:
        return await client.post("/mcp", headers=headers, content=b"{}")


async def test_a_good_token_opens_the_door_and_travels_as_a_caller(issuer: Issuer, verifier: TokenVerifier) -> None:
    inside = _Inside()
    response = await _post(TokenDoor(inside, SIGN, verifier), [("authorization", f"bearer {issuer.token()}")])
    assert response.status_code == 204
    assert [caller.subject for caller in inside.callers] == ["anna"]


@pytest.mark.parametrize("headers", [[], [("authorization", "Basic YTpi")], [("authorization", "Bearer")], [("authorization", "Bearer  ")]])
async def test_without_a_token_the_challenge_names_metadata_and_scope(verifier: TokenVerifier, headers: list[tuple[str, str]]) -> None:
    inside = _Inside()
    response = await _post(TokenDoor(inside, SIGN, verifier), headers)
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == (
        'Bearer resource_metadata="http://127.0.0.1:9999/.well-known/oauth-protected-resource/mcp", scope="test.read"'
    )
    assert inside.callers == []


async def test_a_bad_token_is_told_why_and_not_repeated(issuer: Issuer, verifier: TokenVerifier) -> None:
    token = issuer.token(aud="https://other.example")
    response = await _post(TokenDoor(_Inside(), SIGN, verifier), [("authorization", f"Bearer {token}")])
    assert response.status_code == 401
    assert 'error="invalid_token"' in response.headers["www-authenticate"]
    assert token not in response.text


async def test_two_authorization_headers_are_refused(issuer: Issuer, verifier: TokenVerifier) -> None:
    token = f"Bearer {issuer.token()}"
    assert (await _post(TokenDoor(_Inside(), SIGN, verifier), [("authorization", token), ("authorization", token)])).status_code == 401


async def test_a_websocket_is_not_served(verifier: TokenVerifier) -> None:
    inside = _Inside()

    async def receive() -> dict[str, object]:
        raise AssertionError("nothing is read")

    async def send(_: object) -> None:
        raise AssertionError("nothing is sent")

    await TokenDoor(inside, SIGN, verifier)({"type": "websocket", "path": "/mcp", "headers": []}, receive, send)
    assert inside.callers == []


async def test_the_metadata_tells_where_tokens_come_from(verifier: TokenVerifier) -> None:
    door = TokenDoor(_Inside(), SIGN, verifier)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=door), base_url="http://127.0.0.1:9999") as client:
        answer = (await client.get("/.well-known/oauth-protected-resource/mcp")).json()
    assert answer == {"resource": AUDIENCE, "authorization_servers": [ISSUER], "scopes_supported": ["test.read"], "bearer_methods_supported": ["header"]}


async def test_an_open_door_makes_everybody_the_same_caller(caller: Caller) -> None:
    inside = _Inside()
    assert (await _post(OpenDoor(inside, SIGN, caller), [])).status_code == 204
    assert inside.callers == [caller]
