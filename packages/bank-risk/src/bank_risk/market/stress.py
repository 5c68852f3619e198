"""Stress tests: P&L of a scenario by risk class and by book, what it costs in capital, and the smallest scaling of it that hits a given loss."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from bank_risk.market.arrays import Floats, between, matrix, refusal
from bank_risk.market.progress import Progress, portions, silent
from bank_risk.market.revaluation import Move, by_group
from bank_risk.market.scenario import Factor, RiskClass, Scenario, moves

Revalue = Callable[[Floats], Floats]
"""From factor moves (scenarios x factors) to P&L (scenarios x positions)."""

DEEPEST_FALL = -0.99
"""A scaled scenario leaves prices one per cent: nothing can be priced at zero."""

GRID = 60
"""Scalings tried for the first crossing; it is then bisected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StressResult:
    """P&L in currency, positive for a gain. `by_class` shocks one class alone; `interaction` is what the classes do only together.

    `by_book` is ordered from the worst book.
    """

    scenario: str
    pnl: float
    by_class: tuple[tuple[RiskClass, float], ...]
    interaction: float
    by_book: tuple[tuple[str, float], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CapitalImpact:
    """CET1 ratio before and after (decimals) and the change in basis points, negative for a loss; RWA and tax are left as they were."""

    before: float
    after: float
    change_bp: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReverseStress:
    """The smallest scaling found whose loss reaches the target, None when none up to `largest_scale` does; `loss` is that scaling's, or the largest seen."""

    scenario: str
    target_loss: float
    scale: float | None
    loss: float
    moves: tuple[float, ...]
    notes: tuple[str, ...]


def stress(scenario: Scenario, factors: Sequence[Factor], revalue: Revalue, books: tuple[str, ...], progress: Progress = silent) -> StressResult:
    """Revalue under the whole scenario and under each class alone; `books` names the book of each position. One revaluation at a time, each one told."""
    shocked = moves(scenario, factors)
    classes = tuple(each for each in RiskClass if any(factor.risk_class is each for factor in factors))
    alone = [np.where([factor.risk_class is each for factor in factors], shocked, 0.0) for each in classes]
    totals: list[float] = []
    by_book: tuple[tuple[str, float], ...] = ()
    for part in portions(1 + len(classes), 1, progress):
        row = [shocked, *alone][part.start]
        answered = matrix(revalue(row[None, :]), "revalue", columns=len(books))
        totals.append(float(answered.sum()))
        if part.start == 0:
            names, summed = by_group(answered, books)
            by_book = tuple(sorted(zip(names, summed[0].tolist(), strict=True), key=lambda pair: (pair[1], pair[0])))
    return StressResult(
        scenario=scenario.id,
        pnl=totals[0],
        by_class=tuple(zip(classes, totals[1:], strict=True)),
        interaction=totals[0] - sum(totals[1:]),
        by_book=by_book,
        notes=(*scenario.doubts(), *_unused(scenario, classes)),
    )


def capital_impact(pnl: float, *, cet1: float, risk_weighted_assets: float) -> CapitalImpact:
    """What a P&L does to the CET1 ratio; capital and RWA in the currency of the P&L."""
    between(risk_weighted_assets, "risk_weighted_assets", low=0.0, high=1e16)
    before = cet1 / risk_weighted_assets
    after = (cet1 + pnl) / risk_weighted_assets
    return CapitalImpact(before=before, after=after, change_bp=(after - before) * 10_000)


def reverse_stress(
    scenario: Scenario, factors: Sequence[Factor], revalue: Revalue, *, target_loss: float, largest_scale: float = 3.0, progress: Progress = silent
) -> ReverseStress:
    """Scale all moves of a scenario together until the loss reaches `target_loss` (positive).

    The first crossing on a grid of 60 steps is bisected to 1e-9 of the scale; a loss that comes and goes between two steps can be missed.
    """
    between(target_loss, "target_loss", low=0.0, high=1e16)
    between(largest_scale, "largest_scale", low=0.0, high=100.0)
    shocked = moves(scenario, factors)
    relative = np.array([factor.move is Move.RELATIVE for factor in factors])

    def loss(scale: float) -> float:
        row = shocked * scale
        return -float(matrix(revalue(np.where(relative, np.maximum(row, DEEPEST_FALL), row)[None, :]), "revalue").sum())

    deepest, below = 0.0, 0.0
    for part in portions(GRID, 1, progress):
        scale = largest_scale * part.stop / GRID
        found = loss(scale)
        deepest = max(deepest, found)
        if found >= target_loss:
            scale = _bisected(loss, below, scale, target_loss)
            return _reverse(scenario, target_loss, scale, (loss(scale), shocked))
        below = scale
    return _reverse(scenario, target_loss, None, (deepest, shocked))


def _bisected(loss: Callable[[float], float], below: float, above: float, target: float) -> float:
    """The smallest scaling between two, to 1e-9 of the upper one, whose loss still reaches the target."""
    while above - below > 1e-9 * above:
        middle = 0.5 * (below + above)
        below, above = (below, middle) if loss(middle) >= target else (middle, above)
    return above


def _reverse(scenario: Scenario, target: float, scale: float | None, found: tuple[float, Floats]) -> ReverseStress:
    loss, shocked = found
    return ReverseStress(
        scenario=scenario.id,
        target_loss=target,
        scale=scale,
        loss=loss,
        moves=() if scale is None else tuple((shocked * scale).tolist()),
        notes=scenario.doubts(),
    )


def _unused(scenario: Scenario, classes: tuple[RiskClass, ...]) -> tuple[str, ...]:
    """Shocks that found no factor of their class: a silent zero would look like safety."""
    named = dict.fromkeys(shock.risk_class for shock in scenario.shocks)
    if not named:
        raise refusal("shocks", "the scenario shocks nothing", "at least one shock")
    return tuple(f"no factor of class {each.value} in the portfolio: that shock has no effect here" for each in named if each not in classes)
