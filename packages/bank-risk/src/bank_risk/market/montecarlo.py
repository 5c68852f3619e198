"""Monte Carlo VaR and ES: correlated factor moves, normal or Student-t, from a seed, revalued in portions so that memory stays bounded.

Memory: one portion of `portion` scenarios (moves, their normals, and what the revaluation makes of them) and the P&L of all scenarios, 8 bytes each
for every column. `peak_bytes` states it for a plan.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from bank_risk.market.arrays import LARGEST, Floats, matrix, refusal
from bank_risk.market.factorisation import Indefinite, Root, root_of
from bank_risk.market.measure import Decomposition, Measure, Method, Scaling, VarEs
from bank_risk.market.progress import Progress, portions, silent
from bank_risk.market.tail import tail_of

Revalue = Callable[[Floats], Floats]
"""From factor moves (scenarios x factors) to P&L (scenarios x columns); a column is a position, a book or the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How to simulate. `degrees_of_freedom` None is normal; Student-t needs more than 2 and keeps the covariance. Same plan, same numbers."""

    scenarios: int = 10_000
    seed: int = 0
    degrees_of_freedom: float | None = None
    indefinite: Indefinite = Indefinite.REFUSE
    portion: int = 1_000

    def __post_init__(self) -> None:
        if not 100 <= self.scenarios <= 10_000_000:
            raise refusal("scenarios", "the number of scenarios is out of bounds", "100 to 10,000,000")
        if not 0 <= self.seed < 2**63 or not 1 <= self.portion <= 1_000_000:
            raise refusal("seed", "seed or portion is out of bounds", "seed 0 to 2**63-1, portion 1 to 1,000,000")
        if self.degrees_of_freedom is not None and not 2 < self.degrees_of_freedom <= 1_000:
            raise refusal("degrees_of_freedom", "Student-t needs a finite variance", "more than 2, at most 1,000")

    def peak_bytes(self, *, factors: int, columns: int) -> int:
        """Upper bound of what the run allocates, the revaluation's own scratch (taken as twice its answer) included."""
        held = 2 * self.scenarios * columns
        working = self.portion * (3 * factors + 3 * columns + 4)
        return 8 * (held + working + self.scenarios * 4 + 3 * factors * factors) + 2**20


def simulated_moves(plan: Plan, root: Root, measure: Measure, progress: Progress = silent) -> Iterator[tuple[slice, Floats]]:
    """Moves over the horizon (scenarios x factors), portion by portion; normals and the t-mixing come from streams of their own (PCG64)."""
    normal, mixing = (np.random.Generator(np.random.PCG64(seed)) for seed in np.random.SeedSequence(plan.seed).spawn(2))
    freedom = plan.degrees_of_freedom
    for part in portions(plan.scenarios, plan.portion, progress):
        count = part.stop - part.start
        moves = normal.standard_normal((count, root.matrix.shape[1])) @ root.matrix.T
        moves *= measure.stretch
        if freedom is not None:
            moves *= np.sqrt((freedom - 2.0) / mixing.chisquare(freedom, count))[:, None]
        yield part, moves


def monte_carlo(plan: Plan, covariance: Floats, revalue: Revalue, measure: Measure, progress: Progress = silent) -> Decomposition:
    """VaR and ES of simulated P&L, split over the columns that `revalue` answers; `covariance` is that of one-day moves.

    Tail positions are scenario numbers. Progress is told after each portion.
    """
    if measure.scaling is not Scaling.SQUARE_ROOT_OF_TIME or measure.window is not None:
        raise refusal("measure", "simulated scenarios have no days to sum or to choose", "square_root_of_time and no window")
    root = root_of(covariance, plan.indefinite)
    pnl: Floats | None = None
    for part, moves in simulated_moves(plan, root, measure, progress):
        answered = matrix(revalue(moves), "revalue")
        if pnl is None:
            pnl = _held(plan.scenarios, answered.shape[1])
        if answered.shape != (moves.shape[0], pnl.shape[1]):
            raise refusal("revalue", "the revaluation answered the wrong shape", "one row for each scenario and always the same columns")
        pnl[part] = answered
    assert pnl is not None  # a plan has at least 100 scenarios
    found = tail_of(-pnl.sum(axis=1), measure.tail, measure.convention)
    law = "normal" if plan.degrees_of_freedom is None else f"Student-t({plan.degrees_of_freedom:g})"
    total = VarEs(
        var=found.var,
        es=found.es,
        method=Method.MONTE_CARLO,
        measure=measure,
        observations=plan.scenarios,
        es_error=found.error,
        tail=tuple(found.order.tolist()),
        notes=(f"{plan.scenarios:,} {law} scenarios, seed {plan.seed}, PCG64", *root.notes),
    )
    return Decomposition(
        total=total,
        component_var=tuple((-pnl[found.quantile]).tolist()),
        component_es=tuple((-(found.weights @ pnl[found.order])).tolist()),
    )


def _held(scenarios: int, columns: int) -> Floats:
    """Room for the P&L of all scenarios, refused before it is taken when nobody could mean it."""
    if scenarios * columns > LARGEST:
        raise refusal("scenarios", "the P&L of all scenarios would not fit", f"scenarios times columns of at most {LARGEST:,}: sum positions by book first")
    return np.empty((scenarios, columns))
