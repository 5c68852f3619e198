"""From moves of factors to P&L of positions: by sensitivities, or by pricing again at the shocked levels."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from bank_risk.market.arrays import Floats, matrix, refusal, vector
from bank_risk.market.progress import Progress, portions, silent


class Move(StrEnum):
    """What a move of a factor is: a part of its level (prices, FX), or an addition to it (rates, spreads, volatilities; decimals)."""

    RELATIVE = "relative"
    ABSOLUTE = "absolute"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """Sensitivities of positions (positions x factors): `delta` in currency for a move of 1, `gamma` the second derivative to the same factor.

    Volatilities are factors like others: their column of `delta` is vega. Cross gammas are left out.
    """

    delta: Floats
    gamma: Floats | None = None

    def pnl(self, moves: Floats) -> Floats:
        """P&L (scenarios x positions) of moves (scenarios x factors), to second order."""
        delta = matrix(self.delta, "delta")
        shocked = matrix(moves, "moves", columns=delta.shape[1])
        answer: Floats = shocked @ delta.T
        if self.gamma is not None:
            gamma = matrix(self.gamma, "gamma", columns=delta.shape[1])
            if gamma.shape != delta.shape:
                raise refusal("gamma", "gamma and delta differ in shape", "positions x factors, as delta")
            answer += (0.5 * shocked * shocked) @ gamma.T
        return answer


def shocked_levels(base: Floats, moves: Floats, kinds: tuple[Move, ...]) -> Floats:
    """Levels of factors (scenarios x factors) after moves from `base` (factors)."""
    levels = vector(base, "base", size=len(kinds))
    shocked = matrix(moves, "moves", columns=len(kinds))
    relative = np.array([kind is Move.RELATIVE for kind in kinds])
    answer: Floats = levels + np.where(relative, shocked * levels, shocked)
    return answer


def historical_moves(levels: Floats, kinds: tuple[Move, ...], *, span: int = 1) -> Floats:
    """Moves of factors over `span` days from their levels (days x factors, ascending): row i ends on day i + span, and rows overlap.

    Relative moves are simple returns; a level at or below zero has none and is refused.
    """
    history = matrix(levels, "levels", columns=len(kinds))
    if not 1 <= span < history.shape[0]:
        raise refusal("span", "the span is longer than the history", f"1 to {history.shape[0] - 1} days")
    relative = np.array([kind is Move.RELATIVE for kind in kinds])
    if (history[:, relative] <= 0).any():
        raise refusal("levels", "a factor that moves relatively has a level at or below zero", "positive levels, or absolute moves")
    changes: Floats = history[span:] - history[:-span]
    changes[:, relative] /= history[:-span, relative]
    return changes


@dataclass(frozen=True, slots=True, kw_only=True)
class FullRevaluation:
    """Prices again: `value` takes levels (scenarios x factors) and answers values (scenarios x positions)."""

    value: Callable[[Floats], Floats]
    base: Floats
    kinds: tuple[Move, ...]

    def pnl(self, moves: Floats, *, portion: int = 100, progress: Progress = silent) -> Floats:
        """P&L (scenarios x positions); `value` sees at most `portion` scenarios at a time, so its scratch stays bounded by that."""
        shocked = matrix(moves, "moves", columns=len(self.kinds))
        today = matrix(self.value(vector(self.base, "base", size=len(self.kinds))[None, :]), "value")[0]
        answer = np.empty((shocked.shape[0], today.shape[0]))
        for part in portions(shocked.shape[0], portion, progress):
            answer[part] = matrix(self.value(shocked_levels(self.base, shocked[part], self.kinds)), "value", columns=today.shape[0]) - today
        return answer


def by_group(pnl: Floats, groups: tuple[str, ...]) -> tuple[tuple[str, ...], Floats]:
    """P&L summed by group: names in order, and the matrix (scenarios x groups); `groups` names the group of each column."""
    columns = matrix(pnl, "pnl", columns=len(groups))
    names, places = np.unique(np.array(groups), return_inverse=True)
    summed = np.zeros((columns.shape[0], names.shape[0]))
    for index in range(names.shape[0]):
        summed[:, index] = columns[:, places == index].sum(axis=1)
    return tuple(str(name) for name in names), summed
