"""The door to all servers: one call becomes one for each server that the caller may know of, and their answers become one.

Above: routing, handed in by compose as what takes the calls that no single server can answer.
Below: routing again, for each single server, through a port; the merging of answers in wire.
Does not know: what is in the lists it merges; policy filters them on their way out.
"""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Final

from strongroom.core.call import Call, Cleared
from strongroom.core.json import Json
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny, Event, Refusal, Stream
from strongroom.upstream.cursor import Cursors
from strongroom.upstream.fan_in import JoinedStream, Listening
from strongroom.upstream.fan_out import Said, ask, for_server
from strongroom.upstream.port import OpenOne, ServerFacts, Servers, ServerVisible
from strongroom.upstream.settings import UpstreamSettings
from strongroom.upstream.streams import WholeAnswer
from strongroom.wire import jsonrpc
from strongroom.wire.mcp.merge import LISTS, Part, Whole, merge_discovery, merge_handshake, merge_lists
from strongroom.wire.mcp.outbound import with_subscriptions
from strongroom.wire.mcp.revisions import LISTEN, MODERN, Era

_LISTEN_SECONDS: Final = 3.0
_SESSION_GONE: Final = "404"
_NOT_FOUND: Final = "404"


class Everyone:
    """Implements core's Upstream for calls without a server. A server that is down is left out, and the answer says so."""

    name = "everyone"

    def __init__(self, opener: OpenOne, servers: Servers, visible: ServerVisible, cursors: Cursors, settings: UpstreamSettings, *, version: str) -> None:
        self._opener = opener
        self._servers = servers
        self._visible = visible
        self._cursors = cursors
        self._seconds = settings.everyone_seconds
        self._version = version

    async def open(self, cleared: Cleared) -> Stream:
        """Answer the call from all servers, or here; raises Refusal."""
        request = cleared.call.request
        if request.verb == "GET":
            return await self._listen(cleared)
        if request.verb == "DELETE" or request.id is None:
            await self._ask_all(cleared)
            return WholeAnswer(None)
        if request.method in LISTS:
            return WholeAnswer(await self._list(cleared))
        if request.method == "subscriptions/listen":
            return await self._listen(cleared)
        if request.method in {"server/discover", "initialize"}:
            return WholeAnswer(await self._introduce(cleared))
        if request.method == "logging/setLevel":
            return WholeAnswer(_empty_or_error(cleared.call, await self._ask_all(cleared)))
        if request.method == "ping":
            return WholeAnswer(Event(jsonrpc.encode_result(request.id, b"{}"), last=True))
        return WholeAnswer(_unknown(cleared.call))

    def _seen(self, call: Call) -> list[ServerFacts]:
        """The servers this caller may know of."""
        return [server for server in self._servers.servers() if self._visible(call.principal, server.name)]

    async def _ask_all(self, cleared: Cleared) -> list[Said]:
        questions = [(server, for_server(cleared, server.name)) for server in self._seen(cleared.call)]
        return await ask(self._opener, questions, self._seconds)

    async def _list(self, cleared: Cleared) -> Event:
        call = cleared.call
        method, cursor = call.request.method, call.request.subject.get("cursor")
        if cursor is None:
            said = await self._ask_all(cleared)
        else:
            positions = self._cursors.read(method, call.principal, cursor)
            seen = [server for server in self._seen(call) if server.name in positions]
            bodies = {server.name: jsonrpc.with_params(call.request.body, {"cursor": jsonrpc.encode(positions[server.name])}) for server in seen}
            said = await ask(self._opener, [(server, for_server(cleared, server.name, body=bodies[server.name])) for server in seen], self._seconds)
        ending = _ending_for_all(said)
        if ending is not None:
            return ending
        next_cursor = self._cursors.make(method, call.principal, _positions(said))
        return _result(call, merge_lists(method, _parts(said), self._whole(call, said), cursor=next_cursor))

    async def _introduce(self, cleared: Cleared) -> Event:
        """`server/discover` and `initialize`: the latter opens a session at every server, and the client's own is made of them."""
        call = cleared.call
        said = await self._ask_all(cleared)
        ending = _ending_for_all(said)
        if ending is not None:
            return ending
        merge = merge_handshake if call.request.method == "initialize" else merge_discovery
        facts = {name: value for one in said if one.event is not None for name, value in one.event.facts.items() if name.startswith("session:")}
        return _result(call, merge(_parts(said), self._whole(call, said)), facts)

    def _whole(self, call: Call, said: Sequence[Said]) -> Whole:
        era = Era.MODERN if call.request.version >= MODERN else Era.LEGACY
        return Whole(era, self._version, [one.server.name for one in said if one.result is None and one.code != jsonrpc.METHOD_NOT_FOUND])

    async def _listen(self, cleared: Cleared) -> Stream:
        """Standing streams of all servers as one; those that offer none, or not now, are left out."""
        call = cleared.call
        questions = [(server, self._listen_at(cleared, server)) for server in self._seen(call)]
        streams = await self._open_all(questions)
        if not streams:
            raise Refusal(Deny(Reason.UPSTREAM_UNAVAILABLE, "No server offers a stream of notifications now. Try again later.", retry_after=1.0))
        listening = None if call.request.id is None or call.request.method == LISTEN else Listening(call.request.id, _LISTEN_SECONDS)
        return JoinedStream(streams, listening)

    async def _open_all(self, questions: Sequence[tuple[ServerFacts, Cleared]]) -> list[Stream]:
        """The streams that opened in time; where the caller gives up meanwhile, none stays open."""
        opened: list[Stream] = []
        try:
            await asyncio.gather(*(self._open_one(opened, server, question) for server, question in questions))
        except asyncio.CancelledError:
            await asyncio.gather(*(stream.close() for stream in opened))
            raise
        return opened

    def _listen_at(self, cleared: Cleared, server: ServerFacts) -> Cleared:
        """The same request, naming only the resources that are this server's."""
        request = cleared.call.request
        asked = request.subject.get("notifications")
        wanted = asked.get("resourceSubscriptions") if isinstance(asked, dict) else None
        if not isinstance(wanted, list):
            return for_server(cleared, server.name)
        own = [uri for uri in wanted if isinstance(uri, str) and self._servers.owner_of(uri) == server.name]
        return for_server(cleared, server.name, body=with_subscriptions(request.body, own))

    async def _open_one(self, opened: list[Stream], server: ServerFacts, question: Cleared) -> None:
        with suppress(Refusal, TimeoutError):
            async with asyncio.timeout(self._seconds):
                opened.append(await self._opener.open(question, server.name))


