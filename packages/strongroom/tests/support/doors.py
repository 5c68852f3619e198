"""A house around the doors: a real engine on a road of small stops, a few tokens, and an HTTP client that speaks ASGI."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import cast

import orjson

from strongroom.core.call import Call, Cleared
from strongroom.core.clock import SystemClock, SystemEntropy
from strongroom.core.decision import Decision
from strongroom.core.exchange import Exchange
from strongroom.core.json import Json, JsonObject
from strongroom.core.principal import Principal
from strongroom.core.reason import Reason
from strongroom.core.stops import Answer, Deny, Event, Filter, Hold, Refusal, Stream
from strongroom.core.target import Target, TargetKind
from strongroom.drivers.sealing import Sealer
from strongroom.edge.app import EdgeApp
from strongroom.edge.door import Door, DoorParts
from strongroom.edge.port import AsgiMessage, Receive, Scope, Send
from strongroom.edge.settings import EdgeSettings
from strongroom.pipeline.engine import Engine, Road

PUBLIC = "http://127.0.0.1:8700"
MODERN = "2026-07-28"
Lines = tuple[tuple[bytes, bytes], ...]
Said = Call | Deny | Answer | Hold

ALICE = Principal(subject="alice", issuer="https://idp", client="agent", expires_at=4e9)
BOB = Principal(subject="bob", issuer="https://idp", client="agent", expires_at=4e9)
ALLOWED = Decision(reason=Reason.ALLOWED, reasons=("yes",), rule="r", revision="1")


class Tokens:
    """Two callers; the token of Alice is remembered after its first use."""

    def __init__(self) -> None:
        self.seen: dict[tuple[str, str], Principal] = {}
        self.asked: list[tuple[str, str]] = []

    def cached(self, token: bytes, resource: str) -> Principal | None:
        return self.seen.get((token.decode("latin-1"), resource))

    async def authenticate(self, token: str, resource: str) -> Principal:
        self.asked.append((token, resource))
        await asyncio.sleep(0)
        found = {"alice": ALICE, "bob": BOB}.get(token)
        if found is None:
            raise Refusal(Deny(Reason.UNAUTHENTICATED, "The token does not verify.", data={"error": "invalid_token"}))
        self.seen[token, resource] = found
        return found


class House:
    """Owners, See and Published in one: finance owns `fin://`, and secrets are not for sight."""

    def owner_of(self, uri: str) -> str | None:
        return "finance" if uri.startswith("fin://") else None

    def visible(self, principal: Principal, target: Target) -> bool:
        return "secret" not in target.name

    def jwks(self) -> bytes:
        return b'{"keys":[]}'

    def metrics(self) -> bytes:
        return b"strongroom_calls_total 1\n"

    def authorization_servers(self) -> tuple[str, ...]:
        return ("https://idp.example",)

    def scopes(self, endpoint: str) -> tuple[str, ...]:
        return ("bank.read",)


class FakeStream:
    def __init__(self, events: Iterable[Event], park: asyncio.Event | None = None) -> None:
        self.left = list(events)
        self.park = park
        self.closed = False

    async def next(self) -> Event | None:
        if self.park is not None and len(self.left) <= 1:
            await self.park.wait()
        return self.left.pop(0) if self.left else None

    async def close(self) -> None:
        self.closed = True


def result(call: Call, value: Json = None, **facts: str) -> Event:
    message: JsonObject = {"jsonrpc": "2.0", "id": call.request.id, "result": value if value is not None else {"ok": True}}
    return Event(orjson.dumps(message), last=True, facts={key.replace("__", ":"): one for key, one in facts.items()})


def note(text: str, mark: str = "") -> Event:
    return Event(orjson.dumps({"jsonrpc": "2.0", "method": "notifications/message", "params": {"data": text}}), mark=mark)


@dataclass
class Stops:
    """The stops of the test road: each test sets what the gate says and what the server answers."""

    gate: Callable[[Call], Said] = lambda call: call.decided(ALLOWED)
    answer: Callable[[Call], Iterable[Event]] = lambda call: [] if call.request.id is None else [result(call)]
    park: asyncio.Event | None = None
    calls: list[Call] = field(default_factory=list)
    sealed: list[tuple[str, Reason]] = field(default_factory=list)
    streams: list[FakeStream] = field(default_factory=list)
    entered: asyncio.Event = field(default_factory=asyncio.Event)
    name: str = "test"

    async def pass_through(self, call: Call) -> Said:
        if call.target.kind is TargetKind.TOOL and (call.target.server != "finance" or "missing" in call.target.name or "hidden" in call.target.name):
            return Deny(Reason.NOT_FOUND, f"gate detail about {call.target}")
        return self.gate(call)

    async def open(self, cleared: Cleared) -> Stream:
        self.calls.append(cleared.call)
        stream = FakeStream(self.answer(cleared.call), self.park)
        self.streams.append(stream)
        self.entered.set()
        return stream


@dataclass
class Seal:
    stops: Stops
    name: str = "seal"

    def hold(self, exchange: Exchange) -> AbstractAsyncContextManager[None]:
        @asynccontextmanager
        async def held() -> AsyncIterator[None]:
            try:
                yield
            finally:
                self.stops.sealed.append((exchange.call.id, exchange.reason))

        return held()


@dataclass
class UpperCase:
    """A filter that shows whether an answer was filtered: it turns MASKME into stars for tool calls."""

    name: str = "mask"

    def filter_for(self, cleared: Cleared) -> Filter | None:
        return cast("Filter", Masking()) if cleared.call.target.kind is TargetKind.TOOL else None


class Masking:
    applied: Mapping[str, int] = {}

    def feed(self, event: Event) -> Sequence[Event]:
        return (Event(event.data.replace(b"MASKME", b"******"), event.last, event.mark, None, event.facts),)

    def finish(self) -> Sequence[Event]:
        return ()


@dataclass
class Response:
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    done: bool = False

    @property
    def json(self) -> JsonObject:
        return cast("JsonObject", orjson.loads(self.body))

    @property
    def error(self) -> JsonObject:
        return cast("JsonObject", self.json["error"])

    @property
    def events(self) -> list[JsonObject]:
        return [orjson.loads(line[6:]) for line in self.body.decode().split("\n") if line.startswith("data: ") and len(line) > 6]

    @property
    def ids(self) -> list[str]:
        return [line[4:] for line in self.body.decode().split("\n") if line.startswith("id: ")]


class Client:
    """Speaks ASGI to the application, one request at a time; `hang_up` ends the one under way."""

    def __init__(self, app: EdgeApp, stops: Stops, tokens: Tokens, refused: list[tuple[Reason, str]]) -> None:
        self.app = app
        self.stops = stops
        self.tokens = tokens
        self.refused = refused
        self.hang_up = asyncio.Event()
        self.response = Response()

    @property
    def door(self) -> Door:
        """The door behind the application, for tests that watch it."""
        return self.app._door

    async def request(self, verb: str, path: str, body: bytes = b"", headers: Lines = (), *, query: bytes = b"", stalled: bool = False) -> Response:
        """Send a request with exactly these headers; `stalled` keeps its body back for ever."""
        self.response, self.hang_up = Response(), asyncio.Event()
        scope: Scope = {
            "type": "http", "method": verb, "path": path, "raw_path": path.encode(), "query_string": query,
            "headers": [(name.lower(), value) for name, value in headers], "http_version": "1.1", "client": ("10.0.0.9", 5), "scheme": "http",
        }  # fmt: skip
        await self.app(scope, self._receiver(body, stalled=stalled), self._sender(self.response))
        return self.response

    def _receiver(self, body: bytes, *, stalled: bool) -> Receive:
        parts: list[AsgiMessage] = [{"type": "http.request", "body": body, "more_body": stalled}]
        gone = self.hang_up

        async def receive() -> AsgiMessage:
            if parts:
                return parts.pop()
            await gone.wait()
            return {"type": "http.disconnect"}

        return receive

    def _sender(self, response: Response) -> Send:
        async def send(message: AsgiMessage) -> None:
            assert not response.done
            if message["type"] == "http.response.start":
                assert not response.status
                response.status = cast("int", message["status"])
                response.headers = {name.decode(): value.decode() for name, value in cast("list[tuple[bytes, bytes]]", message["headers"])}
            else:
                assert response.status
                response.body += cast("bytes", message.get("body", b""))
                response.done = not message.get("more_body")

        return send

    async def send(self, message: Json, path: str = "/mcp/finance", token: str = "alice", headers: Lines = ()) -> Response:
        """POST a message as a client of the handshake era does."""
        return await self.request("POST", path, orjson.dumps(message), (*BASE, (b"authorization", b"Bearer " + token.encode()), *headers))

    async def call(self, method: str, params: JsonObject | None = None, path: str = "/mcp/finance", token: str = "alice", headers: Lines = ()) -> Response:
        """POST a modern request, its headers computed as a client does."""
        message = modern(method, params)
        lines = routing(message)
        return await self.send(message, path, token, (*lines, *headers))


BASE: Lines = (
    (b"host", b"127.0.0.1:8700"),
    (b"content-type", b"application/json"),
    (b"accept", b"application/json, text/event-stream"),
)


def modern(method: str, params: JsonObject | None = None, version: str = MODERN) -> JsonObject:
    meta: JsonObject = {"io.modelcontextprotocol/protocolVersion": version, "io.modelcontextprotocol/clientCapabilities": {}}
    return {"jsonrpc": "2.0", "id": "q1", "method": method, "params": {"_meta": meta, **(params or {})}}


def routing(message: JsonObject) -> Lines:
    params = cast("JsonObject", message["params"])
    name = params.get("name", params.get("uri"))
    lines: Lines = ((b"mcp-protocol-version", MODERN.encode()), (b"mcp-method", str(message["method"]).encode()))
    return (*lines, (b"mcp-name", str(name).encode())) if name is not None else lines


async def fallback(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": b"fallback"})


def build(stops: Stops, settings: EdgeSettings | None = None) -> Client:
    tokens, house, refused = Tokens(), House(), list[tuple[Reason, str]]()
    road = Road("test", (Seal(stops), stops), stops, (UpperCase(),))
    parts = DoorParts(
        settings=settings or EdgeSettings(public_url=PUBLIC, operator_networks=("10.0.0.0/24",)),
        engine=Engine(),
        road=lambda: road,
        authenticate=tokens,
        seal=Sealer(bytes(32)),
        owners=house,
        see=house,
        published=house,
        refused=lambda reason, peer: refused.append((reason, peer)),
        clock=SystemClock(),
        entropy=SystemEntropy(),
    )
    return Client(EdgeApp(parts, probes={}, fallback=fallback), stops, tokens, refused)
