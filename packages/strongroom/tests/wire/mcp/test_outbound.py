"""What goes upstream is what the client sent, under the server's own names, with headers computed from the body."""

from collections.abc import Mapping

import orjson
import pytest

from strongroom.core.json import JsonObject
from strongroom.wire import jsonrpc
from strongroom.wire.mcp.headers import read_headers
from strongroom.wire.mcp.inbound import Inbound, read_inbound
from strongroom.wire.mcp.outbound import body_for, headers_for, with_subscriptions

META = '"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}'


def inbound(text: str, headers: Mapping[str, str]) -> Inbound:
    lines = [(name.encode(), value.encode()) for name, value in headers.items()]
    return read_inbound(read_headers(lines, dict(lines), repeated=False), jsonrpc.parse(text.encode()))


def modern(method: str, params: str, name: str = "") -> Inbound:
    headers = {"mcp-protocol-version": "2026-07-28", "mcp-method": method, **({"mcp-name": name} if name else {})}
    return inbound(f'{{"jsonrpc":"2.0", "id":1,"method":"{method}","params":{{{params},{META}}} }}', headers)


def test_a_name_that_stays_leaves_every_byte() -> None:
    found = modern("tools/call", '"name":"pay" , "arguments":{"n":1.50}', "pay")
    assert body_for(found, "pay") is found.message.body


@pytest.mark.control("EDG-05")
def test_only_the_name_changes_and_other_values_keep_their_bytes() -> None:
    found = modern(
        "tools/call",
        '"vendor":{"x": 1e2},"name":"finance__pay","arguments":{"name":"finance__pay","big":12345678901234567890123, "s":"\\u00e4"}',
        "finance__pay",
    )
    sent = body_for(found, "pay")
    assert b'"arguments":{"name":"finance__pay","big":12345678901234567890123, "s":"\\u00e4"}' in sent
    assert b'"vendor":{"x": 1e2}' in sent
    assert orjson.loads(sent)["params"]["name"] == "pay"


def test_the_prompt_of_a_completion_is_renamed_within_its_reference() -> None:
    found = modern("completion/complete", '"ref":{"type":"ref/prompt","name":"finance__p","title":"T"},"argument":{"name":"a","value":"v"}')
    params: JsonObject = orjson.loads(body_for(found, "p"))["params"]
    assert params["ref"] == {"type": "ref/prompt", "name": "p", "title": "T"} and params["argument"] == {"name": "a", "value": "v"}


def test_routing_headers_are_computed_for_the_server() -> None:
    found = modern("tools/call", '"name":"finance__zählen"', "=?base64?ZmluYW5jZV9fesOkaGxlbg==?=")
    assert headers_for(found, "zählen") == (
        (b"mcp-protocol-version", b"2026-07-28"),
        (b"mcp-method", b"tools/call"),
        (b"mcp-name", b"=?base64?esOkaGxlbg==?="),
    )


@pytest.mark.control("EDG-05")
def test_parameter_headers_pass_although_nobody_here_knows_them() -> None:
    lines = {
        "mcp-protocol-version": "2026-07-28",
        "mcp-method": "tools/call",
        "mcp-name": "pay",
        "mcp-param-region": "EU",
        "authorization": "Bearer x",
        "cookie": "a=b",
    }
    found = inbound(f'{{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{{"name":"pay",{META}}}}}', lines)
    sent = dict(headers_for(found, "pay"))
    assert sent[b"mcp-param-region"] == b"EU"
    assert set(sent) == {b"mcp-protocol-version", b"mcp-method", b"mcp-name", b"mcp-param-region"}


def test_a_legacy_request_carries_its_version_and_nothing_modern() -> None:
    text = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"pay"}}'
    assert headers_for(inbound(text, {"mcp-protocol-version": "2025-06-18", "mcp-name": "lies", "mcp-param-x": "1"}), "pay") == (
        (b"mcp-protocol-version", b"2025-06-18"),
    )


def test_a_handshake_carries_no_version_header() -> None:
    text = '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25"}}'
    assert headers_for(inbound(text, {"mcp-protocol-version": "2025-11-25"}), "initialize") == ()


def test_a_subscription_is_cut_down_to_what_may_be_seen() -> None:
    found = modern("subscriptions/listen", '"notifications":{"toolsListChanged":true,"resourceSubscriptions":["fin://a","fin://b"],"other":{"x":1}}')
    params = orjson.loads(with_subscriptions(found.message.body, ["fin://b"]))["params"]
    assert params["notifications"] == {"toolsListChanged": True, "resourceSubscriptions": ["fin://b"], "other": {"x": 1}}
    assert "_meta" in params
