"""Names at the door to all servers: `server__name`, and ids of server requests that say which server asked.

A server's name has no `__`, so the first `__` of a joined name always ends it.
"""

import re
from typing import Final

import orjson

SERVER_NAME: Final = re.compile(r"[a-z0-9-]{1,32}")
_BETWEEN: Final = "__"


def is_server_name(name: str) -> bool:
    """Whether `name` can name a server: 1 to 32 of `a-z`, `0-9` and `-`."""
    return SERVER_NAME.fullmatch(name) is not None


def join(server: str, name: str) -> str:
    """The name at the door to all servers of what `server` calls `name`."""
    return f"{server}{_BETWEEN}{name}"


def split(prefixed: str) -> tuple[str, str] | None:
    """The server and its own name of a joined name, or None where it is no joined name."""
    server, between, name = prefixed.partition(_BETWEEN)
    return (server, name) if between and name and is_server_name(server) else None


def join_id(server: str, own: str | int) -> str:
    """The id under which the request `own` of `server` goes to the client: `finance/7`, `finance/"a"`; the type survives."""
    return f"{server}/{orjson.dumps(own).decode()}"


def split_id(joined: str | int | None) -> tuple[str, str | int] | None:
    """The server and its own id of a joined id, or None where it is no joined id."""
    if not isinstance(joined, str):
        return None
    server, between, text = joined.partition("/")
    if not between or not is_server_name(server):
        return None
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(found, str | int) or isinstance(found, bool):
        return None
    return (server, found) if join_id(server, found) == joined else None
