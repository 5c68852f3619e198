"""The floor of any Python gateway: uvicorn and a raw ASGI function that parses the request and answers it itself, without a server behind.

Usage: python bench/floor.py PORT
On the machine for which the aims were set this cost about 18.4 us of CPU per call at 64 connections; what it costs here says what the aims mean here.
"""

import sys
from collections.abc import Awaitable, Callable, MutableMapping

import orjson
import uvicorn
from upstream import CALLS

Message = MutableMapping[str, object]


async def application(_scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]) -> None:
    """Read one request, answer it."""
    body = b""
    more = True
    while more:
        message = await receive()
        part = message.get("body", b"")
        body += part if isinstance(part, bytes) else b""
        more = bool(message.get("more_body"))
    said = orjson.loads(body)
    answer = b'{"jsonrpc":"2.0","id":%b,"result":%b}' % (orjson.dumps(said["id"]), CALLS[said["params"]["name"]])
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(answer))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": answer})


def main() -> None:
    """Serve as the gateway is served."""
    uvicorn.run("floor:application", host="127.0.0.1", port=int(sys.argv[1]), log_level="error", loop="uvloop", http="httptools", lifespan="off")


if __name__ == "__main__":
    main()
