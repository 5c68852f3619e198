"""Streams repeat, differ by topic, and are as wide as they say."""

import numpy as np

from bank_kit.world.market.streams import fat_tailed, reverting, stream


def test_a_stream_repeats_and_another_topic_or_seed_is_another_stream() -> None:
    first = stream(42, "prices").uniform(size=4).tolist()
    assert stream(42, "prices").uniform(size=4).tolist() == first
    assert stream(42, "curves").uniform(size=4).tolist() != first
    assert stream(43, "prices").uniform(size=4).tolist() != first


def test_fat_tailed_draws_have_unit_variance_and_more_beyond_four_deviations_than_a_normal_law() -> None:
    drawn = fat_tailed(stream(1, "test"), 50_000, 2)
    assert np.allclose(drawn.std(axis=0), 1.0, atol=0.03)
    assert (np.abs(drawn) > 4).mean() > 20 * 6.3e-5
    assert np.abs(drawn).max() <= 6.0


def test_a_path_without_new_steps_comes_back_to_zero() -> None:
    steps = np.zeros((3, 1))
    steps[0] = 1.0
    assert reverting(steps, 0.5).ravel().tolist() == [1.0, 0.5, 0.25]
