"""A laid road has every stop in its place, and one that cannot be laid is refused before it takes a call."""

from pathlib import Path

import pytest

from strongroom.app.compose import House
from strongroom.app.configuration import load
from strongroom.pipeline.road import MCP_ROAD, Kind
from strongroom.policy.loading import PolicyFileError


def test_every_place_of_the_road_is_filled_with_the_stop_of_its_name(configuration: Path) -> None:
    road = House(load(configuration)).laid.road
    names = [stop.name for stop in (*road.inward, road.upstream, *road.filters)]
    assert names == [place.name for place in MCP_ROAD]
    assert [place.name for place in MCP_ROAD if place.kind is Kind.UPSTREAM] == [road.upstream.name]


def test_a_road_without_a_usable_policy_is_not_laid(configuration: Path) -> None:
    (configuration.parent / "policy.yaml").write_text("version: 7\n")
    with pytest.raises(PolicyFileError):
        House(load(configuration))


def test_no_policy_at_all_allows_nothing(configuration: Path) -> None:
    configuration.write_text("servers: [{name: finance, url: 'http://127.0.0.1:9/mcp'}]\n")
    assert House(load(configuration)).laid.policy.tables.rules == ()
