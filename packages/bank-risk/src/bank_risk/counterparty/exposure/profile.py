"""Exposure profiles of netting sets: simulate, revalue, net, cover, measure, within a stated memory.

Memory: one block of factor paths, plus values in shape (times, paths) for as many netting sets at once as fit, never fewer than one. The result does not
depend on it: groups of sets see the same blocks again.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite

import numpy as np

from bank_risk.counterparty.exposure.margin import VariationMargin
from bank_risk.counterparty.exposure.measures import Measures, measure
from bank_risk.counterparty.exposure.model import MarketModel
from bank_risk.counterparty.exposure.paths import BLOCK, FactorPaths, bytes_of_block, simulate
from bank_risk.counterparty.exposure.pricing import Scene, value
from bank_risk.counterparty.exposure.trades import ExposureTrade, last_time, refuse_unknown
from bank_risk.normal import Floats

Progress = Callable[[int, int], None]
"""Called with (done, total) after each date of each set in each block; what it raises ends the run."""

WORKING_CUBES = 8
"""Arrays of one set's shape that the measures need while they are taken, discount factors and the sum over a counterparty included."""


def silent(done: int, total: int) -> None:
    """Nobody watches."""
    del done, total


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposureSet:
    """Trades that net. `collateral`: held now, negative when posted; without `margin` it stays as it is.

    `independent_amount` is held whatever happens, beside margin. `own_name`: the factor of the counterparty's own equity or credit spread.
    """

    id: str
    counterparty: str
    trades: tuple[ExposureTrade, ...]
    margin: VariationMargin | None = None
    collateral: float = 0.0
    independent_amount: float = 0.0
    wrong_way: bool = False
    own_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """`dates` in years, increasing and above zero; `memory` in bytes is what arrays may take at once."""

    dates: tuple[float, ...]
    paths: int
    seed: int
    memory: int = 1_000_000_000

    def __post_init__(self) -> None:
        """ValueError naming the field."""
        if not self.dates or not all(isfinite(date) for date in self.dates) or self.dates[0] <= 0 or any(np.diff(self.dates) <= 0):
            raise ValueError("dates: at least one, above zero, increasing")
        if self.paths < 1:
            raise ValueError("paths: one or more")
        if self.seed < 0:
            raise ValueError("seed: zero or more")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposureProfile:
    """Result for one netting set. `current`: CE, value now less collateral, at least zero; `wrong_way_trades`: those on the counterparty's own name."""

    netting_set: str
    counterparty: str
    value: float
    collateral: float
    current: float
    measures: Measures
    wrong_way: bool
    wrong_way_trades: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposureRun:
    """Profiles of the sets in the order they were asked for, and of each counterparty: its sets' exposures added path by path, for they do not net."""

    sets: tuple[ExposureProfile, ...]
    counterparties: Mapping[str, Measures]


def memory_needed(model: MarketModel, sets: Sequence[ExposureSet], simulation: Simulation) -> int:
    """The least memory in bytes that a run can be bounded to."""
    times = len(_times(sets, simulation))
    return bytes_of_block(model, times, simulation.paths) + (WORKING_CUBES + 1) * 8 * times * simulation.paths


