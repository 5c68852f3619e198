"""Securities of the list as something to value."""

from decimal import Decimal

import pytest

from bank_finance.markets.desk import MarketDesk
from bank_finance.pricing.instruments import Asset, FixedRateBond
from bank_finance.pricing.terms import DayCount, Frequency, Side
from bank_finance.valuations.listed import listed_contract
from bank_kit.world.reader import World


def test_a_government_bond_is_discounted_off_its_government(markets: MarketDesk) -> None:
    listed = markets.book.listed("QZ0000000082")
    assert listed is not None
    contract = listed_contract(listed, notional=Decimal(5000), side=Side.SHORT)
    assert isinstance(contract.instrument, FixedRateBond)
    assert (contract.instrument.frequency, contract.instrument.day_count, contract.instrument.side) == (Frequency.SEMIANNUAL, DayCount.ACT_ACT, Side.SHORT)
    assert (contract.wanted.discount, contract.wanted.quoted) == ("USD-GOVT", "QZ0000000082")


def test_every_security_has_terms(markets: MarketDesk, world: World) -> None:
    for batch in world.rows("instrument", ("isin", "kind")):
        for isin, kind in batch:
            listed = markets.book.listed(str(isin))
            assert listed is not None
            contract = listed_contract(listed, notional=None, side=Side.LONG)
            assert isinstance(contract.instrument, FixedRateBond if kind == "BOND" else Asset)
            assert contract.instrument.notional == (100 if kind == "BOND" else 1)


def test_a_bond_without_dates_is_no_bond(markets: MarketDesk) -> None:
    from_store = markets.book.listed("QZ0000000017")
    assert from_store is not None
    broken = type(from_store)(**{name: getattr(from_store, name) for name in from_store.__slots__} | {"issue_date": None})
    with pytest.raises(ValueError, match="dates"):
        listed_contract(broken, notional=None, side=Side.LONG)
