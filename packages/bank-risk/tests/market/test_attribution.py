"""P&L attribution: the two metrics against scipy, and the zones of both rulebooks."""

import importlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from bank_kit.failures import ToolFailureError
from bank_kit.parameters import Rulebook
from bank_risk.market.attribution import AttributionRules, AttributionZone, attribution, distribution_distance, rank_correlation

stats = importlib.import_module("scipy.stats")


@pytest.fixture
def rules(rulebook: Rulebook) -> AttributionRules:
    return AttributionRules.of(rulebook)


@given(some.integers(0, 2**32), some.integers(20, 300), some.integers(3, 1_000))
def test_both_metrics_are_those_of_scipy_ties_included(seed: int, days: int, distinct: int) -> None:
    first, second = np.random.Generator(np.random.PCG64(seed)).integers(0, distinct, (2, days)).astype(np.float64)
    first[0], first[1], second[0], second[1] = -1.0, -2.0, -1.0, -2.0
    assert rank_correlation(first, second) == pytest.approx(float(stats.spearmanr(first, second).statistic), abs=1e-12)
    assert distribution_distance(first, second) == pytest.approx(float(stats.ks_2samp(first, second).statistic), abs=1e-12)


@pytest.mark.parametrize(
    ("correlation", "distance", "zone"),
    [
        (0.81, 0.08, AttributionZone.GREEN),
        (0.80, 0.08, AttributionZone.AMBER),
        (0.81, 0.09, AttributionZone.AMBER),
        (0.70, 0.12, AttributionZone.AMBER),
        (0.69, 0.01, AttributionZone.RED),
        (0.99, 0.121, AttributionZone.RED),
    ],
)
def test_zones_meet_where_the_thresholds_say(rules: AttributionRules, correlation: float, distance: float, zone: AttributionZone) -> None:
    assert rules.zone(correlation, distance) is zone


def test_the_european_thresholds_are_the_same_and_come_from_their_own_regulation(rules: AttributionRules, european: Rulebook) -> None:
    assert AttributionRules.of(european) == rules
    assert "2022/2059" in european.row("MAR32", "spearman_bound", "green").source


def test_a_model_that_moves_with_its_books_is_green_and_noise_is_red(rules: AttributionRules) -> None:
    generator = np.random.Generator(np.random.PCG64(1))
    booked = generator.standard_normal(250)
    assert attribution(booked, booked + generator.standard_normal(250) * 0.05, rules).zone is AttributionZone.GREEN
    assert attribution(booked, generator.standard_normal(250), rules).zone is AttributionZone.RED


def test_too_few_days_are_said_and_only_the_last_250_count(rules: AttributionRules) -> None:
    booked = np.random.Generator(np.random.PCG64(1)).standard_normal(400)
    noisy = booked.copy()
    noisy[:150] = -noisy[:150]
    found = attribution(booked, noisy, rules)
    assert found.correlation == pytest.approx(1.0)
    assert (found.days, found.notes) == (250, ())
    assert "100 days" in attribution(booked[:100], booked[:100], rules).notes[0]


def test_a_series_that_does_not_move_is_refused() -> None:
    with pytest.raises(ToolFailureError):
        rank_correlation(np.ones(10), np.arange(10.0))
