"""The currency a value is in."""

from datetime import date

from bank_finance.pricing.instruments import FxForward, ZeroBond
from bank_finance.valuations.wanted import currency_of


def test_a_forward_is_worth_its_second_currency() -> None:
    terms = {"kind": "fx_forward", "base_currency": "EUR", "currency": "USD", "notional": "1", "rate": 1, "maturity_date": "2027-11-20"}
    assert currency_of(FxForward.model_validate(terms)) == "USD"
    assert currency_of(ZeroBond.model_validate({"kind": "zero_bond", "currency": "GBP", "notional": "1", "maturity_date": date(2027, 1, 4)})) == "GBP"
