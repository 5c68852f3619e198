"""Asking as somebody: the people of the demonstration at the front door, and what their calls bring.

Above: the story and its parts. Below: app's client.
Does not know: what is asked, or whether the answer is as told.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from mcp import MCPError
from mcp.types import CallToolResult, TextContent

from strongroom.app.client import Caller, kept_token, sign_in
from strongroom.app.demo.stage import Stage
from strongroom.app.users import user_of
from strongroom.core.json import Json, JsonObject


@dataclass(frozen=True, slots=True)
class Answered:
    """What one call brought: content or an error, and the id under which it was sealed."""

    call: str
    content: Mapping[str, Json]
    text: str = ""
    refused: str = ""
    data: Mapping[str, Json] | None = None

    def at(self, *path: str | int) -> Json:
        """What stands in the content at that path; None where nothing does."""
        found: Json = dict(self.content)
        for step in path:
            if isinstance(found, dict) and isinstance(step, str):
                found = found.get(step)
            elif isinstance(found, list) and isinstance(step, int) and step < len(found):
                found = found[step]
            else:
                return None
        return found

    def said(self, *path: str | int) -> str:
        """The same as text, empty where nothing stands."""
        found = self.at(*path)
        return "" if found is None else str(found)


async def signed_in(stage: Stage, name: str) -> Caller:
    """Signed in with a one-time code; the token is kept for the commands that the listener tries next: codes serve once."""
    return Caller(stage.door, await kept_token(stage.settings.state, user_of(stage.settings.state, name), stage.issuer, stage.door))


async def with_password_only(stage: Stage, name: str) -> Caller:
    """Signed in without a second factor."""
    tokens = await sign_in(user_of(stage.settings.state, name), stage.issuer, stage.door, second_factor=False)
    return Caller(stage.door, tokens.access_token)


async def ask(caller: Caller, tool: str, arguments: JsonObject, *, purpose: str = "") -> Answered:
    """One call. A refusal is an answer too."""
    async with caller.connected() as client:
        try:
            result = await client.call_tool(tool, arguments, meta=caller.meta(purpose))
        except MCPError as error:
            data = error.error.data
            return Answered(caller.last_call, {}, refused=error.error.message, data=data if isinstance(data, dict) else None)
    text = _text(result)
    content = result.structured_content if isinstance(result.structured_content, dict) else {}
    return Answered(caller.last_call, content, text=text, refused=text if result.is_error else "")


def _text(result: CallToolResult) -> str:
    return "\n".join(part.text for part in result.content if isinstance(part, TextContent))
