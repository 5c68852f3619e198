"""A console over stand-ins for the rooms it draws from: real pages, a ring of calls that a test fills, two servers, a log."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from types import SimpleNamespace

from strongroom.console.access import Access, Openness
from strongroom.console.page import Facts
from strongroom.console.port import LogFacts
from strongroom.console.web import Console
from strongroom.core.json import JsonObject
from strongroom.core.principal import Principal
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny, Refusal
from strongroom.drivers.sealing import SealError

NOW = 1_795_000_000.0
LOG = LogFacts(writable=True, shard="shard-00", records=1234, bytes=5_000_000, checkpoint_at=NOW - 30)


class Clock:
    """Stands still unless told."""

    def __init__(self) -> None:
        self.time = NOW

    def now(self) -> float:
        return self.time

    def monotonic(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.time += seconds


@dataclass
class Calls:
    """A ring of calls, and those who watch it."""

    ring: list[JsonObject] = field(default_factory=list)
    queues: list["asyncio.Queue[JsonObject]"] = field(default_factory=list)

    def add(self, entry: JsonObject) -> None:
        self.ring.insert(0, entry)
        for queue in self.queues:
            queue.put_nowait(entry)

    def entries(self, count: int | None = None) -> list[JsonObject]:
        return self.ring[:count]

    async def subscribe(self) -> AsyncIterator[JsonObject]:
        queue: asyncio.Queue[JsonObject] = asyncio.Queue()
        self.queues.append(queue)
        try:
            while True:
                yield await queue.get()
        finally:
            self.queues.remove(queue)


@dataclass
class Stand:
    """Everything a test of the console may turn."""

    calls: Calls = field(default_factory=Calls)
    clock: Clock = field(default_factory=Clock)
    log: LogFacts = LOG
    servers: list[SimpleNamespace] = field(
        default_factory=lambda: [
            SimpleNamespace(name="bank-finance", state="closed", latency=0.0031, error="", in_flight=2),
            SimpleNamespace(name="partner-esg", state="open", latency=0.0, error="connection refused", in_flight=0),
        ]
    )
    people: dict[str, Principal] = field(default_factory=dict)

    def health(self) -> list[SimpleNamespace]:
        return self.servers

    def facts(self) -> LogFacts:
        return self.log

    def seal(self, payload: bytes, binding: bytes, lifetime: float) -> str:
        return json.dumps([payload.hex(), binding.hex(), self.clock.time + lifetime]).encode().hex()

    def open(self, text: str, binding: bytes) -> bytes:
        try:
            payload, bound, until = json.loads(bytes.fromhex(text))
        except ValueError as error:
            raise SealError from error
        if bytes.fromhex(bound) != binding or until < self.clock.time:
            raise SealError
        return bytes.fromhex(payload)

    async def identify(self, token: str) -> Principal:
        if token not in self.people:
            raise Refusal(Deny(Reason.UNAUTHENTICATED, "No."))
        return self.people[token]

    def access(self, openness: Openness = Openness.ROLES) -> Access:
        return Access(openness, self.identify, self, self.clock)

    def console(self, openness: Openness = Openness.LOOPBACK) -> Console:
        return Console(self.page_facts(), self.access(openness))

    def page_facts(self) -> Facts:
        return Facts(calls=self.calls, servers=self, log=self, revision=lambda: "9f3c1ab27de04455", clock=self.clock, profile="development", version="0.1.0")


def peopled() -> Stand:
    """A stand that knows an auditor, an administrator and a trader, each by a token of three letters."""
    made = Stand()
    for name, role in (("aud", "auditor"), ("adm", "admin"), ("tra", "trader")):
        roles = frozenset({role})
        made.people[name] = Principal(subject=name, issuer="i", client="c", name=f"Name of {name}", roles=roles, expires_at=NOW + 600)
    return made


def entry(**changed: object) -> JsonObject:
    """One call of the live view, changed."""
    usual = {
        "call": "019aab3c0e1f7a4b9c8d0e1f2a3b4c5d",
        "time": NOW,
        "subject": "anna",
        "name": "Anna Keller",
        "client": "desk-assistant",
        "roles": ["relationship_manager"],
        "server": "finance",
        "kind": "tool",
        "target": "get_account",
        "method": "tools/call",
        "outcome": "allowed",
        "why": ["Managers may read accounts of their region."],
        "rule": "rm-read",
        "duration_ms": 3.21,
        "seal": "durable",
        "shard": "shard-00",
        "index": 77,
        "trace": "4bf9",
    }
    made: JsonObject = json.loads(json.dumps(usual | changed))
    return made
