"""The server behind the official client, in process, in both eras."""

from dataclasses import replace
from typing import Literal

import pytest
from mcp import Client
from mcp.server.context import ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp_types import TextResourceContents

from bank_kit.identity.caller import Caller
from bank_kit.offer import Offer
from bank_kit.server import build_server

Mode = Literal["auto", "legacy"]
ERAS = pytest.mark.parametrize("mode", ["auto", "legacy"])


def _client(offer: Offer, caller: Caller, mode: Mode) -> Client:
    async def identify(_: ServerRequestContext) -> Caller:
        return caller

    return Client(build_server(offer, identify), mode=mode)


@ERAS
async def test_everything_on_offer_is_listed(offer: Offer, caller: Caller, mode: Mode) -> None:
    async with _client(offer, caller, mode) as client:
        assert [tool.name for tool in (await client.list_tools()).tools] == ["echo"]
        assert [str(each.uri) for each in (await client.list_resources()).resources] == ["test://fixed"]
        assert [each.uri_template for each in (await client.list_resource_templates()).resource_templates] == ["test://words/{word}"]
        assert [each.name for each in (await client.list_prompts()).prompts] == ["say"]


@ERAS
async def test_tools_resources_and_prompts_answer(offer: Offer, caller: Caller, mode: Mode) -> None:
    async with _client(offer, caller, mode) as client:
        assert (await client.call_tool("echo", {"word": "hello"})).structured_content["value"]["by"] == "anna"
        [content] = (await client.read_resource("test://words/abc")).contents
        assert isinstance(content, TextResourceContents)
        assert '"word":"abc"' in content.text
        assert (await client.get_prompt("say", {"word": "hello"})).messages


@ERAS
async def test_what_does_not_exist_is_a_protocol_error(offer: Offer, caller: Caller, mode: Mode) -> None:
    async with _client(offer, caller, mode) as client:
        for attempt in (
            client.call_tool("nothing", {}),
            client.read_resource("test://nothing"),
            client.read_resource("test://words/lost"),
            client.get_prompt("no"),
        ):
            with pytest.raises(MCPError) as caught:
                await attempt
            assert caught.value.code == -32602


async def test_resources_and_prompts_ask_for_their_scope(offer: Offer, stranger: Caller) -> None:
    async with _client(offer, stranger, "auto") as client:
        for attempt in (client.read_resource("test://fixed"), client.get_prompt("say", {"word": "hello"})):
            with pytest.raises(MCPError) as caught:
                await attempt
            assert caught.value.error.data["code"] == "NOT_ENTITLED"


async def test_a_cursor_nobody_gave_is_refused(offer: Offer, caller: Caller) -> None:
    async with _client(offer, caller, "auto") as client:
        with pytest.raises(MCPError):
            await client.list_tools(cursor="x")


def test_two_tools_of_one_name_are_a_mistake(offer: Offer, caller: Caller) -> None:
    with pytest.raises(ValueError, match="share a name"):
        _client(replace(offer, tools=offer.tools * 2), caller, "auto")
