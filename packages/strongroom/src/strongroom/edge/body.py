"""Reading a request body within its bound.

Above: the doors. Below: nothing of ours but the types.
Does not know: what the body says, nor the time it may take, which the flights watch.
"""

from collections.abc import Mapping
from typing import cast

from strongroom.core.reason import Reason
from strongroom.edge.guard import RefusedError
from strongroom.edge.port import Receive
from strongroom.edge.reply import CLOSE


class HungUpError(Exception):
    """The client went away before its request was whole."""


async def read_body(receive: Receive, folded: Mapping[bytes, bytes], limit: int) -> bytes:
    """The whole body; raises RefusedError beyond `limit` bytes, counted as they come whatever the headers announce, and HungUpError."""
    announced = folded.get(b"content-length", b"0")
    if not announced.isdigit() or len(announced) > 19 or int(announced) > limit:
        raise _too_large(limit)
    message = await receive()
    if message["type"] != "http.request":
        raise HungUpError
    body = cast("bytes", message.get("body", b""))
    if not message.get("more_body"):
        if len(body) > limit:
            raise _too_large(limit)
        return body
    return await _rest(receive, body, limit)


async def _rest(receive: Receive, first: bytes, limit: int) -> bytes:
    parts, size, more = [first], len(first), True
    while more:
        if size > limit:
            raise _too_large(limit)
        message = await receive()
        if message["type"] != "http.request":
            raise HungUpError
        part = cast("bytes", message.get("body", b""))
        parts.append(part)
        size += len(part)
        more = bool(message.get("more_body"))
    if size > limit:
        raise _too_large(limit)
    return b"".join(parts)


def _too_large(limit: int) -> RefusedError:
    """The connection ends with it: reading on only to throw away would serve the sender of too much."""
    return RefusedError(413, f"The body is larger than the {limit} bytes allowed.", Reason.TOO_LARGE, (CLOSE,))
