"""Bonds meet their price today and move with their curves."""

from datetime import date
from typing import cast

import numpy as np
import pytest
from sqlalchemy import RowMapping

from bank_risk.portfolio.building import position_rows
from bank_risk.portfolio.history import Levels
from bank_risk.portfolio.lines import NotModelledError
from bank_risk.portfolio.securities import bond, curve_of, listed, payment_dates
from bank_risk.portfolio.selection import books_of
from bank_risk.store.runs import RiskStore


@pytest.fixture
def rows(store: RiskStore) -> list[RowMapping]:
    return position_rows(store, books_of(store), store.business_date())


def _changed(row: RowMapping, **changes: object) -> RowMapping:
    return cast("RowMapping", dict(row) | changes)


def test_a_bond_is_worth_its_dirty_price_and_falls_when_rates_rise(rows: list[RowMapping], today: Levels, day: date) -> None:
    row = next(each for each in rows if each["kind"] == "BOND" and each["sector"] == "SOVEREIGN" and each["currency"] == "EUR")
    found = bond(row, today, day)
    dirty = float(row["market_value"]) + float(row["accrued"])
    assert float(found.value(today)[0]) == pytest.approx(dirty, rel=1e-9)
    risen = today.values.copy()
    risen[:, [place for name, place in today.history.places.items() if name.startswith("EUR-ESTR:")]] += 0.0001
    change = float(found.value(Levels(today.history, risen))[0]) - dirty
    duration = float(np.sum(found.amounts * found.times.years)) / float(np.sum(found.amounts))
    assert -duration * dirty * 0.0001 * 1.01 < change < 0


def test_each_bond_moves_with_the_spread_curve_of_its_kind(rows: list[RowMapping], today: Levels) -> None:
    found = {(row["sector"], row["currency"], row["rating"]): curve_of(row, today) for row in rows if row["kind"] == "BOND"}
    assert {curve for (sector, *_), curve in found.items() if sector == "COVERED"} == {None}
    assert all(curve == f"{currency}-GOVT" for (sector, currency, _), curve in found.items() if sector == "SOVEREIGN")
    assert found["INDUSTRIAL", "EUR", "BB"] == "EUR-CORP-BB"


def test_shares_follow_price_and_exchange_rate(rows: list[RowMapping], today: Levels) -> None:
    row = next(each for each in rows if each["kind"] == "EQUITY" and each["currency"] == "USD")
    value = listed(row, today)
    doubled = today.values.copy()
    doubled[:, today.history.places[f"EQ-{row['isin']}"]] *= 2
    assert float(value(Levels(today.history, doubled))[0]) == pytest.approx(2 * float(value(today)[0]))
    with pytest.raises(NotModelledError, match="no whole history"):
        listed(_changed(row, isin="QZ000"), today)


def test_a_bond_that_was_repaid_or_has_no_curve_is_not_modelled(rows: list[RowMapping], today: Levels, day: date) -> None:
    row = next(each for each in rows if each["kind"] == "BOND")
    for changed, message in ((_changed(row, maturity_date=day), "repaid"), (_changed(row, currency="SEK"), "no curve")):
        with pytest.raises(NotModelledError, match=message):
            bond(changed, today, day)


def test_coupons_are_counted_back_from_maturity_and_end_of_months_hold() -> None:
    assert payment_dates(date(2028, 8, 31), 2, date(2027, 2, 27)) == (date(2027, 2, 28), date(2027, 8, 31), date(2028, 2, 29), date(2028, 8, 31))
    assert payment_dates(date(2028, 8, 31), 0, date(2027, 2, 27)) == (date(2028, 8, 31),)
    assert payment_dates(date(2020, 1, 1), 1, date(2027, 2, 27)) == ()
