"""The roads: each is one tuple of places in the order in which a call meets them, and each place says why it stands there.

`strongroom explain road` prints them and a golden test pins them. `build` fills the places with the stops that app/compose.py made.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from strongroom.core.stops import Bracket, FilterStop, Gate, Upstream
from strongroom.pipeline.engine import Road

Stop = Gate | Bracket | Upstream | FilterStop


class Kind(StrEnum):
    """The four kinds of stop."""

    BRACKET = "bracket"
    GATE = "gate"
    UPSTREAM = "upstream"
    FILTER = "filter"


@dataclass(frozen=True, slots=True)
class Place:
    """One place on a road: its kind, the name of the stop that belongs there, and why here."""

    kind: Kind
    name: str
    why: str


MCP_ROAD: tuple[Place, ...] = (
    Place(Kind.BRACKET, "audit.seal", "First in, last out: whatever happens from here on is sealed once, and before its last bytes leave."),
    Place(Kind.BRACKET, "audit.observe", "Next, so that metrics and logs see every ending that the seal sees."),
    Place(Kind.BRACKET, "limits.deadline", "Before any work: time spent at a gate counts too."),
    Place(Kind.GATE, "limits.rate", "Before policy: a flood of refusals must cost the flooder as much as a flood of answers."),
    Place(Kind.GATE, "policy.decide", "Before anything looks at content or holds a slot: nobody learns or occupies what is not theirs."),
    Place(Kind.GATE, "audit.writable", "After policy, which knows reads from writes: no write begins that could not be recorded."),
    Place(Kind.GATE, "protection.arguments", "Last of the gates, because it costs most: arguments leave the bank's hands at the next stop."),
    Place(Kind.BRACKET, "limits.slots", "Innermost: a slot is held only while a server is at work."),
    Place(Kind.UPSTREAM, "routing", "The only place that sends, so the only one that may send again."),
    Place(Kind.FILTER, "limits.size", "First of the filters: what is too large is not worth reading."),
    Place(Kind.FILTER, "policy.visible", "Lists lose what this caller may not know of, before anything else reads them."),
    Place(Kind.FILTER, "protection.fields", "Masks and drops that policy names, on the structure as the server sent it."),
    Place(Kind.FILTER, "protection.content", "Last: what nobody named is found by its looks, and nothing is added after it."),
)

MODEL_ROAD: tuple[Place, ...] = (
    Place(Kind.BRACKET, "audit.seal", "First in, last out, as on the MCP road."),
    Place(Kind.BRACKET, "audit.observe", "Sees every ending that the seal sees."),
    Place(Kind.BRACKET, "limits.deadline", "Before any work."),
    Place(Kind.GATE, "limits.rate", "Before policy, as on the MCP road."),
    Place(Kind.GATE, "policy.decide", "Which models, for which purpose."),
    Place(Kind.UPSTREAM, "routing", "The pools of models; until they land, every call ends here with upstream_unavailable."),
)

ROADS: Mapping[str, tuple[Place, ...]] = {"mcp": MCP_ROAD, "model": MODEL_ROAD}

_SHAPES: Mapping[Kind, type] = {Kind.BRACKET: Bracket, Kind.GATE: Gate, Kind.UPSTREAM: Upstream, Kind.FILTER: FilterStop}


def build(name: str, stops: Mapping[str, Stop]) -> Road:
    """The road `name`, its places filled from `stops` by name.

    Raises ValueError where a place stays empty, or where the stop is of another kind than its place: a road with a hole is no road.
    """
    places = ROADS[name]
    missing = [place.name for place in places if place.name not in stops]
    if missing:
        message = f"road {name}: nothing stands at {', '.join(missing)}"
        raise ValueError(message)
    wrong = [place.name for place in places if not isinstance(stops[place.name], _SHAPES[place.kind])]
    if wrong:
        message = f"road {name}: of another kind than their place: {', '.join(wrong)}"
        raise ValueError(message)
    chosen = [(place.kind, stops[place.name]) for place in places]
    return Road(
        name=name,
        inward=tuple(stop for kind, stop in chosen if kind in {Kind.BRACKET, Kind.GATE} and isinstance(stop, Gate | Bracket)),
        upstream=next(stop for kind, stop in chosen if kind is Kind.UPSTREAM and isinstance(stop, Upstream)),
        filters=tuple(stop for kind, stop in chosen if kind is Kind.FILTER and isinstance(stop, FilterStop)),
    )
