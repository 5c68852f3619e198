"""Derivatives are worth what they were booked at, and move the way their terms say."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from sqlalchemy import RowMapping

from bank_risk.portfolio.building import portfolio_of
from bank_risk.portfolio.derivatives import derivative
from bank_risk.portfolio.history import Levels
from bank_risk.portfolio.lines import NotModelledError
from bank_risk.portfolio.selection import Wanted, chosen_books
from bank_risk.store.runs import RiskStore

Row = dict[str, object]


def test_every_trade_of_the_world_is_worth_its_mark(store: RiskStore) -> None:
    portfolio = portfolio_of(store, chosen_books(store, Wanted()), store.business_date())
    values = portfolio.values(portfolio.base[None, :])[0]
    off = {line.id: abs(value - line.booked) for line, value in zip(portfolio.lines, values.tolist(), strict=True)}
    assert len(off) > 500
    assert max(off.values()) < 0.01


def _moved(today: Levels, prefix: str, by: float) -> Levels:
    """Today's levels with every factor of that prefix added to."""
    values = today.values.copy()
    places = [place for name, place in today.history.places.items() if name.startswith(prefix)]
    values[:, places] += by
    return Levels(today.history, values)


@pytest.mark.parametrize(
    ("changes", "prefix"),
    [
        ({"kind": "IRS"}, "EUR-ESTR:"),
        ({"kind": "SWAPTION", "right_kind": "CALL", "strike": 0.025}, "EUR-ESTR:"),
        ({"kind": "CDS", "underlying": "X", "underlying_rating": "BBB", "strike": 0.01, "direction": -1}, "EUR-CORP-BBB:"),
        ({"kind": "SWAPTION", "right_kind": "PUT", "strike": 0.025}, "VOL-SWAPTION-EUR"),
        ({"kind": "FX_OPTION", "right_kind": "CALL", "second_currency": "USD", "second_notional": Decimal(1_150_000), "strike": 1.15}, "VOL-FX-EURUSD"),
    ],
)
def test_the_long_side_gains_when_its_factor_rises(trade_row: Callable[..., RowMapping], today: Levels, day: date, changes: Row, prefix: str) -> None:
    later = {"start_date": day + timedelta(days=365), "end_date": day + timedelta(days=5 * 365)}
    if changes["kind"] == "IRS":
        later["start_date"] = day - timedelta(days=10)
    side = int(str(changes.get("direction", 1)))
    changed = [
        derivative(trade_row(**later, **(changes | {"direction": way})), today, day)(_moved(today, prefix, 0.001))
        - derivative(trade_row(**later, **(changes | {"direction": way})), today, day)(today)
        for way in (side, -side)
    ]
    assert changed[0][0] > 0
    assert changed[1][0] == pytest.approx(-changed[0][0], rel=1e-9)


def test_a_call_less_a_put_is_the_forward(trade_row: Callable[..., RowMapping], today: Levels, day: date) -> None:
    index = next(name[4:].split(":")[0][3:] for name in today.history.places if name.startswith("VOL-EQ-"))
    terms = {"currency": "EUR", "underlying": index, "strike": 3_000.0, "start_date": day + timedelta(days=365), "end_date": day + timedelta(days=365)}
    call, put, forward = (
        float(derivative(trade_row(kind=kind, right_kind=right, **terms), today, day)(today)[0])
        for kind, right in (("EQUITY_OPTION", "CALL"), ("EQUITY_OPTION", "PUT"), ("EQUITY_FORWARD", None))
    )
    assert call - put == pytest.approx(forward, rel=1e-9)
    assert np.sign(call) == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "TOTAL_RETURN_SWAP"}, "no formula"),
        ({"kind": "FX_FORWARD", "second_currency": "XAU", "second_notional": Decimal(1)}, "has no rate"),
        ({"kind": "SWAPTION", "currency": "SEK", "right_kind": "CALL"}, "no volatility"),
        ({"kind": "CDS", "underlying_rating": "D"}, "no spread curve"),
        ({"kind": "EQUITY_FORWARD", "underlying": "QZ000"}, "no whole history"),
    ],
)
def test_what_has_no_factor_is_said(trade_row: Callable[..., RowMapping], today: Levels, day: date, changes: Row, message: str) -> None:
    with pytest.raises(NotModelledError, match=message):
        derivative(trade_row(**changes), today, day)
