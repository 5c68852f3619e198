"""Control states as OSCAL assessment results (1.2.1), put together by hand: shaped after the model, not validated here.

The model knows satisfied and not-satisfied only: without evidence the state is not-satisfied, its reason `other`, with a remark saying so.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from pydantic import JsonValue

from bank_compliance.controls.results import ControlRecord, State

OSCAL_VERSION = "1.2.1"
LABEL = "OSCAL assessment results, not validated"
_ROOT = UUID("5a7a8f0e-6f0c-5c57-9b7b-0f3f5d1f7c11")


def assessment_results(records: Sequence[ControlRecord], *, title: str, run_at: datetime, seed: str) -> dict[str, JsonValue]:
    """The document; the same `seed` gives the same UUIDs."""
    plan = _uuid(seed, "plan")
    return {
        "assessment-results": {
            "uuid": _uuid(seed, "document"),
            "metadata": {"title": title, "last-modified": run_at.isoformat(), "version": "1", "oscal-version": OSCAL_VERSION, "remarks": LABEL},
            "import-ap": {"href": f"#{plan}"},
            "results": [
                {
                    "uuid": _uuid(seed, "result"),
                    "title": title,
                    "description": "Continuous monitoring by questions to the store of this server.",
                    "start": run_at.isoformat(),
                    "reviewed-controls": {"control-selections": [{"include-controls": [{"control-id": _token(one)} for one in records]}]},
                    "observations": [_observation(one, seed) for one in records],
                    "findings": [_finding(one, seed) for one in records],
                }
            ],
            "back-matter": {
                "resources": [{"uuid": plan, "title": "Continuous monitoring", "description": "No assessment plan: controls are asked at any time."}]
            },
        }
    }


def _observation(one: ControlRecord, seed: str) -> JsonValue:
    return {
        "uuid": _uuid(seed, f"observation {_token(one)}"),
        "description": f"population {one.population}, violations {one.violations}, query {one.query_sha256}",
        "methods": ["TEST"],
        "collected": one.run_at.isoformat(),
    }


def _finding(one: ControlRecord, seed: str) -> JsonValue:
    status: dict[str, JsonValue] = {"state": "satisfied" if one.state is State.SATISFIED else "not-satisfied"}
    if one.state in {State.NO_EVIDENCE, State.RESTRICTED}:
        status |= {"reason": "other", "remarks": one.state.value}
    return {
        "uuid": _uuid(seed, f"finding {_token(one)}"),
        "title": one.title,
        "description": one.clause,
        "target": {"type": "objective-id", "target-id": _token(one), "status": status},
        "related-observations": [{"observation-uuid": _uuid(seed, f"observation {_token(one)}")}],
    }


def _token(one: ControlRecord) -> str:
    return f"{one.framework}-{one.control_id}"


def _uuid(seed: str, what: str) -> str:
    return str(uuid5(_ROOT, f"{seed} {what}"))
