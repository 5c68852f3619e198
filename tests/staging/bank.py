"""The demonstration bank as its people use it: signing in at a door, and calls in the words of a test."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Unpack

from mcp.types import CallToolResult, TextContent
from staging.clients import Answers, Connected, Mode, connected

from strongroom.app.client import sign_in
from strongroom.app.demo.stage import Stage
from strongroom.app.users import user_of
from strongroom.core.json import Json

SERVERS = ("finance", "customer", "risk", "compliance")
_TOKENS: dict[tuple[str, str], str] = {}


async def token(bank: Stage, name: str, server: str = "") -> str:
    """The token of that user at that door; one sign-in for each, with a one-time code at the door to all servers alone, since a code serves once."""
    door = f"{bank.door}/{server}" if server else bank.door
    key = (name, door)
    if key not in _TOKENS:
        tokens = await sign_in(user_of(bank.settings.state, name), bank.issuer, door, second_factor=not server)
        _TOKENS[key] = tokens.access_token
    return _TOKENS[key]


@asynccontextmanager
async def signed_in(bank: Stage, name: str, mode: Mode, server: str = "", **answers: Unpack[Answers]) -> AsyncIterator[Connected]:
    """The client of that user."""
    door = f"{bank.door}/{server}" if server else bank.door
    async with connected(door, await token(bank, name, server), mode, **answers) as it:
        yield it


def words(result: CallToolResult) -> str:
    """The text of an answer."""
    return "".join(block.text for block in result.content if isinstance(block, TextContent))


def content(result: CallToolResult) -> dict[str, Json]:
    """The structure of an answer."""
    found: Json = json.loads(json.dumps(result.structured_content))
    assert isinstance(found, dict), words(result)
    return found


def part(result: CallToolResult, *path: str | int) -> Json:
    """What stands in the structure of an answer at that path; None where nothing does."""
    found: Json = content(result)
    for step in path:
        if isinstance(found, dict) and isinstance(step, str):
            found = found.get(step)
        elif isinstance(found, list) and isinstance(step, int) and step < len(found):
            found = found[step]
        else:
            return None
    return found
