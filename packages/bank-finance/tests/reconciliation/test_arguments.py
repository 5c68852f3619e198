"""Like is compared with like, by keys and measures both sides have."""

import pytest
from pydantic import ValidationError

from bank_finance.reconciliation.arguments import ReconcileArguments

Source = dict[str, object]


def test_a_tolerance_of_nothing_is_the_default(ledger: Source, payments: Source) -> None:
    arguments = ReconcileArguments.model_validate({"left": ledger, "right": payments, "keys": ["transaction"]})
    assert {measure.value: str(most) for measure, most in arguments.tolerance.items()} == {"amount": "0"}


@pytest.mark.parametrize(
    "changes",
    [
        {"keys": []},
        {"keys": ["isin"]},
        {"keys": ["account"]},
        {"tolerance": {}},
        {"tolerance": {"amount": "-1"}},
        {"tolerance": {"amount": "NaN"}},
        {"tolerance": {"amount": 0.5}},
        {"tolerance": {"quantity": "1"}},
        {"show": 201},
        {"show": -1},
        {"left": {"kind": "sql", "query": "select 1"}},
        {"left": {"kind": "statement", "sha256": "../../etc/passwd"}},
        {"right": {"kind": "positions", "book": "BOOK-01", "as_of": "2026-11-20"}},
    ],
)
def test_what_cannot_be_compared_is_refused(ledger: Source, payments: Source, changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ReconcileArguments.model_validate({"left": ledger, "right": payments, "keys": ["transaction"]} | changes)


def test_positions_are_compared_by_isin_and_not_by_amount(positions: Source) -> None:
    good = {"left": positions, "right": positions, "keys": ["isin"], "tolerance": {"quantity": "0"}}
    assert ReconcileArguments.model_validate(good).keys
    for changes in ({"keys": ["transaction"]}, {"tolerance": {"amount": "0"}}):
        with pytest.raises(ValidationError):
            ReconcileArguments.model_validate(good | changes)
