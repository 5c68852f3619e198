"""Places in an answer: the event ids of the handshake era, sealed, so that taking a stream up again runs the same road as the call that began it.

Above: the doors. Below: a seal.
Does not know: what the events said.

A bare event id of a server would let a client fetch the rest of any answer as a mere stream, past the masks of the call that it answers.
So the id that a client gets says which call it belongs to, arguments and purpose included, and resuming it asks policy for that very call again.
"""

from typing import Final, NamedTuple

import orjson

from strongroom.core.json import JsonObject
from strongroom.core.target import Target, TargetKind
from strongroom.drivers.sealing import SealError
from strongroom.edge.port import Seal

_LIFETIME_SECONDS: Final = 3600.0
_LONGEST_MARK: Final = 512
_LONGEST_ARGUMENTS: Final = 1024


class NoSuchPositionError(Exception):
    """Not an event id of ours, not for this caller and session, or too old."""


class Position(NamedTuple):
    """A call, and what of it the client has seen: after `mark`, the server's own event id."""

    mark: str
    target: Target
    named: str
    method: str
    id: str | int | None
    arguments: JsonObject
    purpose: str


class Positions:
    """Seals and opens positions for one caller at one door in one session."""

    __slots__ = ("_binding", "_seal")

    def __init__(self, seal: Seal, *parts: str) -> None:
        self._seal = seal
        self._binding = b"position\x00" + b"\x00".join(part.encode() for part in parts)

    def seal(self, position: Position) -> str:
        """The event id for the client, or empty where the call does not fit into one: then the stream cannot be taken up again."""
        arguments = orjson.dumps(position.arguments)
        if len(position.mark) > _LONGEST_MARK or len(arguments) > _LONGEST_ARGUMENTS:
            return ""
        target = position.target
        payload = orjson.dumps([position.mark, target.kind, target.server, target.name, *position[2:]])
        return self._seal.seal(payload, self._binding, _LIFETIME_SECONDS)

    def open(self, text: str) -> Position:
        """The position that an event id stands for; raises NoSuchPositionError."""
        try:
            payload = self._seal.open(text, self._binding)
        except SealError:
            raise NoSuchPositionError from None
        mark, kind, server, name, *rest = orjson.loads(payload)
        return Position(mark, Target(TargetKind(kind), server, name), *rest)
