"""Inspection of one JSON message as bytes: the gate first, and only behind it the strings and numbers that made it open."""

import base64
import binascii
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from strongroom.protection.classes import STYLES, Action, DataClass, Finding
from strongroom.protection.find import find
from strongroom.protection.json_text import JsonText, Token
from strongroom.protection.masks import masked
from strongroom.protection.patterns import Pattern
from strongroom.protection.rules import DISGUISES, gate_for
from strongroom.protection.shadow import Change, Shadow, shadows

MAX_SUSPECTS = 10_000
"""Places in one message that may look like findings; more is a message nobody can vouch for in the time a call has."""

MAX_ENCODED = 256
"""Runs of base64 that are decoded in one text."""

_CARRIED = frozenset({b"id", b"requestState", b"nextCursor", b"cursor", b"taskId", b"progressToken", b"requestId"})
_CARRIED_PATHS = frozenset(
    {"$.id", "$.params._meta.progressToken"}
    | {f"$.params.{name}" for name in ("requestState", "cursor", "taskId", "progressToken", "requestId")}
    | {f"$.result.{name}" for name in ("requestState", "nextCursor", "taskId")}
)
"""What one side of the protocol made and the other must hand back byte for byte: nothing to read for anybody, and broken by a mask."""

_BASE64 = Pattern(r"[A-Za-z0-9+/_\-]{12,}={0,2}")
_HIDES_DIGITS = Pattern(rf"{DISGUISES[-1][0]}|LS0tLS1CRUdJTi|0tLS0tQkVHSU4g|tLS0tLUJFR0lOI|QUtJQ")


class TooMuchToInspectError(Exception):
    """The message holds more suspects than may be looked at."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A finding in a message: the bytes `start` to `end` of it, what would stand there instead, and the token around it."""

    start: int
    end: int
    kind: DataClass
    instead: bytes
    token: Token


class Inspection:
    """What is looked for, as one table of actions says; classes that are allowed are not even looked for."""

    __slots__ = ("_gate", "_patterns", "actions", "idle")

    def __init__(self, actions: Mapping[DataClass, Action]) -> None:
        self.actions = dict(actions)
        wanted = frozenset(kind for kind, action in actions.items() if action is not Action.ALLOW)
        self.idle = not wanted
        self._gate, self._patterns = gate_for(wanted)

    def clean(self, data: bytes) -> bool:
        """Whether nothing in `data` even looks like a finding or like a disguise of one."""
        return self.idle or not self._gate.hits(data)

    def spots(self, text: JsonText) -> list[Spot]:
        """What was found in a message, from left to right without overlap; raises TooMuchToInspectError."""
        hits = [] if self.idle else self._gate.hits(text.data)
        plain = len(self._patterns) - len(DISGUISES)
        tokens: dict[int, Token] = {}
        suspects = 0
        for hit in hits:
            spans = self._patterns[hit].spans(text.data)
            suspects += len(spans) if hit < plain else 0
            if suspects > MAX_SUSPECTS:
                raise TooMuchToInspectError
            for start, end in spans:
                for token in self._tokens(text, start, end):
                    tokens[token.start] = token
        found = [spot for token in tokens.values() for spot in self._in_token(text, token)]
        return _apart(found)

    def _tokens(self, text: JsonText, start: int, end: int) -> Iterable[Token]:
        return (Token(0, len(text.data), 0, string=True),) if text.broken else text.touched(start, end)

    def _in_token(self, text: JsonText, token: Token) -> list[Spot]:
        key = b"" if text.broken else text.key(token)
        if key in _CARRIED and text.path(token) in _CARRIED_PATHS:
            return []
        inside = text.data[token.start : token.end]
        if token.string:
            changes = self.changes(inside, key, json=True)
            return [Spot(token.start + start, token.start + end, kind, instead, token) for start, end, kind, instead in changes]
        return [Spot(token.start, token.end, one.kind, b'"' + _mask(one) + b'"', token) for one in find(_plain_number(inside), key) if self._wanted(one)]

    def changes(self, text: bytes, context: bytes, *, json: bool) -> list[tuple[int, int, DataClass, bytes]]:
        """What was found in one text, through every disguise: from, to, class, and what would stand there instead."""
        found: list[tuple[int, int, DataClass, bytes]] = []
        for shadow in shadows(text, json=json):
            found += [(*shadow.origin(one.start, one.end), one.kind, _mask(one)) for one in find(shadow.data, context) if self._wanted(one)]
            if _HIDES_DIGITS.first(shadow.data) is not None:
                found += self._encoded(shadow)
        if len(found) > MAX_SUSPECTS:
            raise TooMuchToInspectError
        return found

    def _encoded(self, shadow: Shadow) -> list[tuple[int, int, DataClass, bytes]]:
        """Findings one level down in base64: the whole run is written anew, with the findings masked inside."""
        found: list[tuple[int, int, DataClass, bytes]] = []
        decoded = 0
        for start, end in _BASE64.spans(shadow.data):
            run = shadow.data[start:end]
            if _HIDES_DIGITS.first(run) is None:
                continue
            decoded += 1
            if decoded > MAX_ENCODED:
                raise TooMuchToInspectError
            for shift in range(4):
                inner = _decoded(run[shift:])
                inside = [one for one in find(inner) if self._wanted(one)]
                if inside:
                    hidden = spliced(inner, [(one.start, one.end, _mask(one)) for one in inside])
                    again = base64.urlsafe_b64encode(hidden) if b"-" in run or b"_" in run else base64.b64encode(hidden)
                    span = shadow.origin(start + shift, end)
                    found.append((*span, inside[0].kind, again if run.endswith(b"=") else again.rstrip(b"=")))
                    break
        return found

    def _wanted(self, one: Finding) -> bool:
        return self.actions[one.kind] is not Action.ALLOW


