"""The request that carries a call."""

import json
from dataclasses import replace

import pytest
from support.carrying import LEGACY, TRACE, Ask

from strongroom.core.json import JsonObject
from strongroom.upstream.outgoing import body_for, headers_for

PARENT = f"00-{'a' * 32}-{'b' * 16}-01"


@pytest.mark.control("OPS-06")
def test_our_span_becomes_the_parent_and_nothing_else_changes() -> None:
    call = Ask(id="a").cleared().call
    body = b'{"jsonrpc":"2.0","id":"a","method":"tools/call","params":{"arguments":{"n":1.50},"_meta":{"traceparent":"t","k":[1.0]}}}'
    sent = body_for(replace(call, request=replace(call.request, body=body)))
    assert sent == body.replace(b'"t"', b'"%b"' % PARENT.encode())


def test_our_tracestate_replaces_theirs_only_if_there_is_one() -> None:
    call = Ask(params={"_meta": {"tracestate": "theirs"}}).cleared().call
    assert b'"theirs"' in body_for(call)
    assert b'"tracestate":"ours"' in body_for(replace(call, trace=replace(TRACE, state="ours")))


def test_a_notification_and_a_body_that_cannot_be_edited_go_as_they_came() -> None:
    notification = Ask(id=None).cleared().call
    assert body_for(notification) == notification.request.body
    call = Ask().cleared().call
    odd = replace(call, request=replace(call.request, body=b'{"params":{"_meta":5}}'))
    assert body_for(odd) == b'{"params":{"_meta":5}}'


def test_a_trace_header_the_edge_made_is_not_doubled() -> None:
    call = Ask(headers=((b"traceparent", b"x"),)).cleared().call
    assert [value for name, value in headers_for(call, "finance", b"Bearer x") if name == b"traceparent"] == [b"x"]


def test_a_session_goes_only_to_its_own_server() -> None:
    call = Ask(version=LEGACY, sessions={"risk": "t.s1"}).cleared().call
    assert b"mcp-session-id" not in dict(headers_for(call, "finance", b"Bearer x"))
    assert dict(headers_for(call, "risk", b"Bearer x"))[b"mcp-session-id"] == b"s1"


def sent(params: bytes, subject: JsonObject) -> bytes:
    call = Ask(id="a").cleared().call
    body = b'{"jsonrpc":"2.0","id":"a","method":"tools/call","params":%b}' % params
    return body_for(replace(call, request=replace(call.request, body=body, subject=subject)))


def test_the_quick_way_into_meta_writes_what_the_exact_way_writes() -> None:
    quick = sent(b'{"name":"x","_meta":{"k":[1.0]}}', {"name": "x", "_meta": {"k": [1.0]}})
    assert b'"params":{"name":"x","_meta":{"traceparent":"%b","k":[1.0]}}' % PARENT.encode() in quick


@pytest.mark.parametrize(
    "params",
    [
        b'{"arguments":{"_meta":{"k":1}},"_meta": {"k":1}}',
        b'{"arguments":{"_meta":{"k":1}},"_meta":{"k":1}}',
        rb'{"arguments":{"_meta":{"k":1}},"\u005fmeta":{"k":1}}',
        rb'{"arguments":"{\"_meta\":{}","_meta":{"k":1}}',
    ],
)
def test_arguments_that_look_like_meta_are_left_alone(params: bytes) -> None:
    parsed = json.loads(params)
    after = json.loads(sent(params, parsed))["params"]
    assert after == {**parsed, "_meta": {**parsed["_meta"], "traceparent": PARENT}}
