"""`strongroom call`: one governed call, through the front door, as a signed-in user."""

import asyncio
import json
import sys
from pathlib import Path

import click
from mcp import MCPError
from mcp.types import CallToolResult, TextContent

from strongroom.app.cli.faults import NO
from strongroom.app.cli.options import config_option, json_option
from strongroom.app.client import Caller, door_of, signed_in
from strongroom.app.configuration import find, load
from strongroom.app.settings import Settings
from strongroom.core.json import JsonObject

_EXAMPLES = """\b
strongroom call finance__get_account '{"account": "A-200001"}' --user rita
strongroom call customer__search_customers '{"name": "son"}' --user colin --json
"""


@click.command(epilog=_EXAMPLES)
@click.argument("tool")
@click.argument("arguments", default="{}")
@click.option("--user", required=True, help="A user of the development identity provider: rita, rashid, tara, colin or ada.")
@click.option("--server", default="", help="Use the door of this server alone; TOOL is then its plain name.")
@click.option("--purpose", default="", help="The purpose to state, as in risk_management.")
@click.option("--mode", type=click.Choice(["auto", "legacy", "2026-07-28"]), default="auto", show_default=True, help="Protocol era to speak.")
@config_option
@json_option
def call(**options: str | Path | bool | None) -> None:
    """Call TOOL with ARGUMENTS (a JSON object) as a user, with the official MCP client. Exits 0 if answered, 1 if refused.

    The answer goes to standard output; the id under which the call was sealed, for `strongroom audit prove`, goes to standard error.
    """
    config = options["config"]
    settings = load(find(config if isinstance(config, Path) else None))
    arguments = _arguments(str(options["arguments"]))
    answered, shown = asyncio.run(_call(settings, {name: str(value) for name, value in options.items()}, arguments))
    click.echo(json.dumps(shown, indent=None if options["as_json"] else 2, ensure_ascii=False))
    sys.exit(0 if answered else NO)


async def _call(settings: Settings, options: dict[str, str], arguments: JsonObject) -> tuple[bool, object]:
    door = door_of(settings, options["server"])
    caller = Caller(door, await signed_in(settings, options["user"], door), mode=options["mode"])
    async with caller.connected() as client:
        try:
            result = await client.call_tool(options["tool"], arguments, meta=caller.meta(options["purpose"]))
        except MCPError as refused:
            _sealed(caller)
            return False, {"error": {"code": refused.error.code, "message": refused.error.message, "data": refused.error.data}}
        _sealed(caller)
    return not result.is_error, _content(result)


def _sealed(caller: Caller) -> None:
    """Before the client says goodbye, which some eras do with calls of their own."""
    if caller.last_call:
        click.echo(f"sealed as call {caller.last_call}", err=True)


def _content(result: CallToolResult) -> object:
    if result.structured_content is not None:
        return result.structured_content
    return {"text": [part.text for part in result.content if isinstance(part, TextContent)], "error": result.is_error}


def _arguments(text: str) -> JsonObject:
    try:
        value = json.loads(text)
    except ValueError as error:
        message = f"ARGUMENTS is no JSON: {error}"
        raise click.UsageError(message) from None
    if not isinstance(value, dict):
        message = 'ARGUMENTS is a JSON object, as in \'{"account": "A-200001"}\''
        raise click.UsageError(message)
    return value
