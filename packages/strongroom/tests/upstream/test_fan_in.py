"""Standing streams joined."""

import asyncio
import json
from collections.abc import Sequence

from strongroom.core.reason import Reason
from strongroom.core.stops import Deny, Event, Refusal
from strongroom.upstream.fan_in import ACKNOWLEDGED, JoinedStream, Listening
from strongroom.wire import jsonrpc


class Scripted:
    """A stream that says what it is told, then ends, fails or waits."""

    def __init__(self, *events: Event, ending: str = "end") -> None:
        self._events = list(events)
        self._ending = ending
        self.closed = 0

    async def next(self) -> Event | None:
        if self._events:
            return self._events.pop(0)
        if self._ending == "fail":
            raise Refusal(Deny(Reason.UPSTREAM_UNAVAILABLE, "gone"))
        if self._ending == "wait":
            await asyncio.get_running_loop().create_future()
        return None

    async def close(self) -> None:
        self.closed += 1


def told(body: bytes, *, last: bool = False, mark: str = "") -> Event:
    return Event(body, last=last, mark=mark, message=json.loads(body))


def news(name: str) -> Event:
    return told(jsonrpc.encode_notification(name), mark="m1")


def honoured(**kinds: object) -> Event:
    return told(jsonrpc.encode_notification(ACKNOWLEDGED, json.dumps({"notifications": kinds}).encode()))


async def all_of(stream: JoinedStream) -> list[Event]:
    found: list[Event] = []
    while (event := await stream.next()) is not None:
        found.append(event)
    await stream.close()
    return found


def methods(events: Sequence[Event]) -> list[str]:
    return [json.loads(one.data).get("method", "answer") for one in events]


async def test_what_any_stream_says_is_passed_on_without_its_mark() -> None:
    found = await all_of(JoinedStream([Scripted(news("a"), news("b")), Scripted(news("c"), ending="fail")]))
    assert sorted(methods(found)) == ["a", "b", "c"]
    assert {one.mark for one in found} == {""}


async def test_priming_events_are_kept_back() -> None:
    assert await all_of(JoinedStream([Scripted(Event(b"", mark="m"), news("a"))])) == [Event(news("a").data, message=news("a").message)]


async def test_one_acknowledgement_comes_first_with_the_union() -> None:
    one = Scripted(news("early"), honoured(toolsListChanged=True, resourceSubscriptions=["x://1"]), ending="wait")
    two = Scripted(honoured(toolsListChanged=False, promptsListChanged=True, resourceSubscriptions=["x://1", "x://2"]), ending="wait")
    stream = JoinedStream([one, two], Listening("L", 5.0))
    first = await stream.next()
    assert first is not None
    params = json.loads(first.data)["params"]
    assert params["notifications"] == {"toolsListChanged": True, "promptsListChanged": True, "resourceSubscriptions": ["x://1", "x://2"]}
    assert params["_meta"] == {"io.modelcontextprotocol/subscriptionId": "L"}
    second = await stream.next()
    assert second is not None
    assert methods([second]) == ["early"]
    await stream.close()
    assert (one.closed, two.closed) == (1, 1)


async def test_a_server_that_does_not_acknowledge_in_time_is_not_waited_for() -> None:
    stream = JoinedStream([Scripted(honoured(toolsListChanged=True)), Scripted(ending="wait")], Listening(1, 0.01))
    first = await stream.next()
    assert first is not None
    assert json.loads(first.data)["params"]["notifications"] == {"toolsListChanged": True}
    await stream.close()


async def test_the_end_of_one_does_not_end_the_others_and_the_last_answer_ends_all() -> None:
    error = Event(b'{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"no"}}', last=True, facts={"status": "404"})
    answer = told(b'{"jsonrpc":"2.0","id":1,"result":{}}', last=True)
    found = await all_of(JoinedStream([Scripted(error), Scripted(news("a"), answer)]))
    assert methods(found) == ["a", "answer"]
    assert found[-1].last
    assert json.loads(found[-1].data)["result"] == {}


async def test_an_error_is_the_answer_where_nobody_has_a_better_one() -> None:
    error = Event(b'{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"no"}}', last=True, facts={"status": "404"})
    found = await all_of(JoinedStream([Scripted(error), Scripted(ending="fail")], Listening(1, 5.0)))
    assert found == [error]


async def test_closing_ends_all_even_while_one_is_awaited() -> None:
    streams = [Scripted(ending="wait"), Scripted(news("a"), ending="wait")]
    joined = JoinedStream(streams)
    await joined.next()
    waiting = asyncio.create_task(joined.next())
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.wait([waiting])
    await joined.close()
    assert [one.closed for one in streams] == [1, 1]
