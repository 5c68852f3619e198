"""The doors of the protocol, /mcp and /mcp/SERVER: a request is looked at, its caller identified, its message read; then it is a call on the road.

Above: the app. Below: everything else in this room, the engine, `wire.mcp`.
Does not know: no rule. What may be, the road decides; how an ending reads, `endings` does.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple, cast

from strongroom.core.call import Call
from strongroom.core.clock import Clock, Entropy
from strongroom.core.exchange import Exchange
from strongroom.core.principal import Principal
from strongroom.core.reason import ANSWERED, Reason
from strongroom.core.stops import Deny, Refusal
from strongroom.edge import batch
from strongroom.edge.body import HungUpError, read_body
from strongroom.edge.calls import Caller, Calls
from strongroom.edge.credentials import Credentials, Throttle
from strongroom.edge.endings import Asked, unidentified
from strongroom.edge.flights import Flight, Flights, Patience
from strongroom.edge.guard import Front, Guard, RefusedError, accepted, check_json
from strongroom.edge.hooks import Challenger, Conversation, ended, posted, streamed
from strongroom.edge.metadata import metadata_url, resource_url
from strongroom.edge.port import Authenticate, Owners, Published, Receive, Refused, Scope, Seal, See, Send
from strongroom.edge.positions import NoSuchPositionError, Position, Positions
from strongroom.edge.reply import CLOSE, error_body, respond, respond_error
from strongroom.edge.sessions import NO_SESSION, Session, SessionGoneError, Sessions
from strongroom.edge.settings import EdgeSettings
from strongroom.edge.sink import AnswerSink, Hooks
from strongroom.pipeline.engine import Engine, Road
from strongroom.wire import jsonrpc
from strongroom.wire.jsonrpc import INVALID_REQUEST, Kind, Limits, Message, MessageError
from strongroom.wire.mcp.headers import ProtocolHeaders
from strongroom.wire.mcp.inbound import Inbound, WireError, era_of, read_inbound, wire_error
from strongroom.wire.mcp.revisions import BATCHING, LEGACY_DEFAULT, Era

_POST_ONLY: Final = (b"allow", b"POST")
_ALL_VERBS: Final = (b"allow", b"POST, GET, DELETE")
_MOST_DOORS: Final = 512
_CUT: Final = Deny(Reason.CUT, "Strongroom is restarting; send the request again in a moment.", retry_after=1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorParts:
    """What the doors are made of; `road` is asked for each call, so that a new road serves from the next call on."""

    settings: EdgeSettings
    engine: Engine
    road: Callable[[], Road]
    authenticate: Authenticate
    seal: Seal
    owners: Owners
    see: See
    published: Published
    refused: Refused
    clock: Clock
    entropy: Entropy


class Knock(NamedTuple):
    """One request at a door, before anything is known but its headers."""

    scope: Scope
    receive: Receive
    send: Send
    endpoint: str
    front: Front
    headers: ProtocolHeaders


class Door:
    """Answers requests at the doors."""

    def __init__(self, parts: DoorParts) -> None:
        settings = parts.settings
        self._parts = parts
        self._guard = Guard(settings)
        self._credentials = Credentials(parts.authenticate, Throttle(settings.failed_tokens_per_minute, parts.clock))
        self._calls = Calls(parts.owners, parts.see, parts.clock, parts.entropy)
        self._sessions = Sessions(parts.seal, parts.clock, settings.session_seconds)
        self._doors: dict[str, tuple[Challenger, Hooks]] = {}
        self._limits = Limits(size=settings.body_bytes)
        self._loop: asyncio.AbstractEventLoop | None = None
        """The loop that carries this door, looked up once: before Python 3.12 each look is a system call."""
        self.flights = Flights(Patience(settings.body_seconds, settings.write_seconds, settings.keep_alive_seconds), parts.clock.now)

    async def open(self, scope: Scope, receive: Receive, send: Send, endpoint: str, front: Front) -> None:
        """Answer one request, whatever it is."""
        try:
            if self.flights.draining:
                raise _draining()
            headers = self._guard.door(front)
            knock = Knock(scope, receive, send, endpoint, front, headers)
            if scope["method"] == "POST":
                await self._post(knock)
            else:
                await self._other_than_post(knock)
        except RefusedError as refused:
            self._parts.refused(refused.reason, front.peer)
            await respond_error(send, refused.status, error_body(INVALID_REQUEST, refused.message), refused.headers)
        except WireError as error:
            self._parts.refused(error.reason, front.peer)
            await respond_error(send, error.status, jsonrpc.encode_error(error.id, error.code, error.message, error.data))
        except Refusal as unknown:
            self._parts.refused(unknown.deny.reason, front.peer)
            await self._challenge(send, unknown.deny, endpoint)
        except HungUpError:
            self._parts.refused(Reason.CLIENT_GONE, front.peer)

    async def _other_than_post(self, knock: Knock) -> None:
        verb = knock.scope["method"]
        if verb not in {"GET", "DELETE"}:
            raise RefusedError(405, "Here POST, GET and DELETE are answered.", headers=(_ALL_VERBS,))
        if era_of(knock.headers) is Era.MODERN:
            raise RefusedError(405, "This protocol revision has neither standing streams nor sessions; send POST.", headers=(_POST_ONLY,))
        if verb == "GET":
            await self._get(knock)
        else:
            await self._delete(knock)

    async def _post(self, knock: Knock) -> None:
        check_json(knock.front.folded)
        accepts = accepted(knock.front)
        if not (accepts.json and accepts.events):
            raise RefusedError(406, "Accept must list both application/json and text/event-stream.")
        principal = self._known(knock) or await self._verified(knock)
        flight = self._board(knock.receive)
        try:
            body = await read_body(knock.receive, knock.front.folded, self._limits.size)
            await self._answer(knock, principal, flight, body)
        except asyncio.CancelledError:
            await self._cut_short(flight, knock.send)
        finally:
            self.flights.leave(flight)

    async def _answer(self, knock: Knock, principal: Principal, flight: Flight, body: bytes) -> None:
        try:
            message = jsonrpc.parse(body, self._limits)
        except MessageError as error:
            if error.batch and knock.headers.version in {"", BATCHING}:
                await self._answer_batch(knock, principal, flight, body)
                return
            raise wire_error(error) from None
        inbound = read_inbound(knock.headers, message)
        if inbound.era is Era.MODERN and message.kind is not Kind.REQUEST:
            # This revision defines no notification of clients over HTTP; those in the field are acknowledged and dropped, as its reference server does.
            await respond(knock.send, 202)
            return
        await self.carry(inbound, self._caller(knock, principal, inbound), flight, knock.send)

    async def _answer_batch(self, knock: Knock, principal: Principal, flight: Flight, body: bytes) -> None:
        messages = batch.split(body, self._limits)
        stream = batch.BatchStream(knock.send)
        inbounds = [read_inbound(knock.headers, message) for message in messages]
        session = self._session(knock, principal, messages[0])
        if (session.version or knock.headers.version or LEGACY_DEFAULT) != BATCHING:
            raise WireError(f"Only revision {BATCHING} has batches; send one message at a time.", code=INVALID_REQUEST)
        caller = Caller(principal, knock.endpoint, session, knock.front.peer, knock.front.folded)
        for inbound in inbounds:
            await self.carry(inbound, caller, flight, stream.part())
            flight.sink = None
        await stream.end()

    def _caller(self, knock: Knock, principal: Principal, inbound: Inbound) -> Caller:
        session = NO_SESSION
        if inbound.era is Era.LEGACY and inbound.method != "initialize":
            session = self._session(knock, principal, inbound.message)
        return Caller(principal, knock.endpoint, session, knock.front.peer, knock.front.folded)

    def _session(self, knock: Knock, principal: Principal, message: Message | None = None) -> Session:
        """The session that the request names; none is legal, since not every server keeps sessions and not every client remembers them."""
        text = knock.headers.session
        if not text:
            return NO_SESSION
        try:
            return self._sessions.find(text, knock.endpoint, principal)
        except SessionGoneError:
            to = message.id if message is not None else None
            raise WireError("Session not found", reason=Reason.NOT_FOUND, code=INVALID_REQUEST, status=404, to=to) from None

    async def carry(self, inbound: Inbound, caller: Caller, flight: Flight, send: Send) -> None:
        """Run one message along the road, its answer into `send`."""
        if caller.session.version and not inbound.headers.version:
            inbound = inbound._replace(version=caller.session.version)
        call = self._calls.from_message(inbound, caller)
        challenger, modern_hooks = self._hooks(caller.endpoint)
        hooks = modern_hooks if inbound.era is Era.MODERN else posted(challenger, self._conversation(call, caller, inbound.name), inbound.method)
        flight.standing = inbound.method == "subscriptions/listen"
        asked = Asked(inbound.era, call.request.id, inbound.method, inbound.target, inbound.name, call.id)
        flight.sink = sink = AnswerSink(send, asked, hooks, flight.clock)
        flight.expires_at = call.principal.expires_at
        await self._parts.engine.run(self._parts.road(), call, sink)

    async def _get(self, knock: Knock) -> None:
        if not accepted(knock.front).events:
            raise RefusedError(406, "Accept must list text/event-stream.")
        principal = self._known(knock) or await self._verified(knock)
        session = self._session(knock, principal)
        caller = Caller(principal, knock.endpoint, session, knock.front.peer, knock.front.folded)
        if knock.headers.last_event:
            position = self._position(knock.headers.last_event, caller)
            await self._bodiless(knock, self._calls.resuming(position, caller), caller, position.named)
        elif session is NO_SESSION:
            raise RefusedError(405, "A standing stream needs a session: send initialize first, and its Mcp-Session-Id here.", headers=(_POST_ONLY,))
        else:
            await self._bodiless(knock, self._calls.listening(caller), caller)

    async def _delete(self, knock: Knock) -> None:
        principal = self._known(knock) or await self._verified(knock)
        session = self._session(knock, principal)
        if session is NO_SESSION:
            raise WireError("Which session should end? Send its Mcp-Session-Id.", code=INVALID_REQUEST)
        caller = Caller(principal, knock.endpoint, session, knock.front.peer, knock.front.folded)
        exchange = await self._bodiless(knock, self._calls.ending(caller), caller)
        if exchange is not None and exchange.reason in ANSWERED:
            self._sessions.end(session)

    async def _bodiless(self, knock: Knock, call: Call, caller: Caller, named: str = "") -> Exchange | None:
        flight = self._board(knock.receive)
        flight.standing = call.request.verb == "GET"
        asked = Asked(Era.LEGACY, call.request.id, call.request.method, call.target.kind, named or call.target.name, call.id)
        challenger = self._hooks(caller.endpoint)[0]
        hooks = streamed(challenger, self._conversation(call, caller, asked.named)) if flight.standing else ended(challenger)
        flight.sink = sink = AnswerSink(knock.send, asked, hooks, flight.clock)
        flight.expires_at = call.principal.expires_at
        try:
            return await self._parts.engine.run(self._parts.road(), call, sink)
        except asyncio.CancelledError:
            await self._cut_short(flight, knock.send)
            return None
        finally:
            self.flights.leave(flight)

    def _position(self, text: str, caller: Caller) -> Position:
        try:
            return self._positions(caller).open(text)
        except NoSuchPositionError:
            raise WireError("Nothing to resume: Last-Event-ID is not one that this session was given.", code=INVALID_REQUEST) from None

    def _positions(self, caller: Caller) -> Positions:
        return Positions(self._parts.seal, caller.endpoint, caller.principal.key, caller.session.text)

    def _conversation(self, call: Call, caller: Caller, named: str) -> Conversation:
        return Conversation(self._sessions, self._positions(caller), call, caller, named)

    def _hooks(self, endpoint: str) -> tuple[Challenger, Hooks]:
        """The challenges of a door, and what is enough for every request of the modern era there."""
        found = self._doors.get(endpoint)
        if found is None:
            if len(self._doors) >= _MOST_DOORS:
                self._doors.clear()
            challenger = Challenger(endpoint, metadata_url(self._parts.settings.public_url, endpoint), self._parts.published)
            found = self._doors[endpoint] = (challenger, Hooks(challenger.challenge))
        return found

    def _known(self, knock: Knock) -> Principal | None:
        """The caller, if its token was verified a moment ago: no coroutine for what needs no waiting."""
        return self._credentials.known(knock.front.folded, resource_url(self._parts.settings.public_url, knock.endpoint))

    async def _verified(self, knock: Knock) -> Principal:
        resource = resource_url(self._parts.settings.public_url, knock.endpoint)
        query = cast("bytes", knock.scope.get("query_string") or b"")
        return await self._credentials.verified(knock.front.folded, query, resource, knock.front.peer)

    async def _challenge(self, send: Send, deny: Deny, endpoint: str) -> None:
        reply = unidentified(deny)
        await respond(send, reply.status, reply.body, (*reply.all_headers(), *self._hooks(endpoint)[0].challenge(deny)))

    def _board(self, receive: Receive) -> Flight:
        loop = self._loop
        if loop is None:
            loop = self._loop = asyncio.get_running_loop()
        flight = Flight(cast("asyncio.Task[object]", asyncio.current_task(loop)), receive, loop.time)
        self.flights.board(flight)
        return flight

    async def _cut_short(self, flight: Flight, send: Send) -> None:
        """We cancelled it ourselves, and say why if anybody still listens; a cancellation by others goes its way."""
        if flight.ended is None:
            raise asyncio.CancelledError
        flight.task.uncancel()
        if flight.ended is Reason.CLIENT_GONE or (flight.sink is not None and flight.sink.ended):
            return
        if flight.sink is not None:
            await flight.sink.close(_CUT)
        elif flight.ended is Reason.DEADLINE:
            await respond_error(send, 408, error_body(INVALID_REQUEST, "The body did not arrive in time."), (CLOSE,))
        else:
            await respond_error(send, 503, error_body(INVALID_REQUEST, _CUT.message), ((b"retry-after", b"1"), CLOSE))


def _draining() -> RefusedError:
    return RefusedError(503, _CUT.message, Reason.CUT, ((b"retry-after", b"1"), CLOSE))
