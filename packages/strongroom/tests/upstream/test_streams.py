"""Event streams of servers, hostile ones included."""

import json

import pytest
from support.carrying import LEGACY, Ask
from support.source import Source

from strongroom.core.reason import Reason
from strongroom.core.stops import Event, Refusal
from strongroom.drivers.http import ConnectionLostError, Response
from strongroom.upstream.streams import EventStream, Reading, WholeAnswer, answers, limits_for
from strongroom.wire import jsonrpc

RESULT = b'{"jsonrpc":"2.0","id":1,"result":{}}'


class Opened:
    """A stream of these bytes, each piece on its own, and what became of its connection."""

    def __init__(self, *pieces: bytes, ask: Ask | None = None, size: int = 10_000, total: int = 100_000, broken: bool = False) -> None:
        self.source = Source()
        self.cut = 0
        response = Response(self.source)
        for piece in pieces:
            response.take(piece)
        response.end(ConnectionLostError("gone") if broken else None)
        request = (ask or Ask()).cleared().call.request
        how = Reading("finance", request, limits_for(size), total, {"session:finance": "s"}, self._count)
        self.stream = EventStream(response, how)

    def _count(self) -> None:
        self.cut += 1

    async def all(self) -> list[Event]:
        found: list[Event] = []
        while (event := await self.stream.next()) is not None:
            found.append(event)
        return found


def sse(*messages: bytes) -> bytes:
    return b"".join(b"data: %b\n\n" % one for one in messages)


async def test_the_last_event_is_the_answer_and_carries_what_came_with_the_head() -> None:
    opened = Opened(sse(RESULT, b'{"jsonrpc":"2.0","method":"late"}'))
    found = await opened.all()
    assert [(one.data, one.last, dict(one.facts)) for one in found] == [(RESULT, True, {"session:finance": "s"})]


async def test_a_priming_event_passes_with_its_mark_and_its_patience() -> None:
    found = await Opened(b"id: e1\nretry: 500\ndata:\n\n", ask=Ask(version=LEGACY)).all()
    assert [(one.data, one.mark, dict(one.facts)) for one in found] == [(b"", "e1", {"retry": "500"})]


async def test_a_stream_that_cannot_be_resumed_must_answer() -> None:
    with pytest.raises(Refusal) as caught:
        await Opened(sse(b'{"jsonrpc":"2.0","method":"n"}')).all()
    assert caught.value.deny.reason is Reason.UPSTREAM_UNAVAILABLE


async def test_a_stream_that_breaks_off_is_told() -> None:
    with pytest.raises(Refusal) as caught:
        await Opened(b"data: {", broken=True).all()
    assert caught.value.deny.reason is Reason.UPSTREAM_UNAVAILABLE


@pytest.mark.parametrize(
    "data",
    [
        b"data: garbage\n\n",
        b"data: []\n\n",
        sse(b'{"jsonrpc":"2.0","id":2,"result":{}}'),
        sse(b'{"jsonrpc":"2.0","id":"1","result":{}}'),
        sse(b'{"jsonrpc":"2.0","id":1,"result":{"a":1,"a":2}}'),
        sse(b'{"jsonrpc":"2.0","id":9,"method":"elicitation/create"}'),
        b"data: " + b"x" * 20_000,
        b"id: \xff\ndata: {}\n\n",
    ],
)
async def test_an_event_that_may_not_be_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal) as caught:
        await Opened(data).all()
    assert caught.value.deny.reason is Reason.UPSTREAM_INVALID


async def test_a_stream_over_its_total_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        await Opened(sse(*[b'{"jsonrpc":"2.0","method":"n"}'] * 100), total=1000).all()
    assert caught.value.deny.reason is Reason.TOO_LARGE


async def test_events_of_other_kinds_are_not_messages() -> None:
    found = await Opened(b"event: endpoint\ndata: /messages\n\n" + sse(RESULT)).all()
    assert [one.data for one in found] == [RESULT]


async def test_a_request_of_the_server_names_it_at_the_door_to_all() -> None:
    asked = b'{"jsonrpc":"2.0","id":1,"method":"elicitation/create","params":{"n":1.0}}'
    cancelled = b'{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}'
    found = await Opened(sse(asked, cancelled, RESULT), ask=Ask(version=LEGACY, endpoint="")).all()
    assert json.loads(found[0].data) == {"jsonrpc": "2.0", "id": "finance/1", "method": "elicitation/create", "params": {"n": 1.0}}
    assert json.loads(found[1].data)["params"]["requestId"] == "finance/1"


async def test_a_request_of_the_server_is_untouched_at_its_own_door() -> None:
    asked = b'{"jsonrpc":"2.0","id":1,"method":"elicitation/create"}'
    found = await Opened(sse(asked, RESULT), ask=Ask(version=LEGACY)).all()
    assert found[0].data == asked


async def test_a_standing_stream_passes_answers_to_earlier_questions_and_may_just_end() -> None:
    found = await Opened(sse(b'{"jsonrpc":"2.0","id":"x","result":{}}'), ask=Ask(version=LEGACY, verb="GET", id=None)).all()
    assert [one.last for one in found] == [False]


async def test_closing_after_the_answer_keeps_the_connection_and_before_it_cuts() -> None:
    answered, early = Opened(sse(RESULT)), Opened(sse(RESULT))
    await answered.all()
    await answered.stream.close()
    await early.stream.close()
    await early.stream.close()
    assert (answered.cut, early.cut) == (0, 1)


async def test_a_whole_answer_comes_once() -> None:
    stream = WholeAnswer(Event(RESULT, last=True))
    assert await stream.next() == Event(RESULT, last=True)
    assert await stream.next() is None
    await stream.close()


def test_only_an_error_may_come_without_the_id() -> None:
    assert answers(jsonrpc.parse(b'{"jsonrpc":"2.0","id":null,"error":{}}'), 1)
    assert not answers(jsonrpc.parse(b'{"jsonrpc":"2.0","id":1,"result":{}}'), "1")
