"""Requests of both eras are read as the protocol says, and the first broken rule is the one that is told."""

from collections.abc import Mapping
from typing import cast

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mcp.shared import inbound as oracle

from strongroom.core.json import Json, JsonObject
from strongroom.core.reason import Reason
from strongroom.core.target import TargetKind
from strongroom.wire import jsonrpc
from strongroom.wire.jsonrpc import MessageError
from strongroom.wire.mcp.headers import ProtocolHeaders, read_headers
from strongroom.wire.mcp.inbound import Inbound, WireError, era_of, read_inbound, wire_error
from strongroom.wire.mcp.revisions import Era

MODERN = "2026-07-28"
VERSION = "io.modelcontextprotocol/protocolVersion"
CAPABILITIES = "io.modelcontextprotocol/clientCapabilities"
HEADERS = {"mcp-protocol-version": MODERN, "mcp-method": "tools/call", "mcp-name": "pay"}
META: JsonObject = {VERSION: MODERN, CAPABILITIES: {}}


def body(method: str = "tools/call", params: Json = None, **extra: Json) -> JsonObject:
    return {"jsonrpc": "2.0", "id": "q", "method": method, "params": {"name": "pay", "_meta": META} if params is None else params, **extra}


def read(message: Json, headers: Mapping[str, str] = HEADERS) -> Inbound:
    lines = [(name.encode(), value.encode()) for name, value in headers.items()]
    return read_inbound(read_headers(lines, dict(lines), repeated=False), jsonrpc.parse(orjson.dumps(message)))


def refused(message: Json, headers: Mapping[str, str] = HEADERS) -> WireError:
    with pytest.raises(WireError) as caught:
        read(message, headers)
    return caught.value


def test_a_modern_call_is_read_whole() -> None:
    found = read(body(params={"name": "pay", "arguments": {"a": 1}, "_meta": {**META, "strongroom/purpose": "kyc"}}))
    assert (found.era, found.version, found.method, found.target, found.name) == (Era.MODERN, MODERN, "tools/call", TargetKind.TOOL, "pay")
    assert found.arguments == {"a": 1} and found.purpose == "kyc" and found.message.id == "q"


@pytest.mark.parametrize(
    ("method", "params", "name", "kind", "expected"),
    [
        ("resources/read", {"uri": "fin://a"}, "fin://a", TargetKind.RESOURCE, "fin://a"),
        ("prompts/get", {"name": "p"}, "p", TargetKind.PROMPT, "p"),
        ("completion/complete", {"ref": {"type": "ref/prompt", "name": "p"}}, None, TargetKind.COMPLETION, "p"),
        ("completion/complete", {"ref": {"type": "ref/resource", "uri": "fin://{id}"}}, None, TargetKind.COMPLETION, "fin://{id}"),
        ("tools/list", {}, None, TargetKind.CATALOG, "tools/list"),
        ("server/discover", {}, None, TargetKind.CATALOG, "server/discover"),
        ("subscriptions/listen", {"notifications": {}}, None, TargetKind.STREAM, "subscriptions/listen"),
    ],
)
def test_each_method_has_its_target(method: str, params: JsonObject, name: str | None, kind: TargetKind, expected: str) -> None:
    headers = {"mcp-protocol-version": MODERN, "mcp-method": method, **({"mcp-name": name} if name else {})}
    found = read(body(method, {**params, "_meta": META}), headers)
    assert (found.target, found.name) == (kind, expected)


