"""One union, told apart by kind; impossible terms are refused at the door."""

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from bank_finance.pricing.instruments import EuropeanOption, FixedRateBond, Instrument, InterestRateSwap, Swaption, last_date

READER: TypeAdapter[Instrument] = TypeAdapter(Instrument)


def test_the_kind_chooses_the_instrument(bond: FixedRateBond, swap: InterestRateSwap, swaption: Swaption, option: EuropeanOption) -> None:
    for instrument in (bond, swap, swaption, option):
        assert READER.validate_json(instrument.model_dump_json()) == instrument


@pytest.mark.parametrize(
    "change",
    [{"kind": "exotic"}, {"maturity_date": "2021-03-15"}, {"coupon": "nan"}, {"settlement_days": 9}, {"colour": "red"}, {"notional": "-5"}, {"frequency": 3}],
)
def test_impossible_terms_are_refused(bond: FixedRateBond, change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        READER.validate_python(bond.model_dump(mode="json") | change)


def test_a_swaption_expires_before_its_swap_begins(swaption: Swaption) -> None:
    with pytest.raises(ValidationError, match="expiry_date"):
        Swaption.model_validate(swaption.model_dump(mode="json") | {"expiry_date": "2028-01-01"})


def test_a_forward_has_two_currencies() -> None:
    with pytest.raises(ValidationError, match="same"):
        READER.validate_python({"kind": "fx_forward", "base_currency": "EUR", "currency": "EUR", "notional": "1", "rate": 1, "maturity_date": "2027-01-01"})


def test_a_contract_ends_with_its_last_right(option: EuropeanOption, swaption: Swaption) -> None:
    assert last_date(option) == date(2027, 11, 20)
    assert last_date(swaption) == date(2032, 11, 24)
