"""Server-sent events, cut anywhere."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strongroom.wire.sse import SseEvent, SseReader, StreamError, encode_comment, encode_event

STREAM = (
    b": hello\r\nid: 1\r\nretry: 500\r\ndata:\r\n\r\nevent: message\ndata: one\ndata:two\n\nid: 2\rdata: three\r\r"
    b"data: d\xc3\xa9\nfoo: bar\n\n: end\n\nevent: x\n\n"
)
EVENTS = [
    SseEvent(b"", "1", "message", 500),
    SseEvent(b"one\ntwo", "1"),
    SseEvent(b"three", "2"),
    SseEvent("dé".encode(), "2"),
]


def read(*chunks: bytes, limit: int = 1000) -> list[SseEvent]:
    reader = SseReader(limit)
    return [event for chunk in chunks for event in reader.feed(chunk)]


def test_a_stream_is_read_whole() -> None:
    assert read(STREAM) == EVENTS


@pytest.mark.parametrize("cut", range(len(STREAM) + 1))
def test_a_stream_is_read_alike_wherever_it_is_cut(cut: int) -> None:
    assert read(STREAM[:cut], STREAM[cut:]) == EVENTS


def test_a_stream_is_read_alike_byte_by_byte() -> None:
    assert read(*(STREAM[at : at + 1] for at in range(len(STREAM)))) == EVENTS


@given(st.lists(st.integers(0, len(STREAM)), max_size=6))
def test_a_stream_is_read_alike_in_any_pieces(cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(STREAM)]
    assert read(*(STREAM[start:end] for start, end in pairwise(edges))) == EVENTS


def test_a_byte_order_mark_at_the_start_is_dropped() -> None:
    mark = b"\xef\xbb\xbf"
    assert read(mark + b"data: a\n\n") == read(mark[:1], mark[1:], b"data: a\n\n") == [SseEvent(b"a")]
    assert read(b"data: a\n\n", mark + b"data: b\n\n") == [SseEvent(b"a")]


def test_an_event_over_its_bound_is_refused_whether_it_ends_or_not() -> None:
    for chunks in ([b"data: " + b"x" * 200], [b"data: x\n"] * 40, [b"x"] * 200):
        with pytest.raises(StreamError):
            read(*chunks, limit=100)


def test_the_bound_is_for_each_event() -> None:
    assert len(read(*[b"data: " + b"x" * 80 + b"\n\n"] * 50, limit=100)) == 50


def test_an_id_with_nul_or_a_retry_that_is_no_number_is_ignored() -> None:
    assert read(b"id: a\0b\nretry: 1x\ndata: a\n\n") == [SseEvent(b"a")]
    assert read(b"retry: 99999999999999999999\ndata: a\n\n") == [SseEvent(b"a")]


def test_an_id_that_is_no_text_is_refused() -> None:
    with pytest.raises(StreamError):
        read(b"id: \xff\ndata: a\n\n")


def test_the_last_id_is_remembered() -> None:
    reader = SseReader(100)
    reader.feed(b"id: 7\ndata: a\n\ndata: b\n\n")
    assert reader.last_id == "7"


@given(st.binary(max_size=200))
def test_what_is_written_is_read_back(data: bytes) -> None:
    read_back = read(encode_event(data, mark="9", name="n", retry=3))
    assert read_back == [SseEvent(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n"), "9", "n", 3)]


def test_an_id_cannot_smuggle_a_line() -> None:
    for bad in ("a\nb", "a\rb", "a\0b"):
        with pytest.raises(ValueError, match="line end"):
            encode_event(b"", mark=bad)


def test_a_comment_means_nothing() -> None:
    assert read(encode_comment("still\nhere")) == []


@given(st.binary(max_size=300))
def test_garbage_never_raises_anything_else(data: bytes) -> None:
    try:
        read(data)
    except StreamError:
        assert b"id" in data or b"event" in data or len(data) > 100