@pytest.mark.control("EDG-04")
@pytest.mark.parametrize(
    ("message", "headers", "status", "code", "id_"),
    [
        (body(params={"name": "pay"}), HEADERS, 400, -32602, "q"),
        (body(params={"name": "pay", "_meta": {VERSION: MODERN}}), HEADERS, 400, -32602, "q"),
        (body(params={"name": "pay", "_meta": {CAPABILITIES: {}}}), HEADERS, 400, -32602, "q"),
        (body(params={"name": "pay", "_meta": []}), HEADERS, 400, -32602, "q"),
        (body(), {**HEADERS, "mcp-method": "tools/list"}, 400, -32020, "q"),
        (body(), {**HEADERS, "mcp-method": "Tools/Call"}, 400, -32020, "q"),
        (body(), {**HEADERS, "mcp-name": "Pay"}, 400, -32020, "q"),
        (body(), {"mcp-protocol-version": MODERN, "mcp-method": "tools/call"}, 400, -32020, "q"),
        (body(), {"mcp-protocol-version": MODERN, "mcp-name": "pay"}, 400, -32020, "q"),
        (body(), {**HEADERS, "mcp-protocol-version": "2099-01-01"}, 400, -32020, "q"),
        (body(), {**HEADERS, "mcp-name": "=?base64?!!?="}, 400, -32020, "q"),
        (body(), {**HEADERS, "mcp-param-x": "=?base64?!!?="}, 400, -32020, "q"),
        (body(params={"name": "pay", "_meta": {**META, VERSION: "2099-01-01"}}), {**HEADERS, "mcp-protocol-version": "2099-01-01"}, 400, -32022, "q"),
        (body("initialize", {"_meta": META}), {**HEADERS, "mcp-method": "initialize"}, 404, -32601, "q"),
        (body("ping", {"_meta": META}), {**HEADERS, "mcp-method": "ping"}, 404, -32601, "q"),
        (body("tools/explode", {"_meta": META}), {**HEADERS, "mcp-method": "tools/explode"}, 404, -32601, "q"),
        (body(params={"_meta": META}), HEADERS, 400, -32602, "q"),
        (body(params={"name": "pay", "arguments": [1], "_meta": META}), HEADERS, 400, -32602, "q"),
        (body(params={"name": "pay", "_meta": {**META, "strongroom/purpose": 7}}), HEADERS, 400, -32602, "q"),
        ({"jsonrpc": "2.0", "id": 1, "result": {}}, HEADERS, 400, -32600, None),
        ({"jsonrpc": "2.0", "method": "notifications/x"}, {"mcp-protocol-version": "2099-01-01"}, 400, -32022, None),
    ],
)
def test_a_broken_modern_rule_has_its_code_and_status(message: JsonObject, headers: dict[str, str], status: int, code: int, id_: str | None) -> None:
    error = refused(message, headers)
    assert (error.status, error.code, error.id) == (status, code, id_)


def test_the_versions_spoken_are_named_where_another_was_asked_for() -> None:
    error = refused(body(params={"name": "pay", "_meta": {**META, VERSION: "2099-01-01"}}), {**HEADERS, "mcp-protocol-version": "2099-01-01"})
    assert error.data == {"supported": [MODERN], "requested": "2099-01-01"} and error.reason is Reason.UNSUPPORTED_VERSION


@pytest.mark.control("EDG-03")
def test_a_routing_header_that_came_twice_is_a_mismatch() -> None:
    lines = [(b"mcp-protocol-version", MODERN.encode()), (b"mcp-method", b"tools/call"), (b"mcp-name", b"pay"), (b"mcp-name", b"pay")]
    with pytest.raises(WireError) as caught:
        read_inbound(read_headers(lines, dict(lines), repeated=True), jsonrpc.parse(orjson.dumps(body())))
    assert caught.value.code == -32020


def test_a_coded_name_is_decoded_before_it_is_compared() -> None:
    assert read(body(params={"name": "zählen", "_meta": META}), {**HEADERS, "mcp-name": "=?base64?esOkaGxlbg==?="}).name == "zählen"


_values: st.SearchStrategy[Json] = st.sampled_from(
    [None, MODERN, "2099-01-01", "tools/call", "pay", "tools/list", "resources/read", 1, {}, [], "=?base64?cGF5?=", ""]
)


