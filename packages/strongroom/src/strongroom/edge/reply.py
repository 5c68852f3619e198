"""Whole HTTP answers over ASGI.

Above: every other module of the doors. Below: nothing of ours but the types.
Does not know: no protocol above HTTP.
"""

from collections.abc import Iterable
from typing import Final

from strongroom.edge.port import Send
from strongroom.wire import jsonrpc

JSON: Final = (b"content-type", b"application/json")
TEXT: Final = (b"content-type", b"text/plain; charset=utf-8")
NO_STORE: Final = (b"cache-control", b"no-store")
CLOSE: Final = (b"connection", b"close")

Headers = Iterable[tuple[bytes, bytes]]


async def respond(send: Send, status: int, body: bytes = b"", headers: Headers = ()) -> None:
    """One complete answer with its length."""
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"%d" % len(body)), *headers]})
    await send({"type": "http.response.body", "body": body})


async def respond_error(send: Send, status: int, error: bytes, headers: Headers = ()) -> None:
    """A JSON-RPC error as a whole answer."""
    await respond(send, status, error, (JSON, NO_STORE, *headers))


def error_body(code: int, message: str) -> bytes:
    """A JSON-RPC error that answers no particular request."""
    return jsonrpc.encode_error(None, code, message)
