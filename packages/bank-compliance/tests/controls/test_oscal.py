"""OSCAL: the shape of the model, and only two states."""

import json
from datetime import UTC, date, datetime

import pytest

from bank_compliance.controls.oscal import assessment_results
from bank_compliance.controls.results import ControlRecord, State

RUN = datetime(2026, 11, 21, tzinfo=UTC)


def _record(state: State) -> ControlRecord:
    return ControlRecord(
        framework="SOX", control_id="27", clause="302", title="t", note="", state=state, first=date(2026, 1, 1), last=date(2026, 1, 2), population=0,
        violations=0, samples=(), query_sha256="sha256:0", params_version="sha256:1", engine="sqlite", run_at=RUN,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (State.SATISFIED, {"state": "satisfied"}),
        (State.NOT_SATISFIED, {"state": "not-satisfied"}),
        (State.NO_EVIDENCE, {"state": "not-satisfied", "reason": "other", "remarks": "no_evidence"}),
    ],
)
def test_no_evidence_is_never_satisfied(state: State, told: dict[str, str]) -> None:
    document = json.dumps(assessment_results([_record(state)], title="t", run_at=RUN, seed="s"))
    results = json.loads(document)["assessment-results"]
    assert results["results"][0]["findings"][0]["target"]["status"] == told
    assert results["results"][0]["reviewed-controls"]["control-selections"]
    assert results["import-ap"]["href"] == f"#{results['back-matter']['resources'][0]['uuid']}"


def test_the_same_seed_gives_the_same_document() -> None:
    first, second = (assessment_results([_record(State.SATISFIED)], title="t", run_at=RUN, seed="s") for _ in range(2))
    assert first == second
