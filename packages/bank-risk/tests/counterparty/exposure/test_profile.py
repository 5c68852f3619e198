"""Profiles: netting, margin, repetition, memory and cancellation."""

import tracemalloc
from dataclasses import replace

import numpy as np
import pytest

from bank_risk.counterparty.exposure.margin import VariationMargin
from bank_risk.counterparty.exposure.model import MarketModel
from bank_risk.counterparty.exposure.profile import ExposureSet, Simulation, memory_needed, profiles
from bank_risk.counterparty.exposure.trades import AssetForward, Swap
from bank_risk.counterparty.sample import exposure_portfolio, market

PAYER = Swap(id="P", currency="EUR", notional=1e6, rate=0.028, start=0.0, end=5.0, side=1)
RECEIVER = replace(PAYER, id="R", side=-1)
RUN = Simulation(dates=(0.25, 0.5, 0.75, 1.0, 2.0, 4.0, 5.0), paths=1_500, seed=9)


def test_opposite_trades_net_to_nothing_only_within_one_set(model: MarketModel) -> None:
    together, alone = profiles(
        model, [ExposureSet(id="1", counterparty="C", trades=(PAYER, RECEIVER)), ExposureSet(id="2", counterparty="C", trades=(PAYER,))], RUN
    ).sets
    assert max(together.measures.potential_99) == pytest.approx(0.0, abs=1e-6)
    assert alone.measures.effective_average > 5_000


def test_exposure_of_a_swap_follows_the_swaption_formula(model: MarketModel) -> None:
    """EE(t), discounted, is the price of a European swaption in the Hull-White model: Jamshidian's sum equals the simulated mean within four errors."""
    run = replace(RUN, dates=(2.0,), paths=20_000)
    (found,) = profiles(model, [ExposureSet(id="1", counterparty="C", trades=(PAYER,))], run).sets
    rate, times = model.rates["EUR"], np.array([3.0, 4.0, 5.0])
    start = float(rate.curve.discount(np.asarray(2.0)))
    deviation = rate.volatility * np.sqrt(-np.expm1(-2 * rate.reversion * 2.0) / (2 * rate.reversion))
    # Under the 2-year forward measure the bonds of today's curve move by B(2,T) times one normal.
    nodes, weights = np.polynomial.hermite_e.hermegauss(201)
    spread = deviation * rate.loading(times - 2.0)
    bonds = rate.curve.discount(times) / start * np.exp(np.multiply.outer(nodes, spread) - spread**2 / 2)
    payoff = np.maximum(1 - bonds[:, -1] - PAYER.rate * bonds.sum(axis=1), 0.0)
    expected = PAYER.notional * start * float(weights @ payoff) / np.sqrt(2 * np.pi)
    assert found.measures.discounted[1] == pytest.approx(expected, rel=0.03)


def test_margin_lowers_exposure_and_more_so_with_a_shorter_period(model: MarketModel) -> None:
    bare = ExposureSet(id="1", counterparty="C", trades=(PAYER,))
    sets = [bare, *(replace(bare, margin=VariationMargin(threshold=0, minimum_transfer=0, period=period)) for period in (0.2, 0.04))]
    free, slow, fast = (one.measures.expected[5] for one in profiles(model, sets, RUN).sets)
    assert free > 1.5 * slow > 2 * fast > 0


def test_collateral_and_booked_value_set_current_exposure(model: MarketModel) -> None:
    one = ExposureSet(id="1", counterparty="C", trades=(PAYER,), collateral=30_000.0, independent_amount=5_000.0)
    (found,) = profiles(model, [one], RUN, current=[50_000.0]).sets
    assert (found.value, found.current, found.measures.expected[0]) == (50_000.0, 15_000.0, 15_000.0)


def test_trades_on_the_name_of_the_counterparty_are_wrong_way(model: MarketModel) -> None:
    share = AssetForward(id="S", asset="SHARE", units=10.0, strike=100.0, end=1.0, side=1)
    sets = [ExposureSet(id=name, counterparty="C", trades=(PAYER, share), own_name=name) for name in ("SHARE", "")]
    own, other = profiles(model, sets, RUN).sets
    assert own.wrong_way and own.wrong_way_trades == ("S",)
    assert not other.wrong_way and other.wrong_way_trades == ()


def test_sets_of_a_counterparty_are_added_path_by_path(model: MarketModel) -> None:
    """A payer and a receiver that do not net: the mean is the sum of both means, a quantile is less than the sum of both quantiles."""
    sets = [ExposureSet(id=name, counterparty=owner, trades=(one,)) for name, owner, one in (("1", "C", PAYER), ("2", "D", PAYER), ("3", "C", RECEIVER))]
    run = profiles(model, sets, RUN)
    first, alone, second = (one.measures for one in run.sets)
    both = run.counterparties["C"]
    assert run.counterparties["D"] == alone == first
    assert both.expected == pytest.approx(np.add(first.expected, second.expected))
    assert both.negative == pytest.approx(np.add(first.negative, second.negative))
    assert max(first.potential_95[4], second.potential_95[4]) <= both.potential_95[4] < first.potential_95[4] + second.potential_95[4]


def test_results_do_not_depend_on_memory_or_on_who_else_is_asked(model: MarketModel) -> None:
    sets = exposure_portfolio(24, sets=4, seed=2, model=market(assets=4))
    chosen, run = market(assets=4), replace(RUN, paths=2_100)
    least = memory_needed(chosen, sets, run)
    free, bound = profiles(chosen, sets, run), profiles(chosen, sets, replace(run, memory=least))
    assert free == bound == profiles(chosen, sets, run)


def test_memory_stays_within_what_was_stated(model: MarketModel) -> None:
    """The values of all sets together, times x paths each, would not fit."""
    sets = [ExposureSet(id=str(number), counterparty="C", trades=(PAYER,)) for number in range(20)]
    run = replace(RUN, paths=5_000)
    bound = replace(run, memory=memory_needed(model, sets, run))
    tracemalloc.start()
    profiles(model, sets, bound)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < bound.memory < 0.8 * 8 * (len(run.dates) + 1) * run.paths * len(sets)
    with pytest.raises(ValueError, match="memory: at least"):
        profiles(model, sets, replace(run, memory=bound.memory - 1))


def test_progress_counts_to_its_total_and_may_cancel(model: MarketModel) -> None:
    sets = [ExposureSet(id="1", counterparty="C", trades=(PAYER,))]
    told: list[tuple[int, int]] = []
    profiles(model, sets, RUN, progress=lambda done, total: told.append((done, total)))
    assert told == [(number, 16) for number in range(1, 17)]

    def cancel(done: int, total: int) -> None:
        raise TimeoutError(f"{done} of {total}")

    with pytest.raises(TimeoutError, match="1 of 16"):
        profiles(model, sets, RUN, progress=cancel)


def test_wrong_questions_are_refused_by_name(model: MarketModel) -> None:
    with pytest.raises(ValueError, match="dates"):
        replace(RUN, dates=())
    with pytest.raises(ValueError, match="dates"):
        replace(RUN, dates=(1.0, 0.5))
    with pytest.raises(ValueError, match="paths"):
        replace(RUN, paths=0)
    with pytest.raises(ValueError, match="seed"):
        replace(RUN, seed=-1)
    with pytest.raises(ValueError, match="trades"):
        profiles(model, [ExposureSet(id="1", counterparty="C", trades=())], RUN)
    with pytest.raises(ValueError, match="current"):
        profiles(model, [ExposureSet(id="1", counterparty="C", trades=(PAYER,))], RUN, current=[])
