"""`strongroom call`: one governed call, through the front door, as a signed-in user."""

import asyncio
import json
import sys
from pathlib import Path

import click
import httpx2
from mcp import MCPError
from mcp.types import CallToolResult, TextContent

from strongroom.app.cli.faults import NO
from strongroom.app.cli.options import JSON_OBJECT, config_option, json_option
from strongroom.app.client import Caller, door_of, nobody_answers, signed_in
from strongroom.app.configuration import find, load
from strongroom.app.settings import Settings
from strongroom.app.users import SignInError
from strongroom.core.json import JsonObject

_EXAMPLES = """\b
strongroom call finance__get_account '{"account": "A-200001"}' --user rita
strongroom call customer__search_customers '{"name": "son"}' --user colin --json
"""


@click.command(epilog=_EXAMPLES)
@click.argument("tool")
@click.argument("arguments", type=JSON_OBJECT, default="{}")
@click.option("--user", required=True, help="A user of the development identity provider: rita, rashid, tara, colin, clara, marcus or ada.")
@click.option("--server", default="", help="Use the door of this server alone; TOOL is then its plain name.")
@click.option("--purpose", default="", help="The purpose to state, as in risk_management.")
@click.option("--mode", type=click.Choice(["auto", "legacy", "2026-07-28"]), default="auto", show_default=True, help="Protocol era to speak.")
@config_option
@json_option
def call(arguments: JsonObject, **options: str | Path | bool | None) -> None:
    """Call TOOL with ARGUMENTS (a JSON object) as a user, with the official MCP client. Exits 0 if answered, 1 if refused.

    The answer goes to standard output; the id under which the call was sealed, for `strongroom audit prove`, goes to standard error.
    """
    config = options["config"]
    settings = load(find(config if isinstance(config, Path) else None))
    answered, shown = asyncio.run(_call(settings, {name: str(value) for name, value in options.items()}, arguments))
    click.echo(json.dumps(shown, indent=None if options["as_json"] else 2, ensure_ascii=False))
    sys.exit(0 if answered else NO)


async def _call(settings: Settings, options: dict[str, str], arguments: JsonObject) -> tuple[bool, object]:
    door = door_of(settings, options["server"])
    caller = Caller(door, await signed_in(settings, options["user"], door), mode=options["mode"])
    try:
        async with caller.connected() as client:
            try:
                result = await client.call_tool(options["tool"], arguments, meta=caller.meta(options["purpose"]))
            finally:
                _sealed(caller)
    except (MCPError, httpx2.HTTPError, ExceptionGroup) as failed:
        return False, _refusal(failed, settings)
    return not result.is_error, _content(result)


def _refusal(failed: Exception, settings: Settings) -> object:
    """What a call or the handshake before it came to; the client hands some of it on in groups. Raises SignInError where nobody is there."""
    while isinstance(failed, ExceptionGroup):
        failed = failed.exceptions[0]
    if isinstance(failed, MCPError):
        return {"error": {"code": failed.error.code, "message": failed.error.message, "data": failed.error.data}}
    if isinstance(failed, httpx2.HTTPError):
        raise SignInError(nobody_answers(settings, str(failed))) from None
    raise failed


def _sealed(caller: Caller) -> None:
    """Before the client says goodbye, which some eras do with calls of their own."""
    if caller.last_call:
        click.echo(f"sealed as call {caller.last_call}", err=True)


def _content(result: CallToolResult) -> object:
    if result.structured_content is not None:
        return result.structured_content
    return {"text": [part.text for part in result.content if isinstance(part, TextContent)], "error": result.is_error}