def profiles(
    model: MarketModel, sets: Sequence[ExposureSet], simulation: Simulation, *, current: Sequence[float] | None = None, progress: Progress = silent
) -> ExposureRun:
    """A profile for each set and each counterparty; the same arguments give the same bits.

    `current`: booked values of the sets, where they should stand for the model's own value now. ValueError when a trade has no factor in the model, or
    when `memory` is below `memory_needed`.
    """
    for trade in (trade for one in sets for trade in one.trades):
        refuse_unknown(trade, model)
    least = memory_needed(model, sets, simulation)
    if simulation.memory < least:
        raise ValueError(f"memory: at least {least} bytes for these paths, dates and factors; fewer paths need less")
    if any(not one.trades for one in sets):
        raise ValueError("trades: at least one in each netting set")
    if current is not None and len(current) != len(sets):
        raise ValueError("current: one value for each netting set")
    times = _times(sets, simulation)
    tick = _Ticks(total=sum(len(_needed(one, times, simulation)) for one in sets) * len(_blocks(simulation.paths)), told=progress)
    together = max(1, 1 + (simulation.memory - least) // (8 * len(times) * simulation.paths))
    order = sorted(range(len(sets)), key=lambda index: sets[index].counterparty)
    found: dict[int, ExposureProfile] = {}
    pools: dict[str, _Pool] = {}
    for first in range(0, len(order), together):
        chosen = order[first : first + together]
        discount, cubes = _values(model, [sets[index] for index in chosen], times, simulation, tick)
        shown = discount[_shown(times, simulation)]
        for index in chosen:
            now = None if current is None else current[index]
            covered, value_now = _covered(sets[index], times, cubes.pop(0), simulation, now)
            found[index] = _profile(sets[index], covered, shown, simulation, value_now)
            pool = pools.setdefault(sets[index].counterparty, _Pool())
            pool.add(sets[index], found[index].measures, covered)
            if index == order[-1] or sets[order[len(found)]].counterparty != sets[index].counterparty:
                pool.close(simulation, shown)
    counterparties = {name: pool.measures for name, pool in pools.items() if pool.measures is not None}
    return ExposureRun(sets=tuple(found[index] for index in range(len(sets))), counterparties=counterparties)


class _Pool:
    """The exposures of one counterparty, added path by path until its last set is in."""

    def __init__(self) -> None:
        self.measures: Measures | None = None
        self._exposed: Floats | None = None
        self._negative: Floats = np.zeros(1)
        self._last = 0.0

    def add(self, one: ExposureSet, measures: Measures, covered: Floats) -> None:
        exposed = np.maximum(covered, 0.0)
        self._exposed = exposed if self._exposed is None else self._exposed + exposed
        self._negative = self._negative + np.array(measures.negative)
        self._last = max(self._last, *(last_time(trade) for trade in one.trades))

    def close(self, simulation: Simulation, discount: Floats) -> None:
        if self._exposed is not None:
            measured = measure(np.array([0.0, *simulation.dates]), self._exposed, discount, last=self._last)
            self.measures = replace(measured, negative=tuple(float(amount) for amount in self._negative))
            self._exposed = None


class _Ticks:
    """Counts what is done and tells it."""

    def __init__(self, *, total: int, told: Progress) -> None:
        self._done, self._total, self._told = 0, total, told

    def next(self) -> None:
        self._done += 1
        self._told(self._done, self._total)


def _blocks(paths: int) -> range:
    return range(-(-paths // BLOCK))


def _times(sets: Sequence[ExposureSet], simulation: Simulation) -> Floats:
    """Now, the dates, and where a set has margin also the days its last call was made."""
    periods = {one.margin.period for one in sets if one.margin is not None}
    found = {0.0, *simulation.dates, *(_lagged(date, period) for date in simulation.dates for period in periods)}
    return np.array(sorted(found))


def _lagged(date: float, period: float) -> float:
    return max(date - period, 0.0)


def _needed(one: ExposureSet, times: Floats, simulation: Simulation) -> list[int]:
    """Indexes of the times at which a set must be valued."""
    wanted = {0.0, *simulation.dates}
    if one.margin is not None:
        wanted |= {_lagged(date, one.margin.period) for date in simulation.dates}
    return [index for index, time in enumerate(times.tolist()) if time in wanted]


def _values(model: MarketModel, group: Sequence[ExposureSet], times: Floats, simulation: Simulation, tick: _Ticks) -> tuple[Floats, list[Floats]]:
    """Discount factors, and the netted value of each set, in shape (times, paths)."""
    discount = np.empty((len(times), simulation.paths))
    cubes = [np.zeros((len(times), simulation.paths)) for _ in group]
    for place, block in _simulated(model, times, simulation):
        discount[:, place] = block.discount
        for one, cube in zip(group, cubes, strict=True):
            for index in _needed(one, times, simulation):
                scene = Scene(model, block, index)
                for trade in one.trades:
                    cube[index, place] += value(trade, scene)
                tick.next()
    return discount, cubes


def _simulated(model: MarketModel, times: Floats, simulation: Simulation) -> Iterator[tuple[slice, FactorPaths]]:
    for number in _blocks(simulation.paths):
        place = slice(number * BLOCK, min((number + 1) * BLOCK, simulation.paths))
        yield place, simulate(model, times, place.stop - place.start, seed=simulation.seed, block=number)


def _shown(times: Floats, simulation: Simulation) -> list[int]:
    """Indexes of now and of the dates asked for."""
    place = {time: index for index, time in enumerate(times.tolist())}
    return [place[time] for time in (0.0, *simulation.dates)]


def _covered(one: ExposureSet, times: Floats, cube: Floats, simulation: Simulation, booked: float | None) -> tuple[Floats, float]:
    """Value less collateral at the dates shown, and the value now."""
    now = float(cube[0, 0]) if booked is None else booked
    covered = cube[_shown(times, simulation)] - one.independent_amount
    covered[0] = now - one.collateral - one.independent_amount
    place = {time: index for index, time in enumerate(times.tolist())}
    for number, time in enumerate(simulation.dates, start=1):
        if one.margin is None or time <= one.margin.period:
            covered[number] -= one.collateral
        else:
            covered[number] -= one.margin.called(cube[place[_lagged(time, one.margin.period)]])
    return covered, now


def _profile(one: ExposureSet, covered: Floats, discount: Floats, simulation: Simulation, now: float) -> ExposureProfile:
    found = tuple(trade.id for trade in one.trades if one.own_name and getattr(trade, "asset", "") == one.own_name)
    return ExposureProfile(
        netting_set=one.id,
        counterparty=one.counterparty,
        value=now,
        collateral=one.collateral,
        current=max(now - one.collateral - one.independent_amount, 0.0),
        measures=measure(np.array([0.0, *simulation.dates]), covered, discount, last=max(last_time(trade) for trade in one.trades)),
        wrong_way=one.wrong_way or bool(found),
        wrong_way_trades=found,
    )
