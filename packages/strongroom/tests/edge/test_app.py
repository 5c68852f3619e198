"""The application sends each path where it belongs, and nothing that can be sent makes it fail."""

import asyncio

import httpx2
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mcp import Client as McpClient
from mcp import types
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import MCPError
from support.doors import BASE, PUBLIC, Client, Lines, Stops, build
from support.loopback import gateway

from strongroom.core.reason import Reason
from strongroom.edge.port import AsgiMessage
from strongroom.edge.settings import EdgeSettings

HOST = BASE[0]
SPECIFIED = {200, 202, 400, 401, 403, 404, 405, 406, 408, 413, 415, 421, 429, 431, 503}


async def test_the_documents_are_open_to_anybody(client: Client) -> None:
    root = await client.request("GET", "/.well-known/oauth-protected-resource", headers=(HOST,))
    known = await client.request("GET", "/.well-known/oauth-protected-resource/mcp/finance", headers=(HOST,))
    unknown = await client.request("GET", "/.well-known/oauth-protected-resource/mcp/nosuch", headers=(HOST,))
    assert root.json["resource"] == f"{PUBLIC}/mcp" and known.json["resource"] == f"{PUBLIC}/mcp/finance"
    assert unknown.body == known.body.replace(b"finance", b"nosuch") and unknown.headers == {**known.headers, "content-length": str(len(unknown.body))}
    assert (await client.request("GET", "/.well-known/jwks.json", headers=(HOST,))).json == {"keys": []}
    assert (await client.request("GET", "/metrics", headers=(HOST,))).body.startswith(b"strongroom_calls_total")


@pytest.mark.control("EDG-09")
async def test_metrics_and_what_is_unwell_are_for_those_who_run_the_house() -> None:
    strange = build(Stops(), EdgeSettings(public_url=PUBLIC))
    assert (await strange.request("GET", "/metrics", headers=(HOST,))).status == 404
    assert (await strange.request("GET", "/readyz", headers=(HOST,))).json == {"status": "ready"}


async def test_life_is_told_even_under_a_strange_host(client: Client) -> None:
    assert (await client.request("GET", "/healthz", headers=((b"host", b"10.1.2.3"),))).status == 200
    assert (await client.request("GET", "/readyz", headers=((b"host", b"10.1.2.3"),))).json == {"status": "ready", "unwell": {}}


@pytest.mark.parametrize("path", ["/v1/chat/completions", "/mcp/", "/mcp/a/b", "/mcp/UPPER", "/.well-known/oauth-protected-resource/other"])
async def test_what_is_not_there_yet_is_not_found(client: Client, path: str) -> None:
    assert (await client.request("GET", path, headers=(HOST,))).status == 404


async def test_everything_else_is_the_fallbacks_after_the_same_first_look(client: Client) -> None:
    assert (await client.request("GET", "/console", headers=(HOST,))).body == b"fallback"
    assert (await client.request("GET", "/console", headers=((b"host", b"evil.example"),))).status == 421
    assert client.refused == [(Reason.MALFORMED, "10.0.0.9")]


async def test_web_sockets_are_closed(client: Client) -> None:
    sent: list[object] = []

    async def send(message: object) -> None:
        sent.append(message)

    async def receive() -> AsgiMessage:
        return {"type": "websocket.connect"}

    await client.app({"type": "websocket", "path": "/mcp"}, receive, send)
    assert sent == [{"type": "websocket.close", "code": 1000}]


names = st.sampled_from(
    [b"host", b"origin", b"accept", b"content-type", b"content-length", b"authorization", b"mcp-protocol-version", b"mcp-method", b"mcp-name"]
)
more_names = st.sampled_from(
    [b"mcp-session-id", b"last-event-id", b"mcp-param-x", b"traceparent", b"tracestate", b"strongroom-purpose", b"transfer-encoding", b"x"]
)
values = st.sampled_from(
    [b"2026-07-28", b"2025-03-26", b"tools/call", b"initialize", b"application/json", b"*/*", b"Bearer alice", b"127.0.0.1:8700", b"=?base64?x?="]
)
json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats() | st.text(max_size=8) | st.sampled_from(["tools/call", "2.0", "finance__x"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["jsonrpc", "id", "method", "params", "name", "uri", "arguments", "_meta", "result", "ref", "notifications"]), inner, max_size=6
        )
    ),
    max_leaves=20,
)
bodies = st.binary(max_size=60) | json.map(orjson.dumps)
messages = st.builds(
    lambda method, params: orjson.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}),
    st.sampled_from(["tools/call", "initialize", "resources/read", "completion/complete", "subscriptions/listen", "prompts/get", "x"]),
    json,
)


