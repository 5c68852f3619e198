"""The official client of the protocol, in both of its ways, at both doors, against a server built with the official SDK: everything the protocol offers."""

import asyncio
import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from mcp import MCPError
from mcp.client.context import ClientRequestContext
from mcp.types import (
    CallToolResult,
    CreateMessageRequestParams,
    CreateMessageResult,
    ElicitRequestParams,
    ElicitResult,
    LoggingMessageNotificationParams,
    PromptReference,
    TextContent,
    TextResourceContents,
)
from staging.clients import Mode, connected
from staging.ground import Issuer
from staging.hostile import Hostile
from staging.house import House, free_port, house
from staging.wire import Asked, ask

pytestmark = [pytest.mark.component, pytest.mark.timeout(120), pytest.mark.filterwarnings("ignore::mcp.shared.exceptions.MCPDeprecationWarning")]

POLICY = """\
version: 1
roles:
  reader: {description: Uses the fixture.}
agents:
  "*": {targets: ["*"]}
servers:
  fixture:
    tools: {"*": {classification: internal, effect: write, scopes: [use]}}
    resources: {"test://*": {classification: internal, effect: read, scopes: [use]}}
    prompts: {"*": {classification: internal, effect: read, scopes: [use]}}
rules:
  - {id: all, description: Readers use the fixture., roles: [reader], targets: ["fixture/*"]}
"""
FIXTURE = Path(__file__).resolve().parents[1] / "conformance"
WAYS = [(mode, server) for mode in ("auto", "legacy") for server in ("", "fixture")]


