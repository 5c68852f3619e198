"""What an HTTP response means."""

from support.carrying import LEGACY, Ask, drained
from support.source import Source

from strongroom.core.reason import Reason
from strongroom.drivers.http import Response
from strongroom.upstream.attempt import Attempt
from strongroom.upstream.incoming import interpret
from strongroom.upstream.streams import Reading, limits_for


async def meant(status: int, body: bytes = b"", *, kind: bytes = b"application/json", ask: Ask | None = None) -> Attempt:
    response = Response(Source())
    response.status = status
    response.headers = [(b"content-type", kind)]
    if body:
        response.take(body)
    response.end(None)
    request = (ask or Ask()).cleared().call.request
    return await interpret(response, Reading("finance", request, limits_for(10_000), 10_000, {}, lambda: None))


async def test_the_type_of_content_may_have_parameters_and_capitals() -> None:
    attempt = await meant(200, b'{"jsonrpc":"2.0","id":1,"result":{}}', kind=b"Application/JSON; charset=utf-8")
    assert attempt.stream is not None


async def test_nothing_where_an_answer_is_due_is_refused() -> None:
    attempt = await meant(200)
    assert attempt.refusal is not None
    assert attempt.refusal.reason is Reason.UPSTREAM_INVALID


async def test_an_error_for_another_question_is_not_the_servers_word() -> None:
    attempt = await meant(400, b'{"jsonrpc":"2.0","id":2,"error":{"code":1,"message":"x"}}')
    assert attempt.refusal is not None


async def test_a_result_with_a_bad_status_is_not_taken_for_one() -> None:
    attempt = await meant(500, b'{"jsonrpc":"2.0","id":1,"result":{}}')
    assert attempt.refusal is not None
    assert attempt.refusal.reason is Reason.UPSTREAM_UNAVAILABLE


async def test_a_refused_notification_keeps_the_servers_word() -> None:
    attempt = await meant(400, b'{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"x"}}', ask=Ask(id=None, version=LEGACY))
    assert attempt.stream is not None
    assert (await drained(attempt.stream))[0].facts == {"status": "400"}
