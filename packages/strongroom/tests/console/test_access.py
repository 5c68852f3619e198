"""Who may look."""

import pytest
from starlette.requests import HTTPConnection
from support.console import Stand

from strongroom.console.access import COOKIE, SESSION_SECONDS, Openness, Viewer


def connection(host: str = "127.0.0.1", **headers: str) -> HTTPConnection:
    return HTTPConnection({"type": "http", "client": (host, 5), "headers": [(name.encode(), value.encode()) for name, value in headers.items()]})


@pytest.mark.parametrize(
    ("host", "may"), [("127.0.0.1", True), ("::1", True), ("127.8.8.8", True), ("10.0.0.5", False), ("", False), ("localhost.example", False)]
)
async def test_the_open_console_is_open_to_this_machine_alone(stand: Stand, host: str, *, may: bool) -> None:
    assert (await stand.access(Openness.LOOPBACK).viewer(connection(host)) is not None) is may


async def test_a_connection_without_a_peer_is_nobody(stand: Stand) -> None:
    assert await stand.access(Openness.LOOPBACK).viewer(HTTPConnection({"type": "http", "client": None, "headers": []})) is None


async def test_without_a_token_nobody_looks_not_even_from_this_machine(stand: Stand) -> None:
    assert await stand.access().viewer(connection()) is None


@pytest.mark.parametrize(("token", "may"), [("aud", True), ("adm", True), ("tra", False), ("unknown", False), ("x" * 20_000, False)])
async def test_a_bearer_token_needs_a_role(stand: Stand, token: str, *, may: bool) -> None:
    viewer = await stand.access().viewer(connection(authorization=f"Bearer {token}"))
    assert viewer == (Viewer(f"Name of {token}") if may else None)


async def test_a_session_is_sealed_and_ends(stand: Stand) -> None:
    access = stand.access()
    cookie, seconds = access.session(stand.people["aud"])
    assert seconds == 600 < SESSION_SECONDS
    assert await access.viewer(connection(cookie=f"{COOKIE}={cookie}")) == Viewer("Name of aud")
    stand.clock.time += 601
    assert await access.viewer(connection(cookie=f"{COOKIE}={cookie}")) is None


@pytest.mark.parametrize("cookie", ["", "forged", "5b5d", "x" * 5_000])
async def test_a_cookie_that_was_not_sealed_here_is_nobody(stand: Stand, cookie: str) -> None:
    assert await stand.access().viewer(connection(cookie=f"{COOKIE}={cookie}")) is None


async def test_a_bad_bearer_is_not_saved_by_a_good_cookie(stand: Stand) -> None:
    cookie, _ = stand.access().session(stand.people["aud"])
    assert await stand.access().viewer(connection(authorization="Bearer tra", cookie=f"{COOKIE}={cookie}")) is None
