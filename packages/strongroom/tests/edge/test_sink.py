"""One message is an answer, several are a stream, and silence becomes a stream that shows it is alive."""

import asyncio
from typing import cast

import pytest
from support.doors import Response

from strongroom.core.reason import Reason
from strongroom.core.stops import ClientGoneError, Deny, Event
from strongroom.core.target import TargetKind
from strongroom.edge.endings import Asked
from strongroom.edge.port import AsgiMessage
from strongroom.edge.sink import AnswerSink, Hooks
from strongroom.wire.mcp.revisions import Era

ASKED = Asked(Era.MODERN, 1, "tools/call", TargetKind.TOOL, "get", "c1")
LAST = Event(b'{"id":1}', last=True)


MARKING = Hooks(mark=lambda mark: f"sealed-{mark}")


class Wire:
    def __init__(self) -> None:
        self.response = Response()
        self.block: asyncio.Event | None = None

    async def send(self, message: AsgiMessage) -> None:
        if self.block is not None:
            await self.block.wait()
        if message["type"] == "http.response.start":
            assert not self.response.status
            self.response.status = int(str(message["status"]))
            self.response.headers = dict(cast("list[tuple[str, str]]", message["headers"]))
        else:
            assert self.response.status and not self.response.done
            self.response.body += cast("bytes", message["body"])
            self.response.done = not message.get("more_body")


def made(asked: Asked = ASKED, hooks: Hooks | None = None) -> tuple[AnswerSink, Wire]:
    wire = Wire()
    return AnswerSink(wire.send, asked, hooks or Hooks(), lambda: 1.0), wire


async def test_a_single_message_is_one_json_answer() -> None:
    sink, wire = made()
    await sink.close(LAST)
    assert (wire.response.status, wire.response.body, wire.response.done) == (200, b'{"id":1}', True)


async def test_a_silent_call_becomes_a_stream_by_its_first_sign_of_life() -> None:
    sink, wire = made()
    await sink.keep_alive()
    await sink.close(LAST)
    assert wire.response.body == b': still here\n\nevent: message\ndata: {"id":1}\n\n' and wire.response.done
    await sink.keep_alive()


async def test_an_end_waits_for_a_sign_of_life_under_way() -> None:
    sink, wire = made()
    wire.block = asyncio.Event()
    sink.pulse = asyncio.create_task(sink.keep_alive())
    await asyncio.sleep(0)
    closing = asyncio.create_task(sink.close(LAST))
    await asyncio.sleep(0)
    wire.block.set()
    await closing
    assert wire.response.body.endswith(b'data: {"id":1}\n\n') and wire.response.done


async def test_a_refusal_within_a_stream_is_its_last_event() -> None:
    sink, wire = made()
    await sink.send(Event(b'{"n":1}'))
    await sink.close(Deny(Reason.CONTENT_BLOCKED, "blocked"))
    assert wire.response.status == 200 and b'"isError":true' in wire.response.body and wire.response.done


async def test_an_end_without_a_last_message_ends_the_stream() -> None:
    sink, wire = made()
    await sink.send(Event(b'{"n":1}'))
    await sink.close(None)
    assert wire.response.done
    sink, wire = made()
    await sink.close(None)
    assert (wire.response.status, wire.response.body) == (202, b"")


async def test_event_ids_and_retry_times_are_passed_on() -> None:
    sink, wire = made(ASKED._replace(era=Era.LEGACY), MARKING)
    await sink.send(Event(b"", mark="e1", facts={"retry": "500"}))
    assert wire.response.body == b"event: message\nid: sealed-e1\nretry: 500\ndata: \n\n"
    assert sink.marked and not sink.cancels


async def test_a_modern_client_that_is_gone_ends_the_call() -> None:
    sink, _ = made()
    sink.gone = True
    with pytest.raises(ClientGoneError):
        await sink.send(Event(b'{"n":1}'))
    assert sink.cancels


async def test_a_handshake_is_answered_whole_so_that_its_session_stands_at_the_top() -> None:
    sink, wire = made(ASKED._replace(era=Era.LEGACY, method="initialize"))
    await sink.send(Event(b'{"n":1}'))
    await sink.keep_alive()
    assert not wire.response.status
    await sink.close(LAST)
    assert wire.response.body == b'event: message\ndata: {"n":1}\n\nevent: message\ndata: {"id":1}\n\n'
