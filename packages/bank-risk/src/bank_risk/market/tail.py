"""The tail of a set of scenarios: which they are, how much each counts, and the VaR and ES they make."""

from dataclasses import dataclass
from math import ceil, floor, sqrt

import numpy as np
from numpy.typing import NDArray

from bank_risk.market.arrays import Floats, refusal
from bank_risk.market.measure import TailConvention


@dataclass(frozen=True, slots=True)
class Tail:
    """VaR and ES of one set of losses; `order` are the positions of the ES scenarios, worst first, `weights` their shares (sum 1).

    `error` is the standard error of ES for independent scenarios: root of (variance in the tail + c (ES - VaR)^2) / (n a), Manistre and Hancock (2005).
    """

    var: float
    es: float
    error: float
    quantile: int
    order: NDArray[np.intp]
    weights: Floats


def tail_weights(observations: int, probability: float, convention: TailConvention) -> Floats:
    """Shares of the worst scenarios in ES, worst first, summing to 1; refuses fewer than 1/probability observations."""
    expected = _expected(observations, probability)
    whole = floor(expected)
    if convention is TailConvention.MEAN_OF_WHOLE or (convention is TailConvention.WEIGHTED and whole == expected):
        return np.full(whole, 1.0 / whole)
    if convention is TailConvention.MEAN_TO_QUANTILE:
        return np.full(whole + 1, 1.0 / (whole + 1))
    weights = np.full(whole + 1, 1.0 / expected)
    weights[whole] = (expected - whole) / expected
    return weights


def quantile_rank(observations: int, probability: float) -> int:
    """Rank of the VaR scenario, 1 for the worst: floor(n*a)+1, the smallest loss exceeded by no more than n*a scenarios."""
    return floor(_expected(observations, probability)) + 1


def tail_of(losses: Floats, probability: float, convention: TailConvention) -> Tail:
    """VaR and ES of a vector of losses, positive for a loss; equal losses stay in the order of the input."""
    weights = tail_weights(losses.shape[0], probability, convention)
    rank = quantile_rank(losses.shape[0], probability)
    deepest = np.argsort(-losses, kind="stable")[: max(rank, weights.shape[0])]
    order = deepest[: weights.shape[0]]
    quantile = int(deepest[rank - 1])
    var, es = float(losses[quantile]), float(weights @ losses[order])
    spread = float(weights @ (losses[order] - es) ** 2) + (1.0 - probability) * (es - var) ** 2
    error = sqrt(spread / (losses.shape[0] * probability))
    return Tail(var=var, es=es, error=error, quantile=quantile, order=order, weights=weights)


def tail_of_columns(losses: Floats, probability: float, convention: TailConvention) -> tuple[Floats, Floats]:
    """VaR and ES of each column of losses (scenarios x columns), as two vectors."""
    weights = tail_weights(losses.shape[0], probability, convention)
    rank = quantile_rank(losses.shape[0], probability)
    deepest = max(rank, weights.shape[0])
    worst = -np.sort(np.partition(-losses, deepest - 1, axis=0)[:deepest], axis=0)
    return worst[rank - 1], weights @ worst[: weights.shape[0]]


def _expected(observations: int, probability: float) -> float:
    """n*a, free of the rounding dust that would turn 25 into 24.999..."""
    expected = round(observations * probability, 9)
    if expected < 1 or floor(expected) + 1 > observations:
        raise refusal(
            "window_days", "too few observations for this confidence", f"days for {ceil(round(1 / probability, 9))} observations, and more than the tail itself"
        )
    return expected
