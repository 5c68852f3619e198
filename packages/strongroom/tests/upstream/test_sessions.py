"""Sessions that servers open."""

import pytest
from support.carrying import LEGACY, Ask
from support.source import Source

from strongroom.drivers.http import Response, parse_address
from strongroom.upstream.sessions import opened_at, own_id, session_facts

HERE, THERE = parse_address("http://one:1/mcp"), parse_address("http://two:1/mcp")


def answered(session: bytes, *, status: int = 200) -> Response:
    response = Response(Source())
    response.status = status
    response.headers = [(b"mcp-session-id", session)]
    return response


def test_a_session_is_known_with_the_replica_that_opened_it() -> None:
    facts = session_facts(answered(b"a.b"), "finance", Ask(method="initialize", version=LEGACY).cleared().call.request, HERE)
    session = facts["session:finance"]
    assert opened_at(session, HERE)
    assert not opened_at(session, THERE)
    assert own_id(session) == b"a.b"


@pytest.mark.parametrize("session", [b"", b"a b", b"a\x7f", b"\xff", b"x" * 501])
def test_a_session_id_that_may_not_be_is_none(session: bytes) -> None:
    assert session_facts(answered(session), "finance", Ask(method="initialize", version=LEGACY).cleared().call.request, HERE) == {}


def test_only_an_accepted_handshake_opens_a_session() -> None:
    handshake, call = Ask(method="initialize", version=LEGACY).cleared().call.request, Ask(version=LEGACY).cleared().call.request
    assert session_facts(answered(b"a", status=400), "finance", handshake, HERE) == {}
    assert session_facts(answered(b"a"), "finance", call, HERE) == {}
