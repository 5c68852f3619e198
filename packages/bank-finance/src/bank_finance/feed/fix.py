"""FIX 5.0 SP2 over FIXT.1.1, tag=value: messages cut out of bytes and checked for length and checksum (FIXT 1.1, sections on message framing).

Written here because the kept parsers leave BodyLength and CheckSum to the caller and drop what precedes a message; a feed must lose nothing.
Data fields that contain the field separator are not supported: such a message is unreadable.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

SOH = b"\x01"
BEGIN = b"8=FIXT.1.1"
APPLICATION_VERSION = "9"
"""ApplVerID (1128) of FIX 5.0 SP2; a message may leave it to the session."""
MAX_BODY = 256 * 1024
_HEAD = re.compile(rb"8=FIXT\.1\.1\x019=([0-9]{1,7})\x01")
_TRAILER = re.compile(rb"10=([0-9]{3})\x01")
_FIELD = re.compile(rb"([1-9][0-9]{0,5})=([^\x01]+)")


class FixError(ValueError):
    """A message that cannot be believed; the text is in our words."""


@dataclass(frozen=True, slots=True)
class Message:
    """The fields of one message between BodyLength and CheckSum, in order."""

    fields: tuple[tuple[int, str], ...]

    @property
    def kind(self) -> str:
        """MsgType (35)."""
        return self.fields[0][1]

    def first(self, tag: int) -> str | None:
        """The first value of a tag; None when the message lacks it."""
        return next((value for found, value in self.fields if found == tag), None)

    def needed(self, tag: int, name: str) -> str:
        """The first value of a tag; FixError naming the field when the message lacks it."""
        value = self.first(tag)
        if value is None:
            raise FixError(f"{name} ({tag}) is missing")
        return value

    def groups(self, counter: int, delimiter: int, ends: frozenset[int] = frozenset()) -> tuple[Mapping[int, str], ...]:
        """The entries of a repeating group: each begins with `delimiter`, the last ends at a tag of `ends`; FixError when `counter` says another number."""
        place = next((place for place, (tag, _) in enumerate(self.fields) if tag == counter), None)
        if place is None:
            raise FixError(f"the group counter ({counter}) is missing")
        entries: list[dict[int, str]] = []
        for tag, value in self.fields[place + 1 :]:
            if tag in ends:
                break
            if tag == delimiter:
                entries.append({})
            elif not entries:
                raise FixError(f"the group does not begin with tag {delimiter}")
            entries[-1].setdefault(tag, value)
        if self.fields[place][1] != str(len(entries)):
            raise FixError("the group counter does not agree with its entries")
        return tuple(entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    """A message whose length is right; `covered` is what the checksum is taken of, the body begins at `start`."""

    covered: bytes
    start: int
    checksum: int


def messages(content: bytes) -> Iterator[Message | FixError]:
    """Every message in order, line ends between messages ignored; whatever lies between two beginnings and is no message comes out as one FixError."""
    place = 0
    while place < len(content):
        if content[place : place + 1] in {b"\n", b"\r"}:
            place += 1
            continue
        try:
            body, place = _framed(content, place)
        except FixError as refused:
            following = content.find(BEGIN, place + 1)
            place = len(content) if following < 0 else following
            yield refused
            continue
        try:
            yield _message(body)
        except FixError as refused:
            yield refused


def encode(fields: Sequence[tuple[int, str]]) -> bytes:
    """The message of these body fields, MsgType first, with head and trailer; FixError for an empty value or one with a separator."""
    if any(not value or "\x01" in value for _, value in fields):
        raise FixError("a value is empty or holds the field separator")
    body = b"".join(b"%d=%s\x01" % (tag, value.encode()) for tag, value in fields)
    head = BEGIN + SOH + b"9=%d\x01" % len(body)
    return head + body + b"10=%03d\x01" % checksum(head + body)


def checksum(covered: bytes) -> int:
    """CheckSum (10): the sum of all bytes before it, modulo 256."""
    return sum(covered) % 256


def _framed(content: bytes, place: int) -> tuple[_Body, int]:
    head = _HEAD.match(content, place)
    if head is None:
        raise FixError("no message of FIXT.1.1 begins here")
    length = int(head[1])
    if length > MAX_BODY:
        raise FixError(f"the body is longer than {MAX_BODY} bytes")
    end = head.end() + length
    trailer = _TRAILER.match(content, end)
    if trailer is None:
        raise FixError("BodyLength does not lead to the checksum")
    return _Body(covered=content[place:end], start=head.end() - place, checksum=int(trailer[1])), trailer.end()


def _message(body: _Body) -> Message:
    if body.checksum != checksum(body.covered):
        raise FixError("the checksum is wrong")
    fields = []
    for piece in body.covered[body.start :].removesuffix(SOH).split(SOH):
        found = _FIELD.fullmatch(piece)
        if found is None:
            raise FixError("a field is not tag=value")
        try:
            fields.append((int(found[1]), found[2].decode()))
        except UnicodeDecodeError:
            raise FixError("a value is not UTF-8") from None
    message = Message(tuple(fields))
    if fields[0][0] != 35:
        raise FixError("MsgType (35) does not stand third")
    if message.first(1128) not in {None, APPLICATION_VERSION}:
        raise FixError("ApplVerID (1128) is not FIX 5.0 SP2")
    return message
