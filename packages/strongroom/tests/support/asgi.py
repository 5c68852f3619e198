"""Asks an ASGI application one question, without a socket."""

from collections.abc import Mapping
from dataclasses import dataclass

import orjson

from strongroom.edge.port import AsgiApp, AsgiMessage, Scope


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> object:
        """The body, parsed."""
        return orjson.loads(self.body)


async def ask(app: AsgiApp, method: str, path: str, *, body: bytes = b"", headers: Mapping[str, str] | None = None, host: str = "127.0.0.1:8799") -> Answer:
    """One request, one answer."""
    sent = {"host": host} | dict(headers or {})
    scope: Scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "http_version": "1.1",
        "scheme": "http",
        "root_path": "",
        "headers": [(name.lower().encode(), value.encode()) for name, value in sent.items()],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 8799),
    }
    got: list[AsgiMessage] = []
    waiting: list[AsgiMessage] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> AsgiMessage:
        return waiting.pop() if waiting else {"type": "http.disconnect"}

    async def send(message: AsgiMessage) -> None:
        got.append(message)

    await app(scope, receive, send)
    start = got[0]
    listed = start.get("headers")
    pairs = listed if isinstance(listed, list | tuple) else ()
    content = b"".join(part for message in got[1:] if isinstance(part := message.get("body", b""), bytes))
    status = start["status"]
    assert isinstance(status, int)
    return Answer(status, {name.decode(): value.decode() for name, value in pairs}, content)
