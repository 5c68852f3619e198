"""What differs between the kinds of request on the way back: challenges, session headers, event ids, and what a standing stream may carry.

Above: the doors. Below: the sink, sessions, positions.
Does not know: no bytes of HTTP.
"""

from collections.abc import Mapping
from typing import Final

import orjson

from strongroom.core.call import Call
from strongroom.core.json import Json
from strongroom.core.stops import Deny, Event
from strongroom.edge.calls import Caller
from strongroom.edge.credentials import challenge
from strongroom.edge.port import Published
from strongroom.edge.positions import Position, Positions
from strongroom.edge.sessions import Sessions
from strongroom.edge.sink import Hooks, Lines
from strongroom.wire.mcp.headers import SESSION
from strongroom.wire.mcp.revisions import LEGACY_DEFAULT


class Challenger:
    """The challenges of one door."""

    __slots__ = ("_endpoint", "_metadata_url", "_published")

    def __init__(self, endpoint: str, metadata_url: str, published: Published) -> None:
        self._endpoint = endpoint
        self._metadata_url = metadata_url
        self._published = published

    def challenge(self, deny: Deny) -> Lines:
        """WWW-Authenticate for this door."""
        return ((b"www-authenticate", challenge(deny, self._metadata_url, self._published.scopes(self._endpoint))),)


class Conversation:
    """One call of the handshake era: its session header after the handshake, and event ids that lead back to this very call."""

    __slots__ = ("_call", "_caller", "_named", "_positions", "_sessions")

    def __init__(self, sessions: Sessions, positions: Positions, call: Call, caller: Caller, named: str) -> None:
        self._sessions = sessions
        self._positions = positions
        self._call = call
        self._caller = caller
        self._named = named

    def mark(self, mark: str) -> str:
        """A sealed position, for servers that can take a stream up again."""
        call = self._call
        return self._positions.seal(Position(mark, call.target, self._named, call.request.method, call.request.id, dict(call.arguments), call.purpose))

    def session_header(self, facts: Mapping[str, str], event: Event | None) -> Lines:
        """Mcp-Session-Id, after a handshake."""
        if event is None:
            return ()
        text = self._sessions.begin(self._caller.endpoint, _agreed(event), facts, self._caller.principal)
        return ((SESSION, text.encode()),) if text else ()

    def belongs(self, event: Event) -> bool:
        """Whether a message may pass on a GET stream. On a standing one answers have no business; on a resumed one only that to the resumed call has.

        Whatever a server replays here, an answer passes only under the decision and the masks of its own call.
        """
        if not event.data:
            return True
        message: Mapping[str, Json] = event.message if event.message is not None else orjson.loads(event.data)
        if "method" in message:
            return True
        request_id, found = self._call.request.id, message.get("id")
        return request_id is not None and found == request_id and type(found) is type(request_id)


def posted(challenger: Challenger, conversation: Conversation, method: str) -> Hooks:
    """For a message of the handshake era."""
    headers = conversation.session_header if method == "initialize" else None
    return Hooks(challenger.challenge, mark=conversation.mark, headers=headers)


def streamed(challenger: Challenger, conversation: Conversation) -> Hooks:
    """For a GET stream, standing or resumed."""
    return Hooks(challenger.challenge, conversation.belongs, conversation.mark, streams=True)


def ended(challenger: Challenger) -> Hooks:
    """For the end of a session, which is answered 200 where nothing else is said."""
    return Hooks(challenger.challenge, empty_status=200)


_LONGEST_VERSION: Final = 32


def _agreed(event: Event) -> str:
    """The revision that the handshake settled on."""
    message: Mapping[str, Json] = event.message if event.message is not None else orjson.loads(event.data)
    result = message.get("result")
    version = result.get("protocolVersion") if isinstance(result, dict) else None
    return version if isinstance(version, str) and len(version) <= _LONGEST_VERSION else LEGACY_DEFAULT
