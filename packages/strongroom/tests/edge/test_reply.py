"""Whole answers say their length, and errors are not kept by anybody."""

from strongroom.edge.port import AsgiMessage
from strongroom.edge.reply import error_body, respond, respond_error


async def test_an_error_is_whole_and_not_stored() -> None:
    sent: list[AsgiMessage] = []

    async def send(message: AsgiMessage) -> None:
        sent.append(message)

    body = error_body(-32600, "no")
    await respond_error(send, 400, body, ((b"x-a", b"1"),))
    assert sent == [
        {
            "type": "http.response.start",
            "status": 400,
            "headers": [(b"content-length", b"%d" % len(body)), (b"content-type", b"application/json"), (b"cache-control", b"no-store"), (b"x-a", b"1")],
        },
        {"type": "http.response.body", "body": b'{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"no"}}'},
    ]
    await respond(send, 202)
    assert sent[2]["headers"] == [(b"content-length", b"0")]