@lru_cache(maxsize=256)
def inspection_for(actions: tuple[tuple[DataClass, Action], ...]) -> Inspection:
    """The inspection for a table of actions, compiled once."""
    return Inspection(dict(actions))


def spliced(data: bytes, changes: Iterable[Change]) -> bytes:
    """`data` with the given spans, which do not overlap, replaced; every other byte stays."""
    out: list[bytes] = []
    done = 0
    for start, end, instead in sorted(changes):
        out += (data[done:start], instead)
        done = end
    out.append(data[done:])
    return b"".join(out)


def _mask(one: Finding) -> bytes:
    return masked(one.value.decode("utf-8", "replace"), STYLES[one.kind]).encode()


def _apart(found: list[Spot]) -> list[Spot]:
    """Findings of several copies brought together: the same place counts once, and where two overlap the wider span is hidden wholly."""
    apart: list[Spot] = []
    for spot in sorted(found, key=lambda one: (one.start, -one.end)):
        last = apart[-1] if apart else None
        if last is None or spot.start >= last.end:
            apart.append(spot)
        elif spot.end > last.end:
            instead = b"***" if spot.token.string else b'"***"'
            apart[-1] = Spot(last.start, spot.end, last.kind, instead, last.token)
    return apart


def _plain_number(written: bytes) -> bytes:
    """A JSON number as plain digits if it is whole, however it was written (4.111e15), else as written."""
    if not any(byte in b".eE" for byte in written):
        return written
    try:
        value = Decimal(written.decode("ascii"))
    except InvalidOperation:
        return written
    whole = abs(value.adjusted()) < 32 and value == value.to_integral_value()
    return b"%d" % int(value) if whole else written


def _decoded(run: bytes) -> bytes:
    """What base64 says, of either alphabet, cut to whole quads; empty if it says nothing."""
    body = run.rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
    keep = len(body) - 1 if len(body) % 4 == 1 else len(body)
    try:
        return base64.b64decode(body[:keep] + b"=" * (-keep % 4))
    except binascii.Error:
        return b""