@pytest.mark.control("EDG-04")
@given(
    verb=st.sampled_from(["POST", "POST", "POST", "GET", "DELETE", "PUT", "OPTIONS"]),
    path=st.sampled_from(["/mcp", "/mcp/finance", "/mcp/nosuch"]) | st.text(max_size=10).map(lambda text: "/" + text),
    lines=st.lists(st.tuples(names | more_names, values | st.binary(max_size=12)), max_size=8),
    body=bodies | messages,
    proper=st.booleans(),
)
def test_nothing_that_can_be_sent_makes_it_fail(verb: str, path: str, lines: list[tuple[bytes, bytes]], body: bytes, proper: bool) -> None:
    async def ask() -> None:
        client = build(Stops())
        given_names = {name for name, _ in lines}
        base: Lines = tuple(line for line in (*BASE, (b"authorization", b"Bearer alice")) if line[0] not in given_names) if proper else ()
        answer = await asyncio.wait_for(client.request(verb, path, body, (*base, *lines)), 5)
        assert answer.status in SPECIFIED and answer.done
        if answer.headers.get("content-type") == "application/json" and path.startswith("/mcp"):
            assert answer.json["jsonrpc"] == "2.0" and len({"result", "error"} & set(answer.json)) == 1

    asyncio.run(ask())


async def answered(context: object, params: types.ElicitRequestParams) -> types.ElicitResult:
    return types.ElicitResult(action="accept", content={"colour": "green"})


@pytest.mark.component
@pytest.mark.parametrize("mode", ["auto", "legacy", "2026-07-28"])
@pytest.mark.parametrize(("path", "prefix"), [("/mcp/finance", ""), ("/mcp", "finance__")])
async def test_the_official_client_works_through_both_doors_in_both_eras(mode: str, path: str, prefix: str) -> None:
    seen: list[float] = []

    async def progressed(progress: float, total: float | None, message: str | None) -> None:
        seen.append(progress)

    async with (
        gateway() as url,
        httpx2.AsyncClient(headers={"authorization": "Bearer alice"}) as http,
        McpClient(streamable_http_client(url + path, http_client=http), mode=mode, elicitation_callback=answered) as client,
    ):
        assert [tool.name for tool in (await client.list_tools()).tools] == [prefix + name for name in ("add", "slow", "ask")]
        assert (await client.call_tool(prefix + "add", {"a": 1, "b": 2})).structured_content == {"result": 3}
        await client.call_tool(prefix + "slow", {}, progress_callback=progressed)
        assert seen == [0, 1, 2]
        if mode == "legacy":
            assert (await client.call_tool(prefix + "ask", {})).structured_content == {"result": "green"}
        assert "3.5 %" in str(await client.read_resource("fin://rates"))
        assert "Ann" in str(await client.get_prompt(prefix + "greet", {"name": "Ann"}))
        with pytest.raises(MCPError, match=f"Unknown tool: {prefix}hidden"):
            await client.call_tool(prefix + "hidden", {})


@pytest.mark.component
async def test_the_official_client_is_told_who_it_is_not() -> None:
    async with gateway() as url, httpx2.AsyncClient(headers={"authorization": "Bearer mallory"}) as http:
        answer = await http.post(url + "/mcp", json={}, headers={"accept": "application/json, text/event-stream"})
    assert answer.status_code == 401 and f'resource_metadata="{url}/.well-known/oauth-protected-resource/mcp"' in answer.headers["www-authenticate"]
