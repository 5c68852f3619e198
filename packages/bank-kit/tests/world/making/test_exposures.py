"""The estimate of exposures behaves as the standardised approach does."""

from collections.abc import Callable
from math import exp, sqrt

import pytest

from bank_kit.world.making.exposures import ALPHA, FLOOR, Dealt, add_on, exposure

Bank = Callable[[str], list[tuple[object, ...]]]


def dealt(asset_class: str = "FX", kind: str = "FX_FORWARD", *, size: float = 1000.0, mark: float = 0.0, end: float = 1.0) -> Dealt:
    """A trade of a kind, in dollars for euro or on a name."""
    pair = "EUR" if asset_class == "FX" else None
    return Dealt("E", asset_class, kind, size, mark, "USD", pair, None if pair else "X", "BBB" if asset_class == "CR" else None, False, 0.0, end)


def test_every_agreement_with_trades_has_an_exposure(bank: Bank) -> None:
    assert bank("SELECT count(*), min(exposure) >= 0 FROM draft_exposure") == [(bank("SELECT count(DISTINCT netting_set_id) FROM trade")[0][0], True)]


def test_one_forward_costs_four_percent_of_its_amount() -> None:
    assert add_on([dealt()]) == pytest.approx(40.0)
    assert exposure([dealt()], 0.0) == pytest.approx(ALPHA * 40.0)
    assert exposure([dealt(mark=25.0)], 10.0) == pytest.approx(ALPHA * (15.0 + 40.0))


def test_opposite_trades_net_and_short_ones_cost_less() -> None:
    assert add_on([dealt(), dealt(size=-1000.0)]) == 0.0
    assert add_on([dealt(end=0.25)]) == pytest.approx(20.0)


@pytest.mark.parametrize(
    ("asset_class", "kind", "factor"),
    [("EQ", "EQUITY_FORWARD", 0.32), ("EQ", "EQUITY_OPTION", 0.20), ("CO", "COMMODITY_FORWARD", 0.18)],
)
def test_each_class_has_its_factor(asset_class: str, kind: str, factor: float) -> None:
    assert add_on([dealt(asset_class, kind)]) == pytest.approx(factor * 1000.0)


def test_rates_and_spreads_count_by_their_duration() -> None:
    supervisory = (1 - exp(-0.05 * 10.0)) / 0.05
    assert add_on([dealt("IR", "IRS", end=10.0)]) == pytest.approx(0.005 * 1000.0 * supervisory)
    assert add_on([dealt("CR", "CDS", end=10.0)]) == pytest.approx(0.0054 * 1000.0 * supervisory)


def test_buckets_of_a_currency_net_in_part() -> None:
    both = add_on([dealt("IR", "IRS", end=4.0), dealt("IR", "IRS", size=-1000.0, end=8.0)])
    alone = add_on([dealt("IR", "IRS", end=8.0)])
    assert 0 < both < alone


def test_collateral_beyond_the_value_lowers_what_may_happen_down_to_a_floor() -> None:
    assert exposure([dealt()], 20.0) < exposure([dealt()], 0.0)
    assert exposure([dealt()], 1e9) == pytest.approx(ALPHA * FLOOR * 40.0)


def test_with_margin_only_its_period_counts_and_the_threshold_is_open() -> None:
    assert exposure([dealt()], 0.0, period=10 / 250) == pytest.approx(ALPHA * 40.0 * 1.5 * sqrt(10 / 250))
    assert exposure([dealt()], 0.0, least=70.0, period=10 / 250) == pytest.approx(ALPHA * (70.0 + 40.0 * 0.3))
