"""Control states and bundles as callers get them."""

import json
from collections.abc import Callable
from hashlib import sha256

import pytest
from mcp_types import CallToolResult

from bank_compliance.cases.results import CaseRecord
from bank_kit.identity.caller import Caller

Ask = Callable[..., CallToolResult]
BACKWARDS = {"first": "2026-02-01", "last": "2026-01-01"}
WINDOW = {"first": "2026-01-01", "last": "2026-12-31"}


def test_a_control_without_evidence_says_so(ask: Ask, anna: Caller) -> None:
    found = ask("control_status", anna, framework="SOX", control_id="27", window=WINDOW).structured_content["value"]
    assert (found["state"], found["population"]) == ("no_evidence", 0)
    assert found["query_sha256"].startswith("sha256:")


def test_what_is_not_known_is_refused(ask: Ask, anna: Caller) -> None:
    assert ask("control_status", anna, framework="SOX", control_id="99", window=WINDOW).structured_content["error"]["code"] == "UNKNOWN_ID"
    assert ask("control_status", anna, framework="GDPR", control_id="28", window=WINDOW).structured_content["error"]["code"] == "UNKNOWN_ID"
    assert ask("control_status", anna, framework="SOX", control_id="27", window=BACKWARDS).structured_content["error"]["field"] == "window"


def test_a_control_on_reports_is_for_cleared_callers(ask: Ask, open_case: Callable[..., CaseRecord], anna: Caller, cleared: Caller) -> None:
    ask("draft_sar", cleared, case_id=open_case().id, suspect="known", idempotency_key="sar-00000001")
    assert ask("control_status", anna, framework="BSA", control_id="48", window=WINDOW).structured_content["error"]["code"] == "NOT_ENTITLED"
    assert ask("control_status", cleared, framework="BSA", control_id="48", window=WINDOW).structured_content["value"]["population"] == 1


@pytest.mark.parametrize("form", ["json", "csv", "oscal", "pdf"])
def test_the_manifest_of_a_bundle_names_every_file_with_its_digest(ask: Ask, anna: Caller, form: str) -> None:
    bundle = ask("export_evidence", anna, framework="NYDFS504", window=WINDOW, format=form, idempotency_key=f"bundle-{form}").structured_content["value"]
    files = {file["name"]: file for file in bundle["files"]}
    listed = json.loads(files.pop("manifest.json")["content"])["files"]
    assert {one["name"]: one["sha256"] for one in listed} == {name: file["sha256"] for name, file in files.items()}
    told = files["evidence.json"]
    assert told["sha256"] == f"sha256:{sha256(told['content'].encode()).hexdigest()}"
    assert "never a certificate" in bundle["label"]


def test_the_same_key_is_the_same_bundle(ask: Ask, anna: Caller) -> None:
    arguments = {"framework": "SOX", "window": WINDOW, "format": "json", "idempotency_key": "bundle-same"}
    assert ask("export_evidence", anna, **arguments).structured_content["value"] == ask("export_evidence", anna, **arguments).structured_content["value"]
