"""What the page shows, made from what the house knows: plain values, ready to be printed. Nothing is escaped here; the templates escape everything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from strongroom.console.port import LogFacts, Server
from strongroom.core.json import Json, JsonObject
from strongroom.core.reason import ANSWERED, Reason

MAX_TEXT = 400
PULSE_CALLS = 96
PULSE_HEIGHT = 40

_FAILED = frozenset(
    {
        Reason.DEADLINE,
        Reason.UPSTREAM_UNAVAILABLE,
        Reason.UPSTREAM_INVALID,
        Reason.AUDIT_UNAVAILABLE,
        Reason.CLIENT_GONE,
        Reason.CUT,
        Reason.INTERNAL,
    }
)


class Tone(StrEnum):
    """How an ending is coloured."""

    ANSWERED = "answered"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One call."""

    call: str
    iso: str
    clock: str
    who: str
    subject: str
    roles: str
    agent: str
    server: str
    target: str
    method: str
    tone: Tone
    outcome: str
    why: str
    rule: str
    duration: str
    seal: str
    place: str
    trace: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One call of the pulse: where its bar begins and how high it is, in units of the drawing."""

    x: int
    height: int
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The calls in view, counted; durations in words."""

    calls: int
    answered: int
    refused: int
    failed: int
    median: str
    slow: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerLine:
    """One server."""

    name: str
    state: str
    breaker: str
    latency: str
    in_flight: int
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """The audit log."""

    state: str
    cause: str
    shard: str
    size: str
    records: str
    checkpoint: str
    spooled: int
    notes: tuple[str, ...]


def row(entry: Mapping[str, Json]) -> Row:
    """One call of the live view."""
    time = entry.get("time")
    moment = datetime.fromtimestamp(time, UTC) if isinstance(time, int | float) else None
    outcome = _text(entry, "outcome")
    shard, index = _text(entry, "shard"), entry.get("index")
    subject = _text(entry, "subject")
    why = entry.get("why")
    return Row(
        call=_text(entry, "call"),
        iso=moment.isoformat(timespec="milliseconds") if moment else "",
        clock=moment.strftime("%H:%M:%S") if moment else "",
        who=_text(entry, "name") or subject,
        subject=subject,
        roles=", ".join(map(str, _list(entry.get("roles")))),
        agent=_text(entry, "client"),
        server=_text(entry, "server") or "all servers",
        target=_text(entry, "target"),
        method=_text(entry, "method"),
        tone=tone(outcome),
        outcome=outcome.replace("_", " "),
        why=" ".join(str(part) for part in _list(why))[:MAX_TEXT],
        rule=_text(entry, "rule"),
        duration=_milliseconds(entry.get("duration_ms")),
        seal=_text(entry, "seal"),
        place=f"{shard} #{index}" if shard and isinstance(index, int) and index >= 0 else "",
        trace=_text(entry, "trace"),
    )


def tone(outcome: str) -> Tone:
    """Answered, refused by a rule, or failed."""
    try:
        reason = Reason(outcome)
    except ValueError:
        return Tone.FAILED
    if reason in ANSWERED:
        return Tone.ANSWERED
    return Tone.FAILED if reason in _FAILED else Tone.REFUSED


def totals(entries: Sequence[JsonObject]) -> Totals:
    """The calls in view, newest first, counted and drawn."""
    tones = [tone(_text(entry, "outcome")) for entry in entries]
    times = sorted(float(spent) for entry in entries if isinstance(spent := entry.get("duration_ms"), int | float))
    return Totals(
        calls=len(entries),
        answered=tones.count(Tone.ANSWERED),
        refused=tones.count(Tone.REFUSED),
        failed=tones.count(Tone.FAILED),
        median=_milliseconds(times[len(times) // 2]) if times else "",
        slow=_milliseconds(times[min(len(times) - 1, len(times) * 95 // 100)]) if times else "",
        bars=tuple(_bar(place, entry) for place, entry in enumerate(reversed(entries[:PULSE_CALLS]), PULSE_CALLS - min(len(entries), PULSE_CALLS))),
    )


def server_line(server: Server) -> ServerLine:
    """One server in words."""
    breaker = str(server.state)
    state = {"closed": "up", "half_open": "trying", "open": "down"}.get(breaker, "unknown")
    return ServerLine(
        name=server.name,
        state="faltering" if state == "up" and server.error else state,
        breaker=breaker.replace("_", " "),
        latency=_milliseconds(server.latency * 1000) if server.latency > 0 else "",
        in_flight=server.in_flight,
        error=server.error[:MAX_TEXT],
    )


def worst_first(line: ServerLine) -> int:
    """The order in which servers are shown: what needs a look comes first."""
    return ("down", "unknown", "trying", "faltering", "up").index(line.state)


def log_line(facts: LogFacts, now: float) -> LogLine:
    """The log in words; `now` is seconds since the epoch."""
    notes = ([f"Repaired at start: {facts.repaired}"] if facts.repaired else []) + [f"Damaged, left alone: {one}" for one in facts.damaged]
    return LogLine(
        state="writable" if facts.writable else "not writable",
        cause=facts.cause[:MAX_TEXT],
        shard=facts.shard,
        size=_size(facts.bytes) if facts.bytes >= 0 else "",
        records=f"{facts.records:,}" if facts.records >= 0 else "",
        checkpoint=_ago(now - facts.checkpoint_at) if facts.checkpoint_at else "none yet",
        spooled=facts.spooled,
        notes=tuple(note[:MAX_TEXT] for note in notes),
    )


def _bar(place: int, entry: JsonObject) -> Bar:
    """Height grows with the number of digits of the duration: a call of 1 ms and one of 1 s both stay readable."""
    spent = entry.get("duration_ms")
    tenths = int(float(spent) * 10) if isinstance(spent, int | float) else 0
    return Bar(place, min(PULSE_HEIGHT, 4 + 2 * max(0, tenths).bit_length()), tone(_text(entry, "outcome")))


def _text(entry: Mapping[str, Json], name: str) -> str:
    value = entry.get(name)
    return value[:MAX_TEXT] if isinstance(value, str) else ""


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _milliseconds(value: Json) -> str:
    if not isinstance(value, int | float):
        return ""
    return f"{value / 1000:.2f} s" if value >= 1000 else f"{value:.0f} ms" if value >= 100 else f"{value:.1f} ms"


def _size(count: int) -> str:
    size = float(count)
    for unit in ("B", "KB", "MB", "GB"):
        if size < 1024:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1024
    return f"{size:.1f} TB"


def _ago(seconds: float) -> str:
    if seconds < 2:
        return "just now"
    for most, divisor, unit in ((120, 1, "s"), (7200, 60, "min"), (172_800, 3600, "h")):
        if seconds < most:
            return f"{seconds / divisor:.0f} {unit} ago"
    return f"{seconds / 86_400:.0f} days ago"
