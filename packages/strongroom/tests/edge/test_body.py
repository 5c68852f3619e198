"""A body is counted as it comes; what its headers announce only makes the refusal come sooner."""

from collections.abc import Mapping

import pytest

from strongroom.edge.body import HungUpError, read_body
from strongroom.edge.guard import RefusedError
from strongroom.edge.port import AsgiMessage, Receive


def arriving(*parts: bytes, end: AsgiMessage | None = None) -> Receive:
    messages: list[AsgiMessage] = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    messages.append(end or {"type": "http.request", "body": b"", "more_body": False})

    async def receive() -> AsgiMessage:
        return messages.pop(0)

    return receive


async def read(receive: Receive, headers: Mapping[bytes, bytes] | None = None) -> bytes:
    return await read_body(receive, headers or {}, 10)


async def test_a_body_in_pieces_is_one_body() -> None:
    assert await read(arriving(b"ab", b"", b"cd")) == b"abcd"
    assert await read(arriving(end={"type": "http.request", "body": b"0123456789"})) == b"0123456789"


@pytest.mark.control("EDG-04")
@pytest.mark.parametrize("parts", [(b"01234567890",), (b"0123456789", b"0"), (b"a",) * 11])
async def test_too_much_is_refused_whatever_was_announced(parts: tuple[bytes, ...]) -> None:
    with pytest.raises(RefusedError) as caught:
        await read(arriving(*parts), {b"content-length": b"1"})
    assert caught.value.status == 413 and (b"connection", b"close") in caught.value.headers
    with pytest.raises(RefusedError):
        await read(arriving(end={"type": "http.request", "body": b"01234567890"}))


@pytest.mark.parametrize("announced", [b"11", b"9" * 40, b"-1", b"+3", b"x", b""])
async def test_what_announces_too_much_or_nonsense_is_not_read_at_all(announced: bytes) -> None:
    def never() -> Receive:
        async def receive() -> AsgiMessage:
            raise AssertionError

        return receive

    with pytest.raises(RefusedError):
        await read(never(), {b"content-length": announced})


async def test_a_client_that_leaves_in_the_middle_is_gone() -> None:
    for parts in ((), (b"ab",)):
        with pytest.raises(HungUpError):
            await read(arriving(*parts, end={"type": "http.disconnect"}))
