"""The market of the last day, and rows as the store would give them."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import cast

import pytest
from sqlalchemy import RowMapping

from bank_risk.portfolio.history import Levels
from bank_risk.portfolio.reading import history_of
from bank_risk.store.runs import RiskStore

Row = dict[str, object]


@pytest.fixture
def today(store: RiskStore) -> Levels:
    history = history_of(store)
    return Levels(history, history.levels[-1:])


@pytest.fixture
def day(today: Levels) -> date:
    return today.history.days[-1]


@pytest.fixture
def trade_row(day: date) -> Callable[..., RowMapping]:
    """A trade row with changes; two years to run."""

    def make(**changes: object) -> RowMapping:
        row: Row = {
            "id": "TR-1", "book_id": "BOOK-01", "kind": "IRS", "asset_class": "IR", "direction": 1, "right_kind": None, "currency": "EUR",
            "notional": Decimal(1_000_000), "second_currency": None, "second_notional": None, "underlying": "EUR-ESTR", "underlying_rating": None,
            "strike": 0.02, "start_date": day - timedelta(days=100), "end_date": day + timedelta(days=730), "mark": Decimal(0),
        }  # fmt: skip
        return cast("RowMapping", row | changes)

    return make
