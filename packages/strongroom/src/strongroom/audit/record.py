"""The canonical record of one call: who, on whose behalf, what, why so, and how it ended. Never the data itself.

Arguments, body and result enter as keyed digests (HMAC-SHA-256): without the key of the log nobody can try out the few values an account number can have.
Sorted keys, whole numbers only, so that two writers of the same facts write the same bytes; what is hashed is exactly what is stored.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Final, Protocol, TypeAlias

import orjson

from strongroom.core.call import Call
from strongroom.core.decision import Decision
from strongroom.core.exchange import Exchange
from strongroom.core.principal import Principal
from strongroom.core.reason import Reason
from strongroom.core.target import TargetKind

SCHEMA: Final = 1
LIMITS: Final = (300, 60, 20)
"""Letters kept of each text of a large record: names come from callers and can be as long as a body. The next where the one before does not fit."""
MAX_BYTES: Final = 65_535
MAX_LIST: Final = 40
LARGE: Final = 8192
"""Bytes from which a record is trimmed."""
_KNOWN = 1024
_BLOCK = 64
_SORTED = orjson.OPT_SORT_KEYS
_WORDS = {reason: reason.value for reason in Reason}
_KINDS = {kind: kind.value for kind in TargetKind}

Fact: TypeAlias = "str | int | Sequence[Fact] | Mapping[str, Fact] | orjson.Fragment"
Spoken: TypeAlias = Callable[[Principal | Decision], "Fact"]


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...

    def digest(self) -> bytes: ...

    def hexdigest(self) -> str: ...

    def copy(self) -> "_Hash": ...


class Running:
    """An HMAC-SHA-256 (RFC 2104) under way."""

    __slots__ = ("_inner", "_outer", "update")

    def __init__(self, inner: _Hash, outer: _Hash) -> None:
        self._inner = inner
        self._outer = outer
        self.update = inner.update

    def hexdigest(self) -> str:
        """64 hex digits over everything so far."""
        outer = self._outer.copy()
        outer.update(self._inner.digest())
        return outer.hexdigest()


class Digester:
    """Makes keyed digests; both pads are hashed once, so one digest costs no key set-up."""

    def __init__(self, key: bytes) -> None:
        padded = (key if len(key) <= _BLOCK else sha256(key).digest()).ljust(_BLOCK, b"\x00")
        self._inner: _Hash = sha256(bytes(byte ^ 0x36 for byte in padded))
        self._outer: _Hash = sha256(bytes(byte ^ 0x5C for byte in padded))

    def begin(self) -> Running:
        """A digest to feed piece by piece."""
        return Running(self._inner.copy(), self._outer)

    def of(self, data: bytes) -> str:
        """The digest of `data`, 64 hex digits."""
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(data)
        outer.update(inner.digest())
        return outer.hexdigest()


class Recorder:
    """Turns an exchange at its end into the bytes to seal. Belongs to one thread."""

    def __init__(self, digest_key: bytes, told: Callable[[str], str] = str) -> None:
        """`told` is what may be said of a name or a purpose: both are the caller's own text."""
        self._digester = Digester(digest_key)
        self._told = told
        self.begin = self._digester.begin
        self._known: dict[int, tuple[Principal | Decision, orjson.Fragment]] = {}

    def record(self, exchange: Exchange, result: Running, *, duration_ns: int) -> bytes:
        """One JSON object of at most 65,535 bytes. `result` was fed every delivered byte."""
        try:
            made = orjson.dumps(self._facts(exchange, result, duration_ns))
        except orjson.JSONEncodeError:
            made = b""
        if 0 < len(made) <= LARGE:
            return made
        facts = self._facts(exchange, result, duration_ns, spoken=_spoken)
        sizes = (orjson.dumps(_trimmed(facts, limit), option=_SORTED) for limit in LIMITS)
        return next(made for made in sizes if len(made) <= MAX_BYTES)

    def _facts(self, exchange: Exchange, result: Running, duration_ns: int, *, spoken: "Spoken | None" = None) -> dict[str, Fact]:
        """The facts, their names in sorted order already: sorting 25 names again on each call would cost as much as writing them."""
        call = exchange.call
        request, target, trace, decision = call.request, call.target, call.trace, exchange.decision
        said = spoken or self._fragment
        facts: dict[str, Fact] = {}
        if exchange.applied:
            facts["applied"] = dict(sorted(exchange.applied.items()))
        if call.arguments:
            facts["arguments_hmac"] = self._arguments(call)
        facts["body_bytes"] = len(request.body)
        facts["body_hmac"] = self._digester.of(request.body)
        facts["call"] = call.id
        if decision is not None:
            facts["decision"] = said(decision)
        facts["detail"] = exchange.detail
        facts["duration_ns"] = duration_ns
        facts["endpoint"] = request.endpoint
        facts["events"] = exchange.events
        if exchange.failure is not None:
            facts["fault"] = type(exchange.failure).__name__
        facts["kind"] = "call"
        facts["method"] = request.method
        facts["outcome"] = _WORDS[exchange.reason]
        facts["peer"] = call.peer
        facts["protocol"] = request.protocol
        facts["purpose"] = self._told(call.purpose) if call.purpose else ""
        facts["received_us"] = int(call.received_at * 1_000_000)
        facts["result_bytes"] = exchange.delivered_bytes
        facts["result_hmac"] = result.hexdigest()
        facts["schema"] = SCHEMA
        facts["sealed_us"] = time.time_ns() // 1000
        facts["span"] = trace.span_id
        facts["target"] = {"kind": _KINDS[target.kind], "name": self._told(target.name), "server": target.server}
        if exchange.timings:
            facts["timings_ns"] = [[name, spent] for name, spent in exchange.timings]
        facts["trace"] = trace.trace_id
        facts["upstream_ns"] = exchange.upstream_ns
        facts["version"] = request.version
        facts["who"] = said(call.principal)
        return facts

    def _fragment(self, noun: Principal | Decision) -> orjson.Fragment:
        """The JSON of a principal or decision, made once per object: identity and policy hand out the same ones again and again."""
        known = self._known.get(id(noun))
        if known is not None and known[0] is noun:
            return known[1]
        if len(self._known) >= _KNOWN:
            self._known.clear()
        fragment = orjson.Fragment(orjson.dumps(_spoken(noun), option=_SORTED))
        self._known[id(noun)] = (noun, fragment)
        return fragment

    def _arguments(self, call: Call) -> str:
        """Over the arguments as JSON with sorted keys; empty where they hold what that form cannot say (the body's digest stands in any case)."""
        try:
            return self._digester.of(orjson.dumps(call.arguments, option=_SORTED))
        except orjson.JSONEncodeError:
            return ""


