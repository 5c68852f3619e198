"""Server-sent events (WHATWG HTML, section 9.2): an incremental reader that bounds what it holds, and the writer.

Above: edge and upstream. Below: core.
Does not know: not what the events carry.
"""

from dataclasses import dataclass
from typing import Final

_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_LONGEST_RETRY: Final = 10


class StreamError(Exception):
    """The stream breaks its own rules: an event over its bound, or text that is not UTF-8."""


@dataclass(frozen=True, slots=True)
class SseEvent:
    """One event. `data` joins its data lines; empty data is an event too (MCP primes a resumable stream with one).

    `id` is the last event id in force after this event; `retry` is in milliseconds, None where not given; `name` is the event type, `message` by default.
    """

    data: bytes
    id: str = ""
    name: str = "message"
    retry: int | None = None


class SseReader:
    """Feeds on bytes cut anywhere and gives whole events. Lines end in CRLF, LF or CR; at most `limit` bytes of one event are held.

    Other than a browser it gives events without data too if they set an id or a retry time: a gateway must pass those on.
    """

    __slots__ = ("_after_cr", "_data", "_event_size", "_fresh", "_id", "_id_seen", "_limit", "_name", "_parts", "_parts_size", "_retry")

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._parts: list[bytes] = []
        self._parts_size = 0
        self._after_cr = False
        self._fresh = True
        self._id = ""
        self._clear()

    def _clear(self) -> None:
        self._data: list[bytes] = []
        self._event_size = 0
        self._id_seen = False
        self._name = ""
        self._retry: int | None = None

    @property
    def last_id(self) -> str:
        """The id after which the stream can be resumed; empty if the server gave none."""
        return self._id

    def feed(self, chunk: bytes) -> list[SseEvent]:
        """The events that `chunk` completes; raises StreamError."""
        if self._after_cr and chunk:
            self._after_cr = False
            chunk = chunk.removeprefix(b"\n")
        if self._fresh:
            chunk = b"".join((*self._parts, chunk))
            self._parts = []
            if len(chunk) < len(_BYTE_ORDER_MARK) and _BYTE_ORDER_MARK.startswith(chunk):
                self._hold(chunk)
                return []
            self._fresh = False
            chunk = chunk.removeprefix(_BYTE_ORDER_MARK)
        events: list[SseEvent] = []
        if b"\n" in chunk or b"\r" in chunk:
            chunk = self._lines(chunk, events)
        self._hold(chunk)
        return events

    def _hold(self, part: bytes) -> None:
        """Keep the beginning of a line: in parts, so that a line sent byte by byte costs no more than one sent whole."""
        self._parts.append(part)
        self._parts_size = len(part) if len(self._parts) == 1 else self._parts_size + len(part)
        if self._event_size + self._parts_size > self._limit:
            raise self._too_large()

    def _lines(self, chunk: bytes, events: list[SseEvent]) -> bytes:
        self._after_cr = chunk.endswith(b"\r")
        text = b"".join((*self._parts, chunk))
        self._parts = []
        lines = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n") if b"\r" in text else text.split(b"\n")
        begun = lines.pop()
        for line in lines:
            if line:
                self._take(line)
            else:
                self._dispatch(events)
        return begun

    def _take(self, line: bytes) -> None:
        self._event_size += len(line)
        if self._event_size > self._limit:
            raise self._too_large()
        field, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if field == b"data":
            self._data.append(value)
        elif field == b"id":
            if b"\0" not in value:
                self._id = _text(value)
                self._id_seen = True
        elif field == b"event":
            self._name = _text(value)
        elif field == b"retry" and value.isdigit() and len(value) <= _LONGEST_RETRY:
            self._retry = int(value)

    def _dispatch(self, events: list[SseEvent]) -> None:
        if self._data or self._id_seen or self._retry is not None:
            events.append(SseEvent(b"\n".join(self._data), self._id, self._name or "message", self._retry))
        self._clear()

    def _too_large(self) -> StreamError:
        return StreamError(f"an event is larger than the {self._limit} bytes allowed")


def _text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        message = "an event id or type is not UTF-8"
        raise StreamError(message) from None


def encode_event(data: bytes, *, mark: str = "", name: str = "message", retry: int | None = None) -> bytes:
    r"""The bytes of one event. Line ends within `data` become data lines; raises ValueError where `mark`, the event id, or `name` holds a line end or NUL."""
    if any(bad in text for text in (mark, name) for bad in "\r\n\0"):
        message = "an event id or type cannot hold a line end or NUL"
        raise ValueError(message)
    head = f"event: {name}\n" + (f"id: {mark}\n" if mark else "") + (f"retry: {retry}\n" if retry is not None else "")
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\n", b"\ndata: ") if b"\n" in data or b"\r" in data else data
    return b"%bdata: %b\n\n" % (head.encode(), lines)


def encode_comment(text: str = "") -> bytes:
    """A comment, which keeps an idle connection alive and means nothing."""
    return b": %b\n\n" % text.replace("\r", " ").replace("\n", " ").encode()
