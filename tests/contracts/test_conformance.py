"""The parts of `make conformance` that decide: what counts as worse, and what the shim changes."""

import json
from pathlib import Path

from shim import Relay
from suite import Scenario, read
from summary import compare, keep

GOOD = Scenario(passed=["a", "b"])


def test_a_scenario_that_fails_only_through_the_gateway_is_worse() -> None:
    rows = compare({"2026-07-28": {"caching": GOOD}}, {"2026-07-28": {"caching": Scenario(passed=["a"], failed={"b": "no ttlMs"})}})
    assert [row.worse for row in rows] == [True]


def test_a_scenario_that_is_missing_through_the_gateway_is_worse() -> None:
    assert compare({"2026-07-28": {"caching": GOOD}}, {})[0].worse


def test_a_scenario_that_fails_directly_too_is_not_worse() -> None:
    failing = Scenario(passed=["a"], failed={"b": "broken"})
    assert not compare({"r": {"caching": failing}}, {"r": {"caching": failing}})[0].worse


def test_a_check_that_only_passes_directly_is_named_as_weaker() -> None:
    row = compare({"r": {"polling": GOOD}}, {"r": {"polling": Scenario(passed=["a"], warned=["b"])}})[0]
    assert (row.worse, row.weaker) == (False, ["b"])


def test_the_results_of_the_suite_are_read_by_scenario(tmp_path: Path) -> None:
    folder = tmp_path / "server-tools-list-2026-07-28T10-00-00-000Z"
    folder.mkdir()
    statuses = ["SUCCESS", "FAILURE", "WARNING", "SKIPPED", "INFO"]
    (folder / "checks.json").write_text(json.dumps([{"id": status.lower(), "status": status, "errorMessage": "why"} for status in statuses]))
    assert read(tmp_path) == {"tools-list": Scenario(passed=["success"], warned=["warning"], skipped=["skipped"], failed={"failure": "why"})}


def test_the_summary_is_kept_for_people_and_for_machines(tmp_path: Path) -> None:
    rows = compare({"2026-07-28": {"caching": GOOD}}, {"2026-07-28": {"caching": Scenario(failed={"a": "no ttlMs"})}})
    text = keep(rows, tmp_path, way="gateway")
    assert "WORSE:           2026-07-28 caching a: no ttlMs" in text
    assert (tmp_path / "summary.txt").read_text() == text
    assert json.loads((tmp_path / "summary.json").read_text())["worse"] == ["2026-07-28 caching"]


def test_the_shim_adds_the_token_and_keeps_host_and_origin() -> None:
    received = b"POST /mcp HTTP/1.1\r\nHost: evil.example\r\nOrigin: http://evil.example\r\nAuthorization: Bearer theirs\r\nConnection: keep-alive\r\n\r\n"
    assert Relay(1, "ours").head(received) == (
        b"POST /mcp HTTP/1.1\r\nHost: evil.example\r\nOrigin: http://evil.example\r\nAuthorization: Bearer ours\r\nConnection: close\r\n\r\n"
    )
