"""The first look lets one request with one reading pass, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strongroom.core.reason import Reason
from strongroom.edge.guard import Front, Guard, RefusedError, accepted, check_json
from strongroom.edge.port import Scope
from strongroom.edge.settings import EdgeSettings

BANK = EdgeSettings(public_url="https://mcp.bank.example", allowed_hosts=("gateway.internal", "10.1.1.1:8700"), allowed_origins=("https://chat.bank.example",))
LOCAL = EdgeSettings(public_url="http://127.0.0.1:8700")
HOST = (b"host", b"mcp.bank.example")


def scope(*lines: tuple[bytes, bytes], path: str = "/mcp", version: str = "1.1") -> Scope:
    return {"type": "http", "method": "POST", "path": path, "headers": list(lines), "http_version": version, "client": ("10.0.0.1", 1)}


def status(found: Scope, settings: EdgeSettings = BANK) -> int:
    guard = Guard(settings)
    try:
        guard.door(guard.front(found))
    except RefusedError as refused:
        return refused.status
    return 200


@pytest.mark.parametrize("host", [b"mcp.bank.example", b"MCP.bank.example", b"gateway.internal", b"gateway.internal:99", b"10.1.1.1:8700"])
def test_our_own_hosts_are_answered(host: bytes) -> None:
    assert status(scope((b"host", host))) == 200


@pytest.mark.control("EDG-02")
@pytest.mark.parametrize(
    "host",
    [
        b"evil.example",
        b"mcp.bank.example.evil.example",
        b"mcp.bank.example:1@evil",
        b"mcp.bank.example\x00",
        b"localhost",
        b"10.1.1.1:1",
        b"10.1.1.1",
        b"[::1]x",
    ],
)
def test_another_host_is_misdirected(host: bytes) -> None:
    assert status(scope((b"host", host))) == 421


@pytest.mark.control("EDG-02")
def test_no_host_and_two_hosts_are_no_request() -> None:
    assert status(scope()) == 400
    assert status(scope(HOST, HOST)) == 400
    assert status(scope((b"host", b""))) == 400


def test_a_loopback_server_is_known_by_every_name_of_the_machine_and_port() -> None:
    assert [status(scope((b"host", host)), LOCAL) for host in (b"localhost:3911", b"127.0.0.1:1", b"[::1]:8700", b"rebound.example")] == [200, 200, 200, 421]


def test_health_is_told_under_any_host() -> None:
    Guard(BANK).front(scope((b"host", b"10.2.3.4:8700"), path="/healthz"))


@pytest.mark.control("EDG-02")
@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        (b"https://mcp.bank.example", 200),
        (b"https://chat.bank.example", 200),
        (b"https://evil.example", 403),
        (b"null", 403),
        (b"http://mcp.bank.example", 403),
    ],
)
def test_only_known_pages_may_call(origin: bytes, expected: int) -> None:
    assert status(scope(HOST, (b"origin", origin))) == expected


def test_pages_of_the_same_machine_may_call_a_loopback_server() -> None:
    at_home = (b"host", b"localhost:8700")
    assert [
        status(scope(at_home, (b"origin", origin)), LOCAL) for origin in (b"http://localhost:5173", b"http://127.0.0.1:8700", b"http://localhost.evil.example")
    ] == [
        200,
        200,
        403,
    ]


@pytest.mark.control("EDG-01")
def test_transfer_encoding_has_one_reading() -> None:
    coded = (b"transfer-encoding", b"chunked")
    assert status(scope(HOST, coded)) == 200
    assert status(scope(HOST, coded, version="1.0")) == 400
    assert status(scope(HOST, coded, (b"content-length", b"3"))) == 400


def test_an_underscore_is_no_hyphen() -> None:
    assert status(scope(HOST, (b"mcp_method", b"tools/call"))) == 400


@pytest.mark.control("EDG-04")
def test_headers_are_bounded_in_number_and_size() -> None:
    assert status(scope(HOST, *((b"x-%d" % n, b"1") for n in range(64)))) == 431
    assert status(scope(HOST, (b"x-large", b"a" * 16_400))) == 431
    assert status(scope(HOST, *((b"x-same", b"a" * 600) for _ in range(40)))) == 431


@pytest.mark.parametrize("name", [b"authorization", b"content-type", b"content-length", b"mcp-session-id", b"last-event-id", b"origin", b"strongroom-purpose"])
def test_a_header_that_decides_something_comes_once(name: bytes) -> None:
    assert status(scope(HOST, (name, b"a"), (name, b"a"))) == 400


def test_headers_that_are_lists_may_come_in_several_lines() -> None:
    assert status(scope(HOST, (b"accept", b"text/event-stream"), (b"accept", b"application/json"), (b"via", b"a"), (b"via", b"b"))) == 200


def test_a_repeated_routing_header_is_left_to_the_protocol_which_has_a_code_for_it() -> None:
    guard = Guard(BANK)
    assert guard.door(guard.front(scope(HOST, (b"mcp-name", b"a"), (b"mcp-name", b"b")))).duplicate == "mcp-name"


@pytest.mark.parametrize(
    ("value", "json", "events"),
    [
        (b"application/json, text/event-stream", True, True),
        (b"*/*", True, True),
        (b"application/json", True, False),
        (b"text/*;q=0.5, Application/JSON", True, True),
        (b"application/json, text/event-stream;q=0", True, False),
        (b"", False, False),
        (b"application/jsonp", False, False),
    ],
)
def test_what_a_client_takes_is_read_with_wildcards(value: bytes, json: bool, events: bool) -> None:
    lines = [(b"accept", value)]
    assert accepted(Front(lines, dict(lines), "", len(dict(lines)) != len(lines))) == (json, events)


def test_two_accept_lines_are_one_list() -> None:
    lines = [(b"accept", b"application/json"), (b"accept", b"text/event-stream")]
    assert accepted(Front(lines, dict(lines), "", len(dict(lines)) != len(lines))) == (True, True)


@pytest.mark.parametrize(("kind", "fine"), [(b"application/json", True), (b"Application/JSON; charset=utf-8", True), (b"text/plain", False), (b"", False)])
def test_a_body_must_say_that_it_is_json(kind: bytes, fine: bool) -> None:
    if fine:
        check_json({b"content-type": kind})
        return
    with pytest.raises(RefusedError) as caught:
        check_json({b"content-type": kind})
    assert caught.value.status == 415


def test_a_coded_body_is_not_accepted() -> None:
    with pytest.raises(RefusedError) as caught:
        check_json({b"content-type": b"application/json", b"content-encoding": b"gzip"})
    assert caught.value.status == 415 and caught.value.reason is Reason.MALFORMED


@given(st.lists(st.tuples(st.binary(max_size=12).map(bytes.lower), st.binary(max_size=20)), max_size=8))
def test_no_headers_are_worse_than_refused(lines: list[tuple[bytes, bytes]]) -> None:
    assert status(scope(*lines)) in {200, 400, 403, 421, 431}
