"""Tails: the conventions side by side, ranks, and the same answer column by column."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from bank_kit.failures import ToolFailureError
from bank_risk.market.arrays import Floats
from bank_risk.market.measure import TailConvention
from bank_risk.market.tail import quantile_rank, tail_of, tail_of_columns, tail_weights

LOSSES = arrays(np.float64, some.integers(100, 300), elements=some.floats(-1e6, 1e6))


def test_a_year_at_975_takes_six_and_a_quarter_six_or_seven_days_by_convention() -> None:
    assert tail_weights(250, 0.025, TailConvention.WEIGHTED).tolist() == [0.16] * 6 + [0.04]
    assert tail_weights(250, 0.025, TailConvention.MEAN_OF_WHOLE).tolist() == [1 / 6] * 6
    assert tail_weights(250, 0.025, TailConvention.MEAN_TO_QUANTILE).tolist() == [1 / 7] * 7
    assert quantile_rank(250, 0.025) == 7


def test_the_conventions_differ_by_some_two_per_cent_on_a_year_of_fat_tails(year_of_pnl: Floats) -> None:
    found = {each: tail_of(-year_of_pnl, 0.025, each) for each in TailConvention}
    worst = np.sort(-year_of_pnl)[::-1]
    assert found[TailConvention.MEAN_OF_WHOLE].es == pytest.approx(worst[:6].mean(), rel=1e-12)
    assert found[TailConvention.WEIGHTED].es == pytest.approx((worst[:6].sum() + 0.25 * worst[6]) / 6.25, rel=1e-12)
    gap = found[TailConvention.MEAN_OF_WHOLE].es / found[TailConvention.WEIGHTED].es - 1
    assert 0.005 < gap < 0.04
    assert found[TailConvention.MEAN_TO_QUANTILE].es < found[TailConvention.WEIGHTED].es


def test_when_the_tail_is_a_whole_number_the_weighted_tail_is_the_plain_mean() -> None:
    assert tail_weights(1000, 0.025, TailConvention.WEIGHTED).tolist() == tail_weights(1000, 0.025, TailConvention.MEAN_OF_WHOLE).tolist()


def test_ten_of_a_hundred_is_ten_although_one_minus_ninety_per_cent_is_not_a_tenth_in_binary() -> None:
    assert quantile_rank(100, round(1 - 0.9, 12)) == 11


def test_too_few_observations_for_the_confidence_are_refused_with_how_many_it_takes() -> None:
    with pytest.raises(ToolFailureError) as caught:
        tail_of(np.arange(99.0), 0.01, TailConvention.WEIGHTED)
    assert caught.value.failure.allowed is not None and "100" in caught.value.failure.allowed


def test_equal_losses_stay_in_the_order_they_came() -> None:
    assert tail_of(np.ones(200), 0.02, TailConvention.MEAN_OF_WHOLE).order.tolist() == [0, 1, 2, 3]


@given(LOSSES, some.sampled_from(TailConvention), some.sampled_from([0.01, 0.025, 0.05, 0.1]))
def test_es_is_never_below_var(losses: Floats, convention: TailConvention, probability: float) -> None:
    found = tail_of(losses, probability, convention)
    assert found.es >= found.var - 1e-9 * abs(found.var)


@given(LOSSES, some.sampled_from(TailConvention))
def test_both_measures_grow_with_confidence(losses: Floats, convention: TailConvention) -> None:
    found = [tail_of(losses, probability, convention) for probability in (0.1, 0.05, 0.025, 0.01)]
    assert all(deeper.var >= flatter.var for flatter, deeper in pairwise(found))
    assert all(deeper.es >= flatter.es - 1e-9 * abs(flatter.es) for flatter, deeper in pairwise(found))


@given(LOSSES, some.sampled_from(TailConvention), some.floats(0.1, 100), some.floats(-1e5, 1e5), some.integers(0, 2**32))
def test_order_does_not_matter_and_scale_and_shift_pass_through(losses: Floats, convention: TailConvention, scale: float, shift: float, seed: int) -> None:
    base = tail_of(losses, 0.025, convention)
    shuffled = np.random.Generator(np.random.PCG64(seed)).permutation(losses)
    changed = tail_of(shuffled * scale + shift, 0.025, convention)
    assert changed.var == pytest.approx(base.var * scale + shift, rel=1e-9, abs=1e-6)
    assert changed.es == pytest.approx(base.es * scale + shift, rel=1e-9, abs=1e-6)


@given(some.integers(0, 2**32 - 1), some.integers(100, 300))
def test_the_weighted_tail_is_subadditive_on_any_sample(seed: int, days: int) -> None:
    generator = np.random.Generator(np.random.PCG64(seed))
    first, second = generator.standard_t(3, (2, days))
    shortfall = [tail_of(each, 0.025, TailConvention.WEIGHTED).es for each in (first, second, first + second)]
    assert shortfall[2] <= shortfall[0] + shortfall[1] + 1e-9


@pytest.mark.parametrize("convention", TailConvention)
def test_columns_together_are_columns_one_by_one(convention: TailConvention) -> None:
    losses = np.random.Generator(np.random.PCG64(3)).standard_normal((260, 9))
    var, es = tail_of_columns(losses, 0.025, convention)
    for column in range(9):
        alone = tail_of(losses[:, column], 0.025, convention)
        assert var[column] == alone.var
        assert es[column] == pytest.approx(alone.es, rel=1e-12)


@pytest.mark.parametrize("convention", TailConvention)
def test_the_standard_error_is_how_much_es_varies_between_samples(convention: TailConvention) -> None:
    samples = np.random.Generator(np.random.PCG64(1)).standard_normal((400, 2_000))
    found = [tail_of(each, 0.025, convention) for each in samples]
    spread = float(np.std([each.es for each in found]))
    assert float(np.mean([each.error for each in found])) == pytest.approx(spread, rel=0.15)
