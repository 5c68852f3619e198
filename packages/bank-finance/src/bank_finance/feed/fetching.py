"""Deliveries over HTTP: https, or http on loopback; no redirect, no proxy, bounded in size and time. Blocking: for a worker, never for an event loop."""

import asyncio
from urllib.parse import urlsplit

import httpx2

from bank_finance.feed.delivery import MAX_BYTES, MAX_SECONDS, exceeded
from bank_kit.failures import FailureCode, ToolFailureError

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
STEP_SECONDS = 10.0
"""For connecting and for each read."""


def fetch(url: str, *, max_bytes: int = MAX_BYTES, max_seconds: float = MAX_SECONDS) -> bytes:
    """The body at `url`; `max_seconds` bounds the whole exchange, however slowly it drips.

    Errors: INVALID_ARGUMENT for a URL we do not call, UNAVAILABLE when it does not answer 200, LIMIT_EXCEEDED beyond size or time.
    """
    _check(url)
    try:
        return asyncio.run(asyncio.wait_for(_body(url, max_bytes), max_seconds))
    except TimeoutError:
        raise exceeded("the source takes too long", f"{max_seconds:g} seconds") from None
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise _unavailable(f"the source cannot be had ({type(error).__name__})") from None


async def _body(url: str, max_bytes: int) -> bytes:
    body = bytearray()
    async with (
        httpx2.AsyncClient(follow_redirects=False, trust_env=False, timeout=STEP_SECONDS) as client,
        client.stream("GET", url, headers={"Accept-Encoding": "identity"}) as answer,
    ):
        if answer.status_code != 200:
            raise _unavailable(f"the source answered with status {answer.status_code}")
        async for piece in answer.aiter_raw(65536):
            body += piece
            if len(body) > max_bytes:
                raise exceeded("the delivery is too large", f"{max_bytes} bytes")
    return bytes(body)


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        allowed = bool(parts.hostname) and parts.username is None and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK))
    except ValueError:
        allowed = False
    if not allowed:
        raise ToolFailureError(
            FailureCode.INVALID_ARGUMENT,
            "the address of the source is not one we call",
            field="url",
            allowed="https, or http on loopback, without user name",
            remedy="correct the address",
        )


def _unavailable(message: str) -> ToolFailureError:
    return ToolFailureError(FailureCode.UNAVAILABLE, message, field="url", remedy="try again later; nothing was kept")
