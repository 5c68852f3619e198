"""One answer out of several."""

import json

from strongroom.core.json import Json
from strongroom.wire.jsonrpc import members_of
from strongroom.wire.mcp.merge import SERVER_INFO, UNAVAILABLE, Part, Whole, merge_discovery, merge_handshake, merge_lists
from strongroom.wire.mcp.revisions import Era

MODERN = Whole(Era.MODERN, "1.0")
LEGACY = Whole(Era.LEGACY, "1.0")


def part(server: str, result: Json, *prefixes: str) -> Part:
    return Part(server, members_of(json.dumps(result).encode()), prefixes)


def test_tools_get_joined_names_and_keep_every_other_byte() -> None:
    entry = b'{"name":"get","inputSchema":{"type":"object","$defs":{"a":{"maximum":12345678901234567890.50}}},"x-own":[1.0]}'
    merged = merge_lists("tools/list", [Part(name, members_of(b'{"tools":[%b]}' % entry)) for name in ("finance", "risk")], LEGACY, cursor=None)
    assert merged == b'{"tools":[%b,%b]}' % (entry.replace(b'"get"', b'"finance__get"'), entry.replace(b'"get"', b'"risk__get"'))


def test_a_server_cannot_offer_resources_that_are_not_its_own() -> None:
    mine: Json = {"uri": "bank://finance/a", "name": "a"}
    theirs: Json = {"uri": "bank://risk/b", "name": "b"}
    merged = merge_lists("resources/list", [part("finance", {"resources": [mine, theirs]}, "bank://finance/")], LEGACY, cursor=None)
    assert json.loads(merged) == {"resources": [mine]}


def test_a_server_without_prefixes_offers_no_resources_here() -> None:
    merged = merge_lists("resources/templates/list", [part("finance", {"resourceTemplates": [{"uriTemplate": "x://{a}"}]})], LEGACY, cursor=None)
    assert json.loads(merged) == {"resourceTemplates": []}


def test_entries_without_a_name_or_with_one_that_came_before_are_left_out() -> None:
    entries: Json = [{"name": "a", "n": 1}, {"name": "a", "n": 2}, {"name": 7}, {}, "text", None]
    merged = merge_lists("prompts/list", [part("finance", {"prompts": entries})], LEGACY, cursor=None)
    assert json.loads(merged) == {"prompts": [{"name": "finance__a", "n": 1}]}


def test_a_list_that_is_none_counts_as_empty() -> None:
    assert json.loads(merge_lists("tools/list", [part("finance", {"tools": {}}), part("risk", {})], LEGACY, cursor=None)) == {"tools": []}


def test_a_merged_list_is_private_and_lives_as_short_as_the_shortest() -> None:
    parts = [part("a", {"tools": [], "ttlMs": 500, "cacheScope": "public", "resultType": "complete"}), part("b", {"tools": [], "ttlMs": 100})]
    merged = json.loads(merge_lists("tools/list", parts, MODERN, cursor="next"))
    assert (merged["ttlMs"], merged["cacheScope"], merged["resultType"], merged["nextCursor"]) == (100, "private", "complete", "next")
    assert merged["_meta"][SERVER_INFO]["name"] == "strongroom"


def test_an_incomplete_list_is_not_kept_and_says_what_is_missing() -> None:
    merged = json.loads(merge_lists("tools/list", [part("a", {"tools": [], "ttlMs": 500})], Whole(Era.MODERN, "1.0", ["risk"]), cursor=None))
    assert merged["ttlMs"] == 0
    assert merged["_meta"][UNAVAILABLE] == ["risk"]


def test_an_empty_list_of_the_stateless_revision_has_all_its_members() -> None:
    assert {"resultType", "ttlMs", "cacheScope"} <= json.loads(merge_lists("tools/list", [], MODERN, cursor=None)).keys()


def test_capabilities_are_those_of_any_server_but_for_what_cannot_be_routed() -> None:
    one: Json = {"tools": {"listChanged": False}, "tasks": {}, "extensions": {"io.modelcontextprotocol/tasks": {}, "io.modelcontextprotocol/ui": {}}}
    two: Json = {"tools": {"listChanged": True}, "resources": {"subscribe": True}}
    merged = json.loads(merge_discovery([part("a", {"capabilities": one}), part("b", {"capabilities": two})], MODERN))
    expected = {"tools": {"listChanged": True}, "resources": {"subscribe": True}, "extensions": {"io.modelcontextprotocol/ui": {}}}
    assert merged["capabilities"] == expected


def test_discovery_offers_the_versions_that_all_speak() -> None:
    parts = [part("a", {"supportedVersions": ["2026-07-28", "2027-01-01"]}), part("b", {"supportedVersions": ["2026-07-28"]})]
    assert json.loads(merge_discovery(parts, MODERN))["supportedVersions"] == ["2026-07-28"]


def test_a_handshake_agrees_on_the_oldest_version_and_joins_instructions() -> None:
    parts = [
        part("a", {"protocolVersion": "2025-11-25", "instructions": "Ask a."}),
        part("b", {"protocolVersion": "2025-06-18", "instructions": "Ask b.", "serverInfo": {"name": "b"}}),
    ]
    merged = json.loads(merge_handshake(parts, LEGACY))
    assert merged["protocolVersion"] == "2025-06-18"
    assert merged["instructions"] == "## a\nAsk a.\n\n## b\nAsk b."
    assert merged["serverInfo"]["name"] == "strongroom"
    assert "resultType" not in merged