def _spoken(noun: Principal | Decision) -> dict[str, Fact]:
    """A principal or a decision in the words of the record."""
    if isinstance(noun, Principal):
        return {
            "actors": list(noun.actors),
            "client": noun.client,
            "issuer": noun.issuer,
            "mfa": int(noun.mfa),
            "roles": sorted(noun.roles),
            "subject": noun.subject,
            "token": noun.token_id,
        }
    return {
        "effect": noun.effect,
        "obligations": [str(obligation) for obligation in noun.obligations],
        "reason": noun.reason,
        "reasons": list(noun.reasons),
        "revision": noun.revision,
        "rule": noun.rule,
    }


def _trimmed(value: Fact, limit: int) -> Fact:
    """The same, bounded: texts and lists cut, what no UTF-8 can say (lone surrogates) escaped, numbers too large for JSON as text."""
    if isinstance(value, str):
        return value[:limit].encode("utf-8", "backslashreplace").decode()
    if isinstance(value, Mapping):
        return {str(_trimmed(name, limit)): _trimmed(inner, limit) for name, inner in list(value.items())[:MAX_LIST]}
    if isinstance(value, Sequence):
        return [_trimmed(inner, limit) for inner in value[:MAX_LIST]]
    return str(value) if abs(value) >= 1 << 63 else value
