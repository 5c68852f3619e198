"""Losses of bad days are those of the sensitivities and of the history."""

from collections.abc import Callable

import numpy as np
import pytest

from bank_kit.world.making.tails import LATEST, Held, Moves, Traded, duration, measures, sum_of
from bank_kit.world.market.curves import PILLAR_YEARS

Bank = Callable[[str], list[tuple[object, ...]]]


def moves() -> Moves:
    """Two days on which every pillar moves by its time in basis points."""
    money = np.tile(PILLAR_YEARS / 1e4, (2, 1))
    return Moves(
        curves={"EUR-ESTR": money, "EUR-GOVT": 3 * money, "EUR-CORP-A": money},
        prices={"X": np.array([0.01, -0.02])},
        currencies={"EUR": np.zeros(2), "USD": np.array([0.005, 0.0])},
    )


def test_every_desk_and_company_has_three_measures(bank: Bank) -> None:
    assert bank("SELECT scope, count(*), bool_and(0 < var AND var < es AND es < stressed) FROM draft_tail GROUP BY 1 ORDER BY 1") == [
        ("COMPANY", 3, True),
        ("DESK", 3, True),
    ]


def test_rates_move_between_their_pillars_linearly() -> None:
    assert moves().rate("EUR-ESTR", 4.2) == pytest.approx(np.full(2, 4.2e-4))
    assert moves().rate("EUR-ESTR", 0.01) == pytest.approx(np.full(2, PILLAR_YEARS[0] / 1e4))
    assert moves().rate("EUR-ESTR", 90.0) == pytest.approx(np.full(2, PILLAR_YEARS[-1] / 1e4))


@pytest.mark.parametrize(("sector", "rating", "multiple"), [("SOVEREIGN", "AAA", 3), ("COVERED", "AAA", 1), ("UTILITY", "A", 2), ("UTILITY", "BBB", 1)])
def test_a_bond_moves_with_the_curve_of_its_issuer(sector: str, rating: str, multiple: int) -> None:
    assert moves().bond(sector, rating, "EUR", 5.0) == pytest.approx(np.full(2, multiple * 5e-4))


def test_holdings_gain_with_their_price_and_currency_and_bonds_lose_when_rates_rise() -> None:
    assert Held("X", "EQUITY", "NONE", None, "USD", None, 100.0).gains(moves()) == pytest.approx([1.5, -2.0])
    assert Held("B", "BOND", "COVERED", "AAA", "EUR", 5.0, 100.0).gains(moves()) == pytest.approx(np.full(2, -100 * 4.643 * 5e-4), rel=1e-4)


@pytest.mark.parametrize(
    ("trade", "first"),
    [
        (Traded("IRS", 100.0, "EUR", None, "EUR-ESTR", None, -1.0, 5.0), 100 * 4.643 * 5e-4),
        (Traded("SWAPTION", -50.0, "EUR", None, "EUR-ESTR", None, 2.0, 5.0), -50 * (4.643 * 5e-4 - 1.941 * 2e-4)),
        (Traded("CDS", 100.0, "EUR", None, "Lumen Energie", "A", 0.0, 5.0), -100 * 4.643 * 5e-4),
        (Traded("FX_FORWARD", 100.0, "EUR", "USD", None, None, 0.0, 1.0), -0.5),
        (Traded("EQUITY_FORWARD", -100.0, "EUR", None, "X", None, 0.0, 1.0), -1.0),
    ],
    ids=lambda value: value.kind if isinstance(value, Traded) else "",
)
def test_the_long_side_gains_when_its_factor_rises(trade: Traded, first: float) -> None:
    assert trade.gains(moves())[0] == pytest.approx(first, rel=1e-3)


def test_a_duration_is_a_little_below_the_time() -> None:
    assert duration(0.0) == 0.0
    assert duration(5.0) == pytest.approx(4.643, abs=0.001)


def test_value_at_risk_and_shortfalls_are_of_the_worst_days() -> None:
    gains = np.concatenate([np.zeros(1000), -np.arange(1.0, LATEST + 1.0)])
    var, es, stressed = measures(gains)
    assert var == LATEST - 5
    assert es == pytest.approx(np.mean([LATEST - place for place in range(12)]) * 10**0.5)
    assert stressed == pytest.approx(np.mean([LATEST - place for place in range(6)]) * 10**0.5, rel=0.01)


def test_gains_of_books_add_day_by_day() -> None:
    assert sum_of([np.array([1.0, -2.0]), np.array([0.5, 2.0])]).tolist() == [1.5, 0.0]
