"""Netting sets of the store as SA-CCR wants them."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import cast

import pytest
from sqlalchemy import RowMapping

from bank_risk.counterparty.saccr.trade import Direction, Subclass
from bank_risk.portfolio.history import Levels
from bank_risk.portfolio.netting import agreed_sets, instruments, latest_marks, saccr_sets, saccr_trade, subclass_of
from bank_risk.store.runs import RiskStore

Row = dict[str, object]


def test_all_trades_stand_in_one_set_each(store: RiskStore, day: date) -> None:
    sets = agreed_sets(store, day)
    trades = [trade["id"] for one in sets for trade in one.trades]
    assert len(trades) == len(set(trades)) == 400
    alone = [one for one in sets if "/" in one.id]
    assert alone
    assert all(len(one.trades) == 1 and one.agreement is None and one.collateral == 0 for one in alone)


def test_amounts_are_in_euro_and_collateral_holds_the_independent_amount(store: RiskStore, today: Levels, day: date) -> None:
    agreed = [one for one in agreed_sets(store, day) if one.currency == "GBP" and one.agreement is not None]
    found = saccr_sets(agreed, today, instruments(store), day)
    rate = float(today.euros("GBP")[0])
    assert [one.collateral for one in found] == pytest.approx([one.collateral * rate for one in agreed])
    assert found[0].agreement is not None


def test_who_sells_protection_is_short_and_options_know_their_forward(store: RiskStore, trade_row: Callable[..., RowMapping], today: Levels, day: date) -> None:
    listed = instruments(store)
    sold = saccr_trade(trade_row(kind="CDS", asset_class="CR", underlying="Vela", underlying_rating="BB"), today, listed, day)
    assert (sold.direction, sold.subclass, sold.name) == (Direction.SHORT, Subclass.CREDIT_BB, "Vela")
    later = {"start_date": day + timedelta(days=365), "end_date": day + timedelta(days=6 * 365)}
    swaption = saccr_trade(trade_row(kind="SWAPTION", right_kind="CALL", strike=0.03, **later), today, listed, day)
    assert swaption.option is not None
    assert 0.0 < swaption.option.price < 0.1
    assert (swaption.start, swaption.option.expiry, swaption.end) == pytest.approx((1.0, 1.0, 6.0))
    exchange = trade_row(kind="FX_OPTION", right_kind="PUT", second_currency="USD", second_notional=Decimal(1_100_000), strike=1.1, **later)
    option = saccr_trade(exchange, today, listed, day)
    assert option.option is not None
    assert option.option.price == pytest.approx(float(today.values[0, today.history.places["EURUSD"]]), rel=0.05)
    assert option.second_notional == pytest.approx(1_100_000 * float(today.euros("USD")[0]))


def test_commodities_and_indices_find_their_row(store: RiskStore) -> None:
    listed = instruments(store)
    gold = next(isin for isin, row in listed.items() if row["name"].startswith("Gold"))
    index = next(isin for isin, row in listed.items() if row["kind"] == "INDEX")
    assert subclass_of(cast("RowMapping", {"kind": "COMMODITY_FORWARD", "underlying": gold}), listed) is Subclass.COMMODITY_METALS
    assert subclass_of(cast("RowMapping", {"kind": "EQUITY_OPTION", "underlying": index}), listed) is Subclass.EQUITY_INDEX
    assert subclass_of(cast("RowMapping", {"kind": "CDS_INDEX", "underlying_rating": "SG"}), listed) is Subclass.CREDIT_INDEX_SG


def test_an_earlier_day_is_said(store: RiskStore, day: date) -> None:
    assert latest_marks(store, day) == ()
    assert latest_marks(store, day - timedelta(days=1))[0].startswith("LATEST_MARKS")