@pytest.mark.control("EDG-03")
@given(
    meta=st.one_of(st.none(), st.just([]), st.dictionaries(st.sampled_from([VERSION, CAPABILITIES]), _values)),
    method=st.sampled_from(["tools/call", "resources/read", "tools/list"]),
    name=_values,
    headers=st.dictionaries(
        st.sampled_from(["mcp-protocol-version", "mcp-method", "mcp-name"]),
        st.sampled_from([MODERN, "2099-01-01", "tools/call", "pay", "=?base64?cGF5?=", "tools/list"]),
    ),
)
def test_the_ladder_agrees_with_the_official_one(meta: Json, method: str, name: Json, headers: dict[str, str]) -> None:
    """Where the official ladder refuses, so do we, with the same code; where it lets pass, we refuse only what later checks of the server refuse."""
    headers = {"mcp-protocol-version": MODERN, **headers}
    member = "uri" if method == "resources/read" else "name"
    params: JsonObject = {member: name}
    if meta is not None:
        params["_meta"] = meta
    if isinstance(meta, dict) and CAPABILITIES in meta:
        meta[CAPABILITIES] = {}
    message = body(method, params)
    verdict = oracle.classify_inbound_request(message, headers=headers)
    try:
        read(message, headers)
        code = 0
    except WireError as error:
        code = error.code
    if isinstance(verdict, oracle.InboundLadderRejection):
        assert code == verdict.code
    else:
        assert code in {0, -32602} and (code == 0) == (method == "tools/list" or (isinstance(name, str) and name != ""))


@pytest.mark.control("EDG-04")
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    )
)
def test_no_params_are_worse_than_refused(params: Json) -> None:
    for headers in ({}, HEADERS):
        assert -32768 <= code_of(body(params=params), headers) <= 0


def code_of(message: JsonObject, headers: Mapping[str, str]) -> int:
    try:
        read(message, headers)
    except (WireError, MessageError) as error:
        return error.code
    return 0


def test_a_request_without_version_header_is_of_the_handshake_era() -> None:
    found = read(body("initialize", {"protocolVersion": "2025-11-25"}), {})
    assert (found.era, found.version, found.target, found.name) == (Era.LEGACY, "2025-03-26", TargetKind.SESSION, "initialize")


@pytest.mark.parametrize("version", ["2025-11-25", "2025-06-18", "2025-03-26"])
def test_a_legacy_call_needs_none_of_the_modern_headers(version: str) -> None:
    found = read(body(params={"name": "pay"}), {"mcp-protocol-version": version, "mcp-method": "lies", "mcp-name": "lies"})
    assert (found.era, found.version, found.name) == (Era.LEGACY, version, "pay")


def test_modern_meta_without_the_header_is_a_mismatch() -> None:
    error = refused(body(), {})
    assert (error.status, error.code) == (400, -32020)


def test_a_retired_version_is_refused_in_words_that_name_the_spoken_ones() -> None:
    error = refused(body(params={"name": "pay"}), {"mcp-protocol-version": "2024-11-05"})
    assert (error.status, error.code) == (400, -32600) and "2025-11-25" in error.message


def test_an_unknown_legacy_method_is_no_dead_session() -> None:
    error = refused(body("tools/explode", {}), {"mcp-protocol-version": "2025-11-25"})
    assert (error.status, error.code, error.id) == (200, -32601, "q")


def test_a_legacy_client_may_answer_and_notify() -> None:
    answer = read({"jsonrpc": "2.0", "id": 4, "result": {}}, {"mcp-protocol-version": "2025-11-25"})
    assert (answer.target, answer.method, answer.message.id) == (TargetKind.SESSION, "response", 4)
    assert read({"jsonrpc": "2.0", "method": "notifications/initialized"}, {}).method == "notifications/initialized"


def test_a_purpose_may_stand_in_the_header_and_must_not_contradict_the_body() -> None:
    stated: JsonObject = {"name": "pay", "_meta": {"strongroom/purpose": "kyc"}}
    legacy = {"mcp-protocol-version": "2025-11-25"}
    assert read(body(params={"name": "pay"}), {**legacy, "strongroom-purpose": "kyc"}).purpose == "kyc"
    assert read(body(params=stated), {**legacy, "strongroom-purpose": "kyc"}).purpose == "kyc"
    assert refused(body(params=stated), {**legacy, "strongroom-purpose": "marketing"}).code == -32602


def test_a_message_that_is_too_large_is_413() -> None:
    assert wire_error(MessageError(Reason.TOO_LARGE, -32600, "large", to=1)).status == 413
    assert wire_error(MessageError(Reason.MALFORMED, -32700, "bad")).status == 400


def test_any_other_version_must_prove_to_be_modern() -> None:
    assert era_of(ProtocolHeaders(version="2099-01-01")) is Era.MODERN
    assert cast("str", era_of(ProtocolHeaders(version="2024-11-05"))) == "legacy"