def _parts(said: Sequence[Said]) -> list[Part]:
    return [Part(one.server.name, one.result, one.server.resources) for one in said if one.result is not None]


def _positions(said: Sequence[Said]) -> Mapping[str, str]:
    """Where the list of each server goes on; an empty cursor is one too."""
    found: dict[str, str] = {}
    for one in said:
        raw = one.result.get("nextCursor") if one.result is not None else None
        cursor: Json = jsonrpc.decode(raw) if raw is not None else None
        if isinstance(cursor, str):
            found[one.server.name] = cursor
    return found


def _ending_for_all(said: Sequence[Said]) -> Event | None:
    """The one answer where there is nothing to merge: a session is gone somewhere, so the client must begin anew; or nobody gave a result.

    Raises Refusal where nobody could be reached at all.
    """
    for one in said:
        if one.status == _SESSION_GONE and one.code != jsonrpc.METHOD_NOT_FOUND:
            return one.event
    useful = [one for one in said if one.result is not None or one.code == jsonrpc.METHOD_NOT_FOUND]
    if useful or not said:
        return None
    for one in said:
        if one.event is not None:
            return one.event
    names = ", ".join(one.server.name for one in said)
    raise Refusal(Deny(Reason.UPSTREAM_UNAVAILABLE, f"No server could be reached: {names}. Try again later.", retry_after=1.0))


def _result(call: Call, result: bytes, facts: Mapping[str, str] | None = None) -> Event:
    asked = call.request.id
    return Event(jsonrpc.encode_result(asked if asked is not None else "", result), last=True, facts=facts or {})


def _empty_or_error(call: Call, said: Sequence[Said]) -> Event:
    """An empty result where any server did as asked, else what the first one said against it."""
    if any(one.result is not None for one in said):
        return _result(call, b"{}")
    ending = _ending_for_all(said)
    return ending if ending is not None else _unknown(call)


def _unknown(call: Call) -> Event:
    """A method that cannot be routed at this door."""
    request = call.request
    message = f"Method not found at the door to all servers: {request.method}. Use the door of one server, /mcp/NAME."
    facts = {"status": _NOT_FOUND} if request.version >= MODERN else {}
    return Event(jsonrpc.encode_error(request.id, jsonrpc.METHOD_NOT_FOUND, message), last=True, facts=facts)
