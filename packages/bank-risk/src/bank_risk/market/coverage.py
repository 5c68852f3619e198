"""Likelihood ratio tests of how often, and how evenly, losses exceed VaR."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import comb, erfc, exp, log, sqrt

from bank_risk.market.arrays import between, refusal


@dataclass(frozen=True, slots=True)
class LikelihoodRatio:
    """A test statistic, chi-squared under the model, and the probability of one at least as large."""

    statistic: float
    p_value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Kupiec (1995) proportion of failures, Christoffersen (1998) independence, and both at once (conditional coverage)."""

    proportion: LikelihoodRatio
    independence: LikelihoodRatio
    conditional: LikelihoodRatio


def kupiec(exceptions: int, *, days: int, probability: float) -> LikelihoodRatio:
    """Whether exceptions are as frequent as `probability` says; one degree of freedom."""
    _counts(exceptions, days)
    between(probability, "probability", low=0.0, high=1.0)
    rate = exceptions / days
    statistic = -2.0 * (_likelihood(days - exceptions, exceptions, probability) - _likelihood(days - exceptions, exceptions, rate))
    return _one_degree(statistic)


def coverage(exceeded: Sequence[bool], *, probability: float) -> Coverage:
    """All three tests of a series of days, ascending. Independence compares days after an exception with the others (first-order Markov chain)."""
    days = len(exceeded)
    proportion = kupiec(sum(exceeded), days=days, probability=probability)
    pairs = list(pairwise(exceeded))
    calm, broke = (sum(not before and after is outcome for before, after in pairs) for outcome in (False, True))
    settled, again = (sum(before and after is outcome for before, after in pairs) for outcome in (False, True))
    chained = _likelihood(calm, broke, _share(broke, calm)) + _likelihood(settled, again, _share(again, settled))
    pooled = _likelihood(calm + settled, broke + again, _share(broke + again, calm + settled))
    independence = _one_degree(-2.0 * (pooled - chained))
    both = proportion.statistic + independence.statistic
    return Coverage(proportion=proportion, independence=independence, conditional=LikelihoodRatio(both, exp(-0.5 * both)))


def cumulative_binomial(exceptions: int, *, days: int, probability: float) -> float:
    """Probability of so many exceptions or fewer in a model that is right (MAR99, table of the backtesting zones)."""
    _counts(exceptions, days)
    between(probability, "probability", low=0.0, high=1.0)
    return sum(comb(days, k) * probability**k * (1.0 - probability) ** (days - k) for k in range(exceptions + 1))


def _one_degree(statistic: float) -> LikelihoodRatio:
    """Chi-squared with one degree of freedom is a squared normal; rounding may leave a statistic just below zero."""
    found = max(0.0, statistic)
    return LikelihoodRatio(found, erfc(sqrt(found / 2.0)))


def _likelihood(misses: int, hits: int, probability: float) -> float:
    """Log likelihood of a series; nothing observed has likelihood one whatever its probability."""
    return (misses * log(1.0 - probability) if misses else 0.0) + (hits * log(probability) if hits else 0.0)


def _share(hits: int, misses: int) -> float:
    return hits / (hits + misses) if hits + misses else 0.0


def _counts(exceptions: int, days: int) -> None:
    if not 1 <= days <= 2_500 or not 0 <= exceptions <= days:
        raise refusal("exceptions", "exceptions or days are out of bounds", "1 to 2,500 days and no more exceptions than days")
