"""A portfolio of two invented lines over the real factors."""

from datetime import date

import numpy as np
import pytest

from bank_risk.market.arrays import Floats
from bank_risk.portfolio.history import Levels
from bank_risk.portfolio.lines import Line, Portfolio


def _euro_dollar(levels: Levels) -> Floats:
    return 1_000.0 * levels.euros("USD")


def _square(levels: Levels) -> Floats:
    rate = levels.curve("EUR-ESTR", levels.history.times(1.0))[:, 0]
    found: Floats = 1e6 * rate * rate
    return found


@pytest.fixture
def portfolio(today: Levels, day: date) -> Portfolio:
    lines = (
        Line(id="A", book="BOOK-01", desk="Rates", kind="FX", booked=1.0, value=_euro_dollar),
        Line(id="B", book="BOOK-02", desk="Rates", kind="IR", booked=2.0, value=_square),
    )
    return Portfolio(day=day, place=len(today.history.days) - 1, history=today.history, lines=lines, warnings=())


def test_nothing_moves_nothing(portfolio: Portfolio) -> None:
    assert portfolio.pnl(np.zeros((3, len(portfolio.history.columns)))).tolist() == [[0.0, 0.0]] * 3


def test_a_stronger_euro_costs_who_holds_dollars(portfolio: Portfolio) -> None:
    moves = np.zeros((1, len(portfolio.history.columns)))
    moves[0, portfolio.history.places["EURUSD"]] = 0.25
    rate = portfolio.base[portfolio.history.places["EURUSD"]]
    assert portfolio.pnl(moves)[0].tolist() == pytest.approx([1_000 / rate * (1 / 1.25 - 1), 0.0])


def test_the_ladder_holds_slope_and_curvature(portfolio: Portfolio) -> None:
    ladder = portfolio.ladder()
    place = portfolio.history.places["EUR-ESTR:1Y"]
    assert ladder.gamma is not None
    assert ladder.delta[1, place] == pytest.approx(2e6 * portfolio.base[place], rel=1e-6)
    assert ladder.gamma[1, place] == pytest.approx(2e6, rel=1e-3)
    assert portfolio.groups("book") == ("BOOK-01", "BOOK-02")
