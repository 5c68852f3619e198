"""What price_instrument refuses before it looks anything up."""

import pytest
from pydantic import ValidationError

from bank_finance.valuations.arguments import PriceArguments

ZERO = {"kind": "zero_bond", "currency": "EUR", "notional": "1", "maturity_date": "2031-12-20"}
FLAT = {"discount": {"pillars": [{"days": 365, "rate": 0.02}]}}


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"isin": "QZ0000000017", "trade": "TR-1000001"},
        {"trade": "TR-1000001", "notional": "5"},
        {"instrument": ZERO, "side": "short"},
        {"isin": "QZ0000000017", "notional": "-5"},
        {"isin": "QZ0000000017", "notional": "NaN"},
        {"isin": "QZ0000000017", "discount_curve": "EUR-ESTR"},
        {"instrument": ZERO, "discount_curve": "EUR-ESTR", "market": FLAT},
        {"instrument": ZERO, "market": {"discount": {"pillars": []}}},
        {"instrument": ZERO, "market": {"discount": {"pillars": [{"days": 365, "rate": "nan"}]}}},
        {"instrument": ZERO | {"currency": "XAU"}},
        {"instrument": ZERO, "bumps": {"parallel_bp": [1] * 21}},
        {"instrument": ZERO, "bumps": {"parallel_bp": [1e9]}},
        {"instrument": {"kind": "zero_bond"} | {"x" * 100: "y"}},
    ],
)
def test_what_cannot_be_valued_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        PriceArguments.model_validate(given)


def test_terms_may_come_with_a_market_of_their_own() -> None:
    assert PriceArguments.model_validate({"instrument": ZERO, "market": FLAT}).market is not None
