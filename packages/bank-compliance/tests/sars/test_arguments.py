"""What a report takes."""

import pytest
from pydantic import ValidationError

from bank_compliance.sars.arguments import DraftSarArguments

GOOD = {"case_id": "CASE-0123456789abcdef", "suspect": "known", "idempotency_key": "k" * 8}


def test_only_case_suspect_and_key_are_needed() -> None:
    assert DraftSarArguments.model_validate(GOOD).why == ""


@pytest.mark.parametrize(
    "change",
    [
        {"why": "x" * 4001},
        {"suspect": "perhaps"},
        {"subjects": [{"customer_id": "C-1", "legal_name": "x"}]},
        {"subjects": [{"customer_id": "C-100001", "legal_name": "x", "aliases": ["y"] * 100}]},
        {"file": "now"},
    ],
)
def test_what_is_out_of_bounds_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        DraftSarArguments.model_validate(GOOD | change)
