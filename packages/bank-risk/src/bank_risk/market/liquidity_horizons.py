"""Liquidity horizons of factors, and the nested shortfalls of their cascade: the same scenarios, shocking fewer and fewer factors (MAR33.4, 33.12)."""

from collections.abc import Callable

import numpy as np

from bank_risk.market.arrays import Floats, matrix, refusal, vector
from bank_risk.market.internal_model import ImaRules
from bank_risk.market.measure import Measure, Scaling, TailConvention
from bank_risk.market.progress import Progress, portions, silent
from bank_risk.market.tail import tail_of

Revalue = Callable[[Floats], Floats]
"""From factor moves (scenarios x factors) to P&L (scenarios x columns)."""


def nested_shortfalls(
    moves: Floats, horizons: Floats, revalue: Revalue, rules: ImaRules, *, convention: TailConvention = TailConvention.WEIGHTED, progress: Progress = silent
) -> tuple[float, ...]:
    """ES of each step, for `EsSet` and `cascade`: step j shocks only factors whose liquidity horizon is step j's or longer.

    `moves` are over the base horizon of ten days (scenarios x factors), `horizons` the liquidity horizon of each factor in days, one of the steps.
    A set that gains in every tail scenario has no shortfall: 0. Progress is told after each step.
    """
    shocked = matrix(moves, "moves")
    lengths = vector(horizons, "horizons", size=shocked.shape[1])
    if not np.isin(lengths, rules.horizons).all():
        raise refusal("horizons", "a factor has a liquidity horizon that is no step", f"one of {', '.join(f'{step:g}' for step in rules.horizons)} days")
    measure = Measure(confidence=rules.confidence, scaling=Scaling.OVERLAPPING, convention=convention)
    found: list[float] = []
    for part in portions(len(rules.horizons), 1, progress):
        moving = lengths >= rules.horizons[part.start]
        losses = -matrix(revalue(np.where(moving, shocked, 0.0)), "revalue").sum(axis=1) if moving.any() else np.zeros(shocked.shape[0])
        found.append(max(tail_of(losses, measure.tail, measure.convention).es, 0.0))
    return tuple(found)


def effective_horizon(horizon: float, *, maturity_days: float, rules: ImaRules) -> float:
    """Liquidity horizon of a factor for a position that ends sooner, in days: no longer than the first step that covers the maturity.

    Regulation (EU) 575/2013 article 325bd(4), after MAR33.12.
    """
    if horizon not in rules.horizons or not maturity_days >= 0:
        raise refusal("horizon", "the horizon is no step, or the maturity is negative", f"one of {', '.join(f'{step:g}' for step in rules.horizons)} days")
    covering = [step for step in rules.horizons if step >= maturity_days]
    return min(horizon, covering[0]) if covering else horizon
