"""Several messages in one body become several calls, and their answers one stream."""

from typing import cast

import pytest

from strongroom.edge.batch import BatchStream, split
from strongroom.edge.port import AsgiMessage
from strongroom.edge.reply import respond
from strongroom.wire.jsonrpc import Limits
from strongroom.wire.mcp.inbound import WireError

PING = b'{"jsonrpc":"2.0","id":1,"method":"ping"}'


def test_each_message_keeps_its_bytes() -> None:
    assert [message.body for message in split(b"[ " + PING + b" , " + PING + b"]", Limits())] == [PING, PING]


@pytest.mark.parametrize(
    "body", [b"[]", b"[1]", b"[[]]", b"[" + b",".join([PING] * 33) + b"]", b"[" + PING + b',{"jsonrpc":"2.0","id":2,"method":"initialize"}]']
)
def test_a_batch_is_bounded_and_holds_messages_only(body: bytes) -> None:
    with pytest.raises(WireError):
        split(body, Limits())


async def test_answers_become_events_and_streams_flow_on() -> None:
    sent: list[AsgiMessage] = []

    async def send(message: AsgiMessage) -> None:
        sent.append(message)

    stream = BatchStream(send)
    await respond(stream.part(), 200, b'{"a":1}', ((b"content-type", b"application/json"),))
    await respond(stream.part(), 202)
    events = stream.part()
    await events({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/event-stream")]})
    await events({"type": "http.response.body", "body": b"data: 2\n\n", "more_body": True})
    await events({"type": "http.response.body", "body": b"data: 3\n\n"})
    await stream.end()
    assert [message["type"] for message in sent].count("http.response.start") == 1
    assert b"".join(cast("bytes", message["body"]) for message in sent[1:]) == b'event: message\ndata: {"a":1}\n\ndata: 2\n\ndata: 3\n\n'
    assert not sent[-1].get("more_body") and sent[-2]["more_body"]


async def test_nothing_to_answer_is_202() -> None:
    sent: list[AsgiMessage] = []

    async def send(message: AsgiMessage) -> None:
        sent.append(message)

    await BatchStream(send).end()
    assert sent[0]["status"] == 202
