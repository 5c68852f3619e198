"""Historical simulation: VaR and ES of past days applied to today's portfolio, their stressed period, and their split over positions."""

from dataclasses import dataclass

import numpy as np

from bank_risk.market.arrays import Floats, matrix, refusal, vector
from bank_risk.market.measure import Decomposition, Measure, Method, Scaling, VarEs
from bank_risk.market.progress import Progress, portions, silent
from bank_risk.market.tail import Tail, tail_of, tail_of_columns

COLUMNS_AT_ONCE = 256
"""Positions or windows in work at a time: 256 columns of 2,500 days are 5 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StressedPeriod:
    """The worst window of a history: positions of its first and last day, and its ES over one day."""

    first: int
    last: int
    es: float


def historical(pnl: Floats, measure: Measure) -> VarEs:
    """VaR and ES of daily P&L (days, ascending), each day's moves applied to today's portfolio."""
    daily, first = _windowed(vector(pnl, "pnl")[:, None], measure)
    found = tail_of(-daily[:, 0], measure.tail, measure.convention)
    return _answer(found, measure, observations=daily.shape[0], first=first)


def historical_components(pnl: Floats, measure: Measure) -> Decomposition:
    """Split over positions, from daily P&L (days x positions).

    ES components are the positions' mean losses in the tail scenarios (Tasche 1999); VaR components their losses in the one VaR scenario,
    exact in sum yet noisy each. Components sum to the totals.
    """
    daily, first = _windowed(matrix(pnl, "pnl"), measure)
    found = tail_of(-daily.sum(axis=1), measure.tail, measure.convention)
    stretch = measure.stretch
    return Decomposition(
        total=_answer(found, measure, observations=daily.shape[0], first=first),
        component_var=tuple((-daily[found.quantile] * stretch).tolist()),
        component_es=tuple((-(found.weights @ daily[found.order]) * stretch).tolist()),
    )


def historical_incremental(pnl: Floats, measure: Measure, progress: Progress = silent) -> tuple[Floats, Floats]:
    """What each position adds: VaR and ES of the whole less those without it, from daily P&L (days x positions), as two vectors."""
    daily, _ = _windowed(matrix(pnl, "pnl"), measure)
    whole = daily.sum(axis=1)
    found = tail_of(-whole, measure.tail, measure.convention)
    var = np.empty(daily.shape[1])
    es = np.empty(daily.shape[1])
    for part in portions(daily.shape[1], COLUMNS_AT_ONCE, progress):
        var[part], es[part] = tail_of_columns(daily[:, part] - whole[:, None], measure.tail, measure.convention)
    return (found.var - var) * measure.stretch, (found.es - es) * measure.stretch


def stressed_period(pnl: Floats, measure: Measure, *, length: int = 250, progress: Progress = silent) -> StressedPeriod:
    """The window of `length` days with the largest one-day ES (MAR33.7: the 12 months that maximise it); the earliest one among equals."""
    daily = vector(pnl, "pnl")
    if not 2 <= length <= daily.shape[0]:
        raise refusal("length", "the stressed window is longer than the history, or shorter than two days", f"2 to {daily.shape[0]} days")
    windows = np.lib.stride_tricks.sliding_window_view(daily, length)
    shortfalls = np.empty(windows.shape[0])
    for part in portions(windows.shape[0], COLUMNS_AT_ONCE, progress):
        shortfalls[part] = tail_of_columns(-windows[part].T, measure.tail, measure.convention)[1]
    first = int(np.argmax(shortfalls))
    return StressedPeriod(first=first, last=first + length - 1, es=float(shortfalls[first]))


def _windowed(daily: Floats, measure: Measure) -> tuple[Floats, int]:
    """P&L over the horizon within the window, and the position of the day each row ends on, for the first row."""
    start = 0 if measure.window is None else daily.shape[0] - measure.window
    if start < 0:
        raise refusal("window_days", "the window is longer than the history", f"at most {daily.shape[0]} days")
    chosen = daily[start:]
    if measure.scaling is Scaling.SQUARE_ROOT_OF_TIME or measure.horizon_days == 1:
        return chosen, start
    if chosen.shape[0] < measure.horizon_days:
        raise refusal("horizon_days", "the horizon is longer than the window", f"at most {chosen.shape[0]} days")
    running = np.concatenate([np.zeros((1, chosen.shape[1])), np.cumsum(chosen, axis=0)])
    return running[measure.horizon_days :] - running[: -measure.horizon_days], start + measure.horizon_days - 1


def _answer(found: Tail, measure: Measure, *, observations: int, first: int) -> VarEs:
    return VarEs(
        var=found.var * measure.stretch,
        es=found.es * measure.stretch,
        method=Method.HISTORICAL,
        measure=measure,
        observations=observations,
        es_error=found.error * measure.stretch,
        tail=tuple((found.order + first).tolist()),
        notes=_notes(measure, observations),
    )


def _notes(measure: Measure, observations: int) -> tuple[str, ...]:
    if measure.horizon_days == 1:
        return ()
    if measure.scaling is Scaling.OVERLAPPING:
        return (f"{observations} overlapping sums of {measure.horizon_days} days hold about {observations // measure.horizon_days} independent ones",)
    return (f"one-day number times sqrt({measure.horizon_days}): holds for independent, identical days without optionality",)