@pytest.fixture(scope="module")
def front(issuer: Issuer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A gateway in front of the fixture."""
    folder, port = tmp_path_factory.mktemp("front"), free_port()
    with (folder / "fixture.log").open("wb") as output:
        process = subprocess.Popen([sys.executable, "-m", "fixture", "--port", str(port)], cwd=FIXTURE, stdout=output, stderr=output)
    server = Hostile("fixture")
    server.port = port
    try:
        with house(folder, issuer, (server,), POLICY.replace("fixture://", "test://")) as made:
            config = (folder / "strongroom.yaml").read_text().replace("fixture://", "test://")
            (folder / "strongroom.yaml").write_text(config)
            made.stop()
            made.start()
            _until_listening(port)
            yield made
    finally:
        process.terminate()
        process.wait(10)


def _until_listening(port: int) -> None:
    for _ in range(200):
        with contextlib.suppress(OSError):
            ask(Asked(port, "GET", "/mcp", (), b""))
            return
        asyncio.run(asyncio.sleep(0.05))


def named(server: str, name: str) -> str:
    return name if server else f"fixture__{name}"


def words(result: CallToolResult) -> str:
    return "".join(block.text for block in result.content if isinstance(block, TextContent))


async def sampled(context: ClientRequestContext, params: CreateMessageRequestParams) -> CreateMessageResult:
    return CreateMessageResult(role="assistant", content=TextContent(text="Paris"), model="model-of-the-test")


async def elicited(context: ClientRequestContext, params: ElicitRequestParams) -> ElicitResult:
    wanted = getattr(params, "requested_schema", {}).get("properties", {})
    values: dict[str, str | int | float | bool | list[str] | None] = {
        name: True if kind.get("type") == "boolean" else f"{name}-of-the-test" for name, kind in wanted.items()
    }
    return ElicitResult(action="accept", content=values)


@pytest.mark.parametrize(("mode", "server"), WAYS)
async def test_lists_calls_resources_prompts_and_completion(front: House, mode: Mode, server: str) -> None:
    async with connected(front.door(server), front.token(server), mode) as it:
        assert it.client.protocol_version == ("2026-07-28" if mode == "auto" else "2025-11-25")
        tools = {tool.name for tool in (await it.client.list_tools()).tools}
        assert named(server, "test_simple_text") in tools
        assert all(name.startswith("fixture__") for name in tools) or server
        assert words(await it.client.call_tool(named(server, "test_simple_text"), {}))
        embedded = await it.client.call_tool(named(server, "test_embedded_resource"), {})
        assert embedded.content[0].type == "resource"
        failed = await it.client.call_tool(named(server, "test_error_handling"), {})
        assert failed.is_error
        assert "test://static-text" in {str(one.uri) for one in (await it.client.list_resources()).resources}
        (content,) = (await it.client.read_resource("test://static-text")).contents
        assert isinstance(content, TextResourceContents)
        assert (await it.client.list_resource_templates()).resource_templates
        prompts = {prompt.name for prompt in (await it.client.list_prompts()).prompts}
        assert named(server, "test_simple_prompt") in prompts
        assert (await it.client.get_prompt(named(server, "test_prompt_with_arguments"), {"arg1": "x", "arg2": "y"})).messages
        reference = PromptReference(type="ref/prompt", name=named(server, "test_prompt_with_arguments"))
        assert (await it.client.complete(reference, {"name": "arg1", "value": "p"})).completion.values is not None
        with pytest.raises(MCPError) as refused:
            await it.client.read_resource("test://none/such")
        assert refused.value.error.code in {-32602, -32002}
    calls = set(it.calls)
    assert len(calls) >= 10
    sealed = [str(one["call"]) for one in front.records()]
    assert all(sealed.count(call) == 1 for call in calls)


@pytest.mark.parametrize(("mode", "server"), WAYS)
async def test_progress_and_logs_come_while_the_call_is_under_way(front: House, mode: Mode, server: str) -> None:
    told: list[float] = []
    logged: list[object] = []

    async def progress(progress: float, total: float | None, message: str | None) -> None:
        told.append(progress)

    async def log(params: LoggingMessageNotificationParams) -> None:
        logged.append(params.data)

    async with connected(front.door(server), front.token(server), mode, logging_callback=log) as it:
        said = await it.client.call_tool(named(server, "test_tool_with_progress"), {}, progress_callback=progress)
        assert "success" in words(said)
        assert told == [0, 50, 100]
        if mode == "legacy":
            await it.client.set_logging_level("debug")
            await it.client.call_tool(named(server, "test_tool_with_logging"), {})
            assert len(logged) == 3


@pytest.mark.parametrize("server", ["", "fixture"])
async def test_a_server_of_the_handshake_era_asks_model_and_user_in_the_middle_of_a_call(front: House, server: str) -> None:
    async with connected(front.door(server), front.token(server), "legacy", sampling_callback=sampled, elicitation_callback=elicited) as it:
        assert "Paris" in words(await it.client.call_tool(named(server, "test_sampling"), {"prompt": "capital?"}))
        said = words(await it.client.call_tool(named(server, "test_elicitation"), {"message": "who?"}))
        assert "username-of-the-test" in said
        both = await asyncio.gather(
            it.client.call_tool(named(server, "test_sampling"), {"prompt": "capital?"}),
            it.client.call_tool(named(server, "test_elicitation"), {"message": "who?"}),
        )
        assert "Paris" in words(both[0])
        assert "username-of-the-test" in words(both[1])


@pytest.mark.parametrize("server", ["", "fixture"])
async def test_rounds_of_questions_pass_through_with_their_state(front: House, server: str) -> None:
    async with connected(front.door(server), front.token(server), "auto", sampling_callback=sampled, elicitation_callback=elicited) as it:
        assert words(await it.client.call_tool(named(server, "test_input_required_result_elicitation"), {})) == "Hello, name-of-the-test!"
        assert words(await it.client.call_tool(named(server, "test_input_required_result_request_state"), {})) == "state-ok"
        assert "likes color-of-the-test" in words(await it.client.call_tool(named(server, "test_input_required_result_multi_round"), {}))
        assert words(await it.client.call_tool(named(server, "test_input_required_result_sampling"), {})) == "Paris"


@pytest.mark.parametrize("server", ["", "fixture"])
async def test_a_standing_stream_tells_of_changes(front: House, server: str) -> None:
    async with connected(front.door(server), front.token(server), "auto") as it, it.client.listen(tools_list_changed=True) as heard:
        await it.client.call_tool(named(server, "test_trigger_tool_change"), {})
        async with asyncio.timeout(10):
            event = await anext(aiter(heard))
        assert type(event).__name__ == "ToolsListChanged"


@pytest.mark.parametrize("server", ["", "fixture"])
async def test_a_stream_that_the_server_closes_early_is_taken_up_again(front: House, server: str) -> None:
    async with connected(front.door(server), front.token(server), "legacy") as it:
        said = await it.client.call_tool(named(server, "test_reconnection"), {})
        assert "Reconnection test completed" in words(said)


@pytest.mark.parametrize("server", ["", "fixture"])
def test_an_ended_session_is_gone(front: House, server: str) -> None:
    session = front.handshake(server=server)
    assert front.legacy("tools/list", server=server, session=session).status == 200
    assert front.ask("DELETE", server=server, session=session).status == 200
    said = front.legacy("tools/list", server=server, session=session)
    assert (said.status, said.error["message"]) == (404, "Session not found")
    assert front.ask("GET", server=server, session=session).status == 404
    assert front.ask("DELETE", server=server, session=session).status == 404


async def test_many_clients_of_both_eras_at_once_get_their_own_answers(front: House) -> None:
    async def one(number: int) -> None:
        mode: Mode = "auto" if number % 2 else "legacy"
        token = front.token("fixture", f"user{number}")
        async with connected(front.door("fixture"), token, mode) as it:
            reference = PromptReference(type="ref/prompt", name="test_prompt_with_arguments")
            for turn in range(3):
                got = await it.client.get_prompt("test_prompt_with_arguments", {"arg1": f"mine-{number}-{turn}", "arg2": "y"})
                assert f"mine-{number}-{turn}" in str(got.messages)
                await it.client.complete(reference, {"name": "arg1", "value": "p"})

    await asyncio.gather(*(one(number) for number in range(12)))
    assert "Traceback" not in front.output
