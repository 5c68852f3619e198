"""The running text of one answer: log messages, progress messages and content blocks, read as one, so that a number split between them is seen.

An event whose text ends in what could become a finding is held until the next one shows whether it does. The last MAX_TAIL bytes of text are kept in mind,
more than any number needs; where they are spread over more than MAX_HELD events, the open end is hidden rather than let go.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from strongroom.core.stops import Event
from strongroom.protection.classes import DataClass
from strongroom.protection.inspection import Inspection, Spot
from strongroom.protection.json_text import JsonText, Location, Token
from strongroom.protection.patterns import Pattern
from strongroom.protection.shadow import Shadow, shadows
from strongroom.protection.window import open_tail

MAX_HELD = 64
MAX_TAIL = 512

_WORTH_HIDING = Pattern(r"[A-Za-z0-9+/_=@.\-]*[0-9@][A-Za-z0-9+/_=@.\-]*")

Actor = Callable[[JsonText, list[Spot]], bytes]
"""Carries out the actions on the findings of one message."""


@dataclass(slots=True)
class Waiting:
    """An event with what is known of its findings so far."""

    event: Event
    text: JsonText
    spots: list[Spot] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Part of the open end: bytes `start` to `end` of a decoded text of one event."""

    holder: Waiting
    token: Token
    shadow: Shadow
    start: int
    end: int


class Carry:
    """The open end of the running text, and the events that wait for it."""

    __slots__ = ("_act", "_inspection", "_stretches", "_waiting")

    def __init__(self, inspection: Inspection, act: Actor) -> None:
        self._inspection = inspection
        self._act = act
        self._waiting: list[Waiting] = []
        self._stretches: list[_Stretch] = []

    @property
    def empty(self) -> bool:
        """Whether nothing waits."""
        return not self._waiting

    def feed(self, event: Event, spots: list[Spot], text: JsonText) -> list[Event]:
        """What may go now that `event` came, with its own findings `spots`."""
        holder = Waiting(event, text, spots)
        self._waiting.append(holder)
        pieces = running_text(text)
        if not pieces:
            return self.release()
        for token in pieces:
            self._read(holder, token)
        if event.last:
            return self.release()
        self._bound()
        open_from = next((at for at, one in enumerate(self._waiting) if any(part.holder is one for part in self._stretches)), len(self._waiting))
        return self._let_go(open_from)

    def release(self) -> list[Event]:
        """Everything that waited, because nothing can join it any more."""
        self._stretches.clear()
        return self._let_go(len(self._waiting))

    def _read(self, holder: Waiting, token: Token) -> None:
        """Join a text to the open end: mark what crosses the seam, and keep the new open end."""
        shadow = shadows(holder.text.data[token.start : token.end], json=True)[0]
        if not shadow.data:
            return
        before = b"".join(part.shadow.data[part.start : part.end] for part in self._stretches)
        self._stretches.append(_Stretch(holder, token, shadow, 0, len(shadow.data)))
        if before:
            joined = before + shadow.data[: 2 * MAX_TAIL]
            for start, end, kind, instead in self._inspection.changes(joined, b"", json=False):
                if start < len(before) < end:
                    self._mark(start, end, kind, instead)
        keep = len(open_tail(before + shadow.data, MAX_TAIL))
        self._trim(keep)

    def _mark(self, start: int, end: int, kind: DataClass, instead: bytes) -> None:
        """A finding across events: its mask goes where it begins, and the rest of it goes."""
        at = 0
        for part in self._stretches:
            first, last = max(start - at, 0), min(end - at, part.end - part.start)
            if first < last:
                begin, stop = part.shadow.origin(part.start + first, part.start + last)
                part.holder.spots.append(Spot(part.token.start + begin, part.token.start + stop, kind, instead, part.token))
                instead = b""
            at += part.end - part.start

    def _trim(self, keep: int) -> None:
        kept: list[_Stretch] = []
        for part in reversed(self._stretches):
            size = min(keep, part.end - part.start)
            if size > 0:
                kept.append(_Stretch(part.holder, part.token, part.shadow, part.end - size, part.end))
            keep -= size
        self._stretches = kept[::-1]

    def _bound(self) -> None:
        """Hide an open end that is spread over more events than may wait."""
        if len(self._waiting) <= MAX_HELD:
            return
        for part in self._stretches:
            for start, end in _WORTH_HIDING.spans(part.shadow.data[part.start : part.end]):
                begin, stop = part.shadow.origin(part.start + start, part.start + end)
                part.holder.spots.append(Spot(part.token.start + begin, part.token.start + stop, DataClass.SECRET, b"***", part.token))
        self._stretches.clear()

    def _let_go(self, count: int) -> list[Event]:
        going, self._waiting = self._waiting[:count], self._waiting[count:]
        return [self._finished(one) for one in going]

    def _finished(self, one: Waiting) -> Event:
        if not one.spots:
            return one.event
        event = one.event
        return Event(self._act(one.text, joined(one.spots)), last=event.last, mark=event.mark, facts=event.facts)


def joined(spots: Iterable[Spot]) -> list[Spot]:
    """Findings without overlap; one found twice, alone and across a seam, is hidden once and wholly."""
    apart: list[Spot] = []
    for spot in sorted(spots, key=lambda one: (one.start, -one.end)):
        last = apart[-1] if apart else None
        if last is None or spot.start >= last.end:
            apart.append(spot)
        else:
            end = max(last.end, spot.end)
            apart[-1] = Spot(last.start, end, last.kind, last.instead if end == last.end and last.instead else b"***", last.token)
    return apart


def running_text(text: JsonText) -> list[Token]:
    """The strings of a message that a reader sees one after another: log data, progress messages, text blocks, resource texts."""
    return [] if text.broken else [token for token, location in text.values() if _is_running(location)]


def _is_running(location: Location) -> bool:
    if location[0] == "params":
        return len(location) > 1 and location[1] in {"data", "message"}
    return len(location) > 3 and location[0] == "result" and location[1] in {"content", "contents"} and location[-1] == "text"
