"""JSON-RPC messages from hostile bytes, and edits that change nothing else."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strongroom.core.reason import Reason
from strongroom.wire import jsonrpc
from strongroom.wire.jsonrpc import Kind, Limits, MessageError, parse

REQUEST = b'{"jsonrpc":"2.0","id":"a1","method":"tools/call","params":{"name":"pay","arguments":{"n":123456789012345678901234567890,"f":1.50}},"x":{"y":1e2}}'

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def refused(body: bytes, limits: Limits = jsonrpc.DEFAULT_LIMITS) -> MessageError:
    with pytest.raises(MessageError) as caught:
        parse(body, limits)
    return caught.value


def test_a_request_keeps_its_id_with_its_type() -> None:
    assert parse(b'{"jsonrpc":"2.0","id":1,"method":"ping"}').id == 1
    assert parse(b'{"jsonrpc":"2.0","id":"1","method":"ping"}').id == "1"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"jsonrpc":"2.0","id":1,"method":"ping"}', Kind.REQUEST),
        (b'{"jsonrpc":"2.0","method":"ping"}', Kind.NOTIFICATION),
        (b'{"jsonrpc":"2.0","id":1,"result":{}}', Kind.RESULT),
        (b'{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":""}}', Kind.ERROR),
        (b'{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":""}}', Kind.ERROR),
    ],
)
def test_a_message_is_known_for_what_it_is(body: bytes, kind: Kind) -> None:
    assert parse(body).kind is kind


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", jsonrpc.PARSE_ERROR),
        (b"{", jsonrpc.PARSE_ERROR),
        (b'{"jsonrpc":"2.0","id":1,"method":"\xff"}', jsonrpc.PARSE_ERROR),
        (b'\xef\xbb\xbf{"jsonrpc":"2.0","id":1,"method":"ping"}', jsonrpc.PARSE_ERROR),
        (b'{"jsonrpc":"2.0","id":NaN,"method":"ping"}', jsonrpc.PARSE_ERROR),
        (b'"text"', jsonrpc.INVALID_REQUEST),
        (b'{"jsonrpc":"1.0","id":1,"method":"ping"}', jsonrpc.INVALID_REQUEST),
        (b'{"id":1,"method":"ping"}', jsonrpc.INVALID_REQUEST),
        (b'{"jsonrpc":"2.0","id":null,"method":"ping"}', jsonrpc.INVALID_REQUEST),
        (b'{"jsonrpc":"2.0","id":true,"method":"ping"}', jsonrpc.INVALID_REQUEST),
        (b'{"jsonrpc":"2.0","id":1.0,"method":"ping"}', jsonrpc.INVALID_REQUEST),
        (b'{"jsonrpc":"2.0","id":99999999999999999999,"method":"ping"}', jsonrpc.INVALID_REQUEST),
        (b'{"jsonrpc":"2.0","id":1,"method":7}', jsonrpc.INVALID_REQUEST),
        (b'{"jsonrpc":"2.0","id":1,"method":""}', jsonrpc.INVALID_REQUEST),
        (b'{"jsonrpc":"2.0","id":1}', jsonrpc.INVALID_REQUEST),
        (b'{"jsonrpc":"2.0","id":1,"result":{},"error":{}}', jsonrpc.INVALID_REQUEST),
        (b'{"jsonrpc":"2.0","id":null,"result":{}}', jsonrpc.INVALID_REQUEST),
        (b'{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}', jsonrpc.INVALID_PARAMS),
        (b'{"jsonrpc":"2.0","id":1,"method":"ping","params":null}', jsonrpc.INVALID_PARAMS),
    ],
)
def test_what_is_no_message_is_refused_with_the_code_of_its_fault(body: bytes, code: int) -> None:
    assert refused(body).code == code


def test_a_batch_is_refused_and_known_as_one() -> None:
    assert refused(b'[{"jsonrpc":"2.0","method":"ping"}]').batch


def test_the_id_is_known_wherever_it_can_be() -> None:
    assert refused(b'{"jsonrpc":"2.0","id":7,"method":"ping","params":[]}').id == 7
    assert refused(b'{"jsonrpc":"2.0","id":7,"method":"ping","params":{"a":1,"a":2}}').id == 7


def test_size_depth_and_members_are_bounded() -> None:
    nested = b'{"jsonrpc":"2.0","id":1,"method":"m","params":{"a":' + b"[" * 40 + b"1" + b"]" * 40 + b"}}"
    many = b'{"jsonrpc":"2.0","id":1,"method":"m","params":{' + b",".join(b'"k%d":1' % n for n in range(200)) + b"}}"
    assert refused(REQUEST, Limits(size=20)).reason is Reason.TOO_LARGE
    assert refused(nested).reason is Reason.TOO_LARGE
    assert refused(many, Limits(keys=100)).reason is Reason.TOO_LARGE
    assert parse(nested, Limits(depth=43)).method == "m"
    assert parse(many, Limits(keys=204)).method == "m"


@pytest.mark.parametrize(
    "params",
    [
        rb'{"a":1,"a":2}',
        rb'{"a" :1,"a":1}',
        rb'{"a":1,"\u0061":2}',
        rb'{"a":":","a":"::"}',
        rb'{"a":":","a":1}',
        rb'{"a":1,"a":"\u003a"}',
        rb'{"a":"\\\":\"","a":1}',
        rb'{"l":[{"":1,"":2}]}',
    ],
)
def test_a_name_given_twice_is_refused_however_it_is_written(params: bytes) -> None:
    assert "twice" in refused(b'{"jsonrpc":"2.0","id":1,"method":"m","params":%b}' % params).message


@pytest.mark.parametrize("params", [rb'{"a":"x:y","b":"\":\""}', rb'{"a:b":":"}', rb'{"a":"\\","b":":\\\\"}', rb'{"u":"file:///a","v":"\u003a"}'])
def test_colons_in_strings_are_no_members(params: bytes) -> None:
    assert parse(b'{"jsonrpc":"2.0","id":1,"method":"m","params":%b}' % params).method == "m"


class RepeatedError(Exception):
    """A name came twice."""


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len({name for name, _ in pairs}) != len(pairs):
        raise RepeatedError
    return dict(pairs)


@given(
    st.lists(st.tuples(st.sampled_from(["a", "b", ":", '"', "\\", '":"', "é", "\\:"]), st.sampled_from(["", ":", '"', '":', "\\", "x"])), max_size=6),
    st.booleans(),
)
def test_the_quick_check_for_repeated_names_agrees_with_the_slow_one(pairs: list[tuple[str, str]], ascii_only: bool) -> None:
    params = ",".join(f"{json.dumps(name, ensure_ascii=ascii_only)}: {json.dumps(value, ensure_ascii=ascii_only)}" for name, value in pairs)
    body = f'{{"jsonrpc":"2.0","id":1,"method":"m","params":{{{params}}}}}'.encode()
    try:
        json.loads(body, object_pairs_hook=_once)
    except RepeatedError:
        assert "twice" in refused(body).message
    else:
        assert parse(body).method == "m"


@pytest.mark.control("EDG-05")
def test_an_edit_keeps_every_other_byte() -> None:
    renamed = jsonrpc.with_name(REQUEST, "quote")
    assert renamed == REQUEST.replace(b'"pay"', b'"quote"')
    assert jsonrpc.with_id(REQUEST, 7) == REQUEST.replace(b'"a1"', b"7")


def test_members_of_meta_are_added_replaced_and_removed() -> None:
    body = b'{"jsonrpc":"2.0","id":1,"method":"m","params":{"_meta":{"traceparent":"old","baggage":"b","n":1.0}}}'
    edited = jsonrpc.with_meta(body, {"traceparent": b'"new"', "baggage": None, "tracestate": b'"s"'})
    assert edited == b'{"jsonrpc":"2.0","id":1,"method":"m","params":{"_meta":{"traceparent":"new","n":1.0,"tracestate":"s"}}}'
    assert jsonrpc.with_meta(b'{"jsonrpc":"2.0","id":1,"method":"m"}', {"a": b"1"}) == b'{"jsonrpc":"2.0","id":1,"method":"m","params":{"_meta":{"a":1}}}'


def test_results_are_edited_likewise() -> None:
    assert jsonrpc.with_result_meta(b'{"id":1,"result":{"n":1.0}}', {"a": b"1"}) == b'{"id":1,"result":{"n":1.0,"_meta":{"a":1}}}'
    assert jsonrpc.with_result(b'{"id":1,"result":{"n":1.0}}', b"[]") == b'{"id":1,"result":[]}'


def test_meta_that_is_no_object_is_refused_rather_than_replaced() -> None:
    with pytest.raises(MessageError):
        jsonrpc.with_meta(b'{"jsonrpc":"2.0","id":1,"method":"m","params":{"_meta":5}}', {"a": b"1"})


@given(st.dictionaries(st.text(), values, max_size=5))
def test_what_is_not_edited_survives_as_it_is(extra: dict[str, object]) -> None:
    params = {**extra, "name": "old"}
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "m", "params": params}).encode()
    members = jsonrpc.members_of(jsonrpc.members_of(jsonrpc.with_name(body, "new"))["params"])
    for name, value in params.items():
        assert bytes(members[name]).strip() == json.dumps("new" if name == "name" else value).encode()


def test_answers_and_notifications_are_written() -> None:
    assert jsonrpc.encode_result("a", b'{"n":1.0}') == b'{"jsonrpc":"2.0","id":"a","result":{"n":1.0}}'
    assert json.loads(jsonrpc.encode_error(None, -32600, "no")) == {"jsonrpc": "2.0", "id": None, "error": {"code": -32600, "message": "no"}}
    assert json.loads(jsonrpc.encode_error(1, 1, "no", {"a": 1}))["error"]["data"] == {"a": 1}
    assert parse(jsonrpc.encode_notification("n", b'{"a":1}')).params == {"a": 1}
    assert parse(jsonrpc.encode_notification("n")).kind is Kind.NOTIFICATION
    assert parse(jsonrpc.encode_request(5, "ping")).id == 5


def test_members_come_as_their_bytes() -> None:
    assert bytes(parse(REQUEST).members["x"]) == b'{"y":1e2}'
    assert jsonrpc.encode_members({"a": b"1.0", "b": jsonrpc.members_of(b'{"c":2.50}')["c"]}) == b'{"a":1.0,"b":2.50}'
    assert jsonrpc.decode(jsonrpc.encode({"a": [1, None]})) == {"a": [1, None]}
