"""The roads are pinned: a change of order is a change of this file, seen by whoever reviews it."""

from dataclasses import replace

import pytest
from support.journal import ALLOWING, Journal, JournalBracket, JournalGate, ListSink, ListUpstream, UpperStop, make_call

from strongroom.core.call import Request
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny, Refusal
from strongroom.core.target import Target, TargetKind
from strongroom.pipeline.engine import Engine
from strongroom.pipeline.road import MCP_ROAD, MODEL_ROAD, ROADS, Kind, Place, Stop, build


def stops_for(places: tuple[Place, ...], journal: Journal) -> dict[str, Stop]:
    made: dict[str, Stop] = {}
    for place in places:
        if place.kind is Kind.GATE:
            made[place.name] = JournalGate(place.name, journal, lambda call: call.decided(ALLOWING))
        elif place.kind is Kind.BRACKET:
            made[place.name] = JournalBracket(place.name, journal)
        elif place.kind is Kind.UPSTREAM:
            made[place.name] = ListUpstream(journal, ())
        else:
            made[place.name] = UpperStop()
    return made


def test_the_mcp_road_is_as_it_was_agreed() -> None:
    assert [f"{place.kind} {place.name}" for place in MCP_ROAD] == [
        "bracket audit.seal",
        "bracket audit.observe",
        "bracket limits.deadline",
        "gate limits.rate",
        "gate policy.decide",
        "gate audit.writable",
        "gate protection.arguments",
        "bracket limits.slots",
        "upstream routing",
        "filter limits.size",
        "filter policy.visible",
        "filter protection.fields",
        "filter protection.content",
    ]


def test_the_model_road_shares_its_first_stops_with_the_mcp_road() -> None:
    assert [place.name for place in MODEL_ROAD[:5]] == [place.name for place in MCP_ROAD[:5]]


@pytest.mark.parametrize("name", sorted(ROADS))
def test_the_seal_is_outermost_and_each_place_says_why(name: str) -> None:
    assert ROADS[name][0].name == "audit.seal"
    assert all(place.why.endswith(".") for place in ROADS[name])


def test_a_built_road_holds_its_stops_in_order(journal: Journal) -> None:
    stops = stops_for(MCP_ROAD, journal)
    road = build("mcp", stops)
    assert [stop.name for stop in road.inward] == [place.name for place in MCP_ROAD if place.kind in {Kind.GATE, Kind.BRACKET}]
    assert road.upstream is stops["routing"]


def test_a_road_with_a_hole_is_no_road(journal: Journal) -> None:
    stops = stops_for(MCP_ROAD, journal)
    del stops["policy.decide"]
    with pytest.raises(ValueError, match="nothing stands at policy.decide"):
        build("mcp", stops)


def test_a_stop_of_another_kind_than_its_place_is_refused(journal: Journal) -> None:
    stops = stops_for(MCP_ROAD, journal)
    stops["policy.decide"] = JournalBracket("policy.decide", journal)
    with pytest.raises(ValueError, match="of another kind than their place: policy.decide"):
        build("mcp", stops)


async def test_the_empty_model_road_runs_on_the_same_engine_and_ends_sealed_at_its_upstream(journal: Journal) -> None:
    stops = stops_for(MODEL_ROAD, journal)
    stops["routing"] = ListUpstream(journal, (Refusal(Deny(Reason.UPSTREAM_UNAVAILABLE, "There are no models yet.")),))
    call = replace(
        make_call(),
        target=Target(TargetKind.MODEL, "risk", "small"),
        request=Request(protocol="openai", version="v1", endpoint="", method="chat/completions", id=None, body=b"{}"),
    )
    sink = ListSink(journal)
    exchange = await Engine().run(build("model", stops), call, sink)
    assert exchange.reason is Reason.UPSTREAM_UNAVAILABLE
    assert isinstance(sink.ending, Deny)
    assert journal.lines[-2:] == ["leave audit.seal upstream_unavailable", "sink closed"]
