"""Arguments of limits and pre-deal checks."""

import pytest
from pydantic import ValidationError

from bank_risk.forms.limits import CheckArguments, CheckedArguments, OverrideArguments, WhatIfTrade

TRADE = {
    "book": "BOOK-04",
    "counterparty": "999900KESTREL0000114",
    "kind": "IRS",
    "side": "buy",
    "currency": "EUR",
    "notional": "1000",
    "end_date": "2030-01-02",
}


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"notional": "0"}, "greater than"),
        ({"notional": "-5"}, "greater than"),
        ({"kind": "FX_FORWARD"}, "second_currency"),
        ({"kind": "FX_FORWARD", "second_currency": "EUR"}, "second_currency"),
        ({"kind": "CDS", "underlying": "ACME"}, "rating"),
        ({"kind": "EQUITY_FORWARD"}, "underlying"),
        ({"kind": "SWAPTION"}, "IRS"),
        ({"underlying": "x" * 41}, "pattern"),
        ({"counterparty": "999900KESTREL0000115"}, "check digits"),
    ],
)
def test_a_trade_is_whole_or_refused(changes: dict[str, object], named: str) -> None:
    with pytest.raises(ValidationError, match=named):
        WhatIfTrade.model_validate(TRADE | changes)


def test_callers_cannot_bring_overrides_of_their_own() -> None:
    override = {"limit_id": "LIM-101", "amount": "1", "valid_until": "2026-12-01", "draft_id": "D-1"}
    with pytest.raises(ValidationError, match="Extra inputs"):
        CheckArguments.model_validate({"overrides": [override]})
    assert len(CheckedArguments.model_validate({"overrides": [override]}).overrides) == 1


def test_a_request_needs_a_reason_and_a_key() -> None:
    asked = {"limit_id": "LIM-101", "amount": "5", "valid_until": "2026-12-01", "reason": "because it must be", "idempotency_key": "key-00001"}
    assert OverrideArguments.model_validate(asked).amount == 5
    for name in ("reason", "idempotency_key"):
        with pytest.raises(ValidationError, match=name):
            OverrideArguments.model_validate({field: value for field, value in asked.items() if field != name})
