"""Everything on offer at each bank server is used once, in both eras, over HTTP and over stdio: it is described, answers, and keeps its schema."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal, cast

import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp_types import TextContent, Tool
from staging.bank_calls import ADDRESSES, CALLS, PROMPTS, Good, Remembered, made
from staging.banks import SERVERS, Bank, Json, banks
from staging.clients import connected
from staging.schemas import check_schema, validate

from bank_kit.labels import SCOPE_KEY

pytestmark = [pytest.mark.component, pytest.mark.slow]
Mode = Literal["auto", "legacy"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("banks")


@pytest.fixture(scope="module")
def running(folder: Path) -> Iterator[dict[str, Bank]]:
    with banks(folder) as made_here:
        yield made_here


@pytest.fixture(params=SERVERS)
def bank(request: pytest.FixtureRequest, running: dict[str, Bank]) -> Bank:
    return running[request.param]


def part(holder: object, name: str) -> Json:
    """A member that is an object."""
    assert isinstance(holder, dict)
    found = holder.get(name, {})
    assert isinstance(found, dict)
    return found


def test_every_tool_is_described_in_full_and_its_schemas_are_schemas(bank: Bank) -> None:
    tools = bank.listed("tools")
    assert {tool["name"] for tool in tools} == {good.tool for good in CALLS[bank.name]}
    for tool in tools:
        name = str(tool["name"])
        for schema in (tool["inputSchema"], tool["outputSchema"]):
            assert isinstance(schema, dict)
            check_schema(schema)
            assert schema["type"] == "object", name
        assert part(tool, "inputSchema")["additionalProperties"] is False, name
        assert len(str(tool["description"])) > 20 and tool["title"], name
        writes = any(good.changes for good in CALLS[bank.name] if good.tool == name)
        assert part(tool, "annotations")["readOnlyHint"] is not writes, name
        assert str(part(tool, "_meta")[SCOPE_KEY]).startswith(f"{bank.name}."), name


@pytest.mark.parametrize("kind", ["resources", "resources/templates", "prompts"])
def test_resources_and_prompts_are_described_and_say_their_scope(bank: Bank, kind: str) -> None:
    for each in bank.listed(kind):
        assert each["title"] and each["description"], each["name"]
        assert str(part(each, "_meta")[SCOPE_KEY]).startswith(f"{bank.name}.")


def test_every_answer_fits_its_schema_and_every_address_and_prompt_answers(bank: Bank) -> None:
    schemas = {str(tool["name"]): part(tool, "outputSchema") for tool in bank.listed("tools")}
    remembered = Remembered()
    for good in CALLS[bank.name]:
        result = made(bank, good, remembered).result
        structured = result["structuredContent"]
        validate(schemas[good.tool], structured)
        [content] = cast("list[Json]", result["content"])
        assert json.loads(str(content["text"])) == structured, good.tool
        assert part(structured, "value"), good.tool
    read = [str(remembered.fill(address)) for address in ADDRESSES[bank.name]]
    person = bank.token(subject="berta", person=True)
    for address in read:
        [contents] = cast("list[Json]", bank.ask("resources/read", {"uri": address}, token=person if address.endswith("/bundle") else "").result["contents"])
        assert contents["uri"] == address
        assert json.loads(str(contents["text"]))
    fixed = {str(each["uri"]) for each in bank.listed("resources")}
    assert fixed <= set(read)
    assert len(read) == len(fixed) + len(bank.listed("resources/templates"))
    assert {str(prompt["name"]) for prompt in bank.listed("prompts")} == set(PROMPTS[bank.name])
    for name, arguments in PROMPTS[bank.name].items():
        [message] = cast("list[Json]", bank.ask("prompts/get", {"name": name, "arguments": arguments}).result["messages"])
        assert all(value in json.dumps(message) for value in arguments.values() if value)


def test_nothing_is_declared_that_is_not_there(bank: Bank) -> None:
    capabilities = part(bank.ask("server/discover", {}).result, "capabilities")
    assert set(capabilities) <= {"tools", "resources", "prompts", "experimental"}
    assert not [name for name in capabilities for promise in ("listChanged", "subscribe") if part(capabilities, name).get(promise)]


@asynccontextmanager
async def over_stdio(name: str, world: Path, mode: Mode) -> AsyncIterator[Client]:
    arguments = ["-m", f"bank_{name}", "serve", "--stdio", "--insecure-no-auth", "--world", str(world)]
    command = StdioServerParameters(command=sys.executable, args=arguments, env=dict(os.environ))
    with (world.parent / "stdio.log").open("w") as log:
        async with Client(stdio_client(command, errlog=log), mode=mode) as client:
            yield client


async def sweep(client: Client, name: str) -> None:
    """Lists, reads of every tool that changes nothing (the client checks each answer against its schema), addresses and prompts."""
    tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert set(tools) == {good.tool for good in CALLS[name]}
    for good in CALLS[name]:
        if not good.changes and "#" not in json.dumps(good.arguments).replace("#/", ""):
            await answered(client, tools[good.tool], good)
    for address in ADDRESSES[name]:
        if "#" not in address:
            assert (await client.read_resource(address)).contents
    for prompt, arguments in PROMPTS[name].items():
        assert (await client.get_prompt(prompt, arguments)).messages
    assert len((await client.list_resource_templates()).resource_templates) + len((await client.list_resources()).resources) == len(ADDRESSES[name])


async def answered(client: Client, tool: Tool, good: Good) -> None:
    result = await client.call_tool(good.tool, cast("dict[str, object]", dict(good.arguments)))
    assert not result.is_error, (good.tool, result.structured_content)
    assert tool.output_schema is not None
    validate(tool.output_schema, result.structured_content)
    [content] = result.content
    assert isinstance(content, TextContent)
    assert json.loads(content.text) == result.structured_content


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_the_official_client_uses_all_of_it_over_http(bank: Bank, mode: Mode) -> None:
    async with connected(bank.url, bank.everything, mode) as open_here:
        await sweep(open_here.client, bank.name)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
@pytest.mark.parametrize("name", SERVERS)
async def test_the_official_client_uses_all_of_it_over_stdio(running: dict[str, Bank], folder: Path, name: str, mode: Mode) -> None:
    assert running[name].is_well()
    async with asyncio.timeout(60), over_stdio(name, folder / "world", mode) as client:
        await sweep(client, name)
