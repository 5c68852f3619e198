"""Short links to documents: the address is the proof, so no bearer token is asked for, and nothing but a GET is answered.

A server that gives links out (`/links/` and a token of its own) says in its Offer what they lead to. Whatever is wrong with a link, the answer is
the same 404. The bytes leave as an attachment no browser will interpret.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import anyio.to_thread
from starlette.types import ASGIApp, Receive, Scope, Send

from bank_kit.failures import ToolFailureError

LINKS = "/links/"
"""Where the tokens of links stand behind."""
LONGEST_TOKEN = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """What a link leads to."""

    content: bytes
    media_type: str


OpenLink = Callable[[str], Download]
"""Token to what it stands for; ToolFailureError for one that is not ours, has expired, or leads to bytes that changed. Blocks."""


class LinkDoor:
    """Answers links, and lets everything else through to the door behind."""

    def __init__(self, app: ASGIApp, open_link: OpenLink) -> None:
        self._app = app
        self._open = open_link

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One ASGI connection."""
        if scope["type"] != "http" or not scope["path"].startswith(LINKS):
            await self._app(scope, receive, send)
            return
        if scope["method"] not in {"GET", "HEAD"}:
            await _reply(send, 405, b"", [(b"allow", b"GET, HEAD")])
            return
        token: str = scope["path"].removeprefix(LINKS)
        if len(token) > LONGEST_TOKEN:
            await _reply(send, 404, b"", [])
            return
        try:
            found = await anyio.to_thread.run_sync(self._open, token)
        except ToolFailureError:
            await _reply(send, 404, b"", [])
            return
        headers = [(b"content-type", found.media_type.encode("ascii")), (b"content-disposition", b"attachment")]
        await _reply(send, 200, found.content, headers, is_head=scope["method"] == "HEAD")


async def _reply(send: Send, status: int, body: bytes, headers: Sequence[tuple[bytes, bytes]], *, is_head: bool = False) -> None:
    guards = ((b"x-content-type-options", b"nosniff"), (b"cache-control", b"no-store"), (b"content-security-policy", b"sandbox; default-src 'none'"))
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *guards, length]})
    await send({"type": "http.response.body", "body": b"" if is_head else body})
