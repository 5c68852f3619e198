"""Follows amounts through transfers in the order of time: money moves on only after it came, and a transfer carries no more than came before it.

Above: trace. Below: request. Pure: no warehouse, no clock.
Every figure is an upper bound on its own: a transfer may have carried up to what had reached its payer by then. What the payer held before, or paid to others
meanwhile, is not taken off, for a launderer would only have to make another payment first; so figures of different paths may count the same money twice.
Upstream is the same with time running backwards.
"""

import heapq
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from bank_compliance.tracing.request import Direction

MOST_PATHS = 200
"""Paths told, the largest first."""
MOST_STEPS = 50_000
"""Steps taken to find them."""
OUTSIDE = "outside:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """One transfer as booked; amount in EUR. An end that is no customer's account is `outside:` and its IBAN or name (untrusted text)."""

    transaction: str
    booked_at: datetime
    amount: Decimal
    payer: str
    payee: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """A transfer on the trace: up to `traced` of its amount is money followed from the start, on its `hop`-th step at the earliest."""

    transfer: Transfer
    traced: Decimal
    hop: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A way the money may have gone: transactions in order of following, the accounts, and the most that can have gone all the way (its smallest transfer)."""

    transactions: tuple[str, ...]
    nodes: tuple[str, ...]
    amount: Decimal

    @property
    def closed(self) -> bool:
        """Whether it came back to where it began."""
        return self.nodes[0] == self.nodes[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """`total` left the start; hops in order of following; the largest paths first; `complete` when no path was left out."""

    total: Decimal
    hops: tuple[Hop, ...]
    paths: tuple[Path, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class _Step:
    """A transfer seen in the direction of following; `place` is its rank in the order of time, the direction's own."""

    place: int
    transfer: Transfer
    here: str
    there: str


def follow(transfers: Iterable[Transfer], start: str, direction: Direction, hops: int) -> Flow:
    """Follow every transfer out of `start` (into it, upstream) over at most `hops` steps."""
    forwards = direction is Direction.DOWNSTREAM
    ordered = sorted(transfers, key=lambda each: (each.booked_at, each.transaction), reverse=not forwards)
    steps = [
        _Step(place, each, each.payer if forwards else each.payee, each.payee if forwards else each.payer)
        for place, each in enumerate(ordered)
        if each.payer != each.payee
    ]
    taken = _hops(steps, start, hops)
    paths, complete = _paths(steps, start, hops)
    total = sum((step.transfer.amount for step in steps if step.here == start), Decimal(0))
    return Flow(total=total, hops=taken, paths=paths, complete=complete)


def _hops(steps: Sequence[_Step], start: str, hops: int) -> tuple[Hop, ...]:
    """What can have reached each account by then, for every number of steps; a transfer carries at most that, and never more than ever left the start."""
    arrived: dict[str, list[Decimal]] = {}
    left = Decimal(0)
    found: list[Hop] = []
    for step in steps:
        amount = step.transfer.amount
        if step.here == start:
            left += amount
            carried, first = {1: amount}, 1
        else:
            reached = arrived.get(step.here, [])
            carried = {depth + 1: min(amount, held, left) for depth, held in enumerate(reached[:hops]) if held > 0}
            first = min(carried, default=0)
        if not carried:
            continue
        found.append(Hop(transfer=step.transfer, traced=max(carried.values()), hop=first))
        if step.there != start and not step.there.startswith(OUTSIDE):
            held = arrived.setdefault(step.there, [Decimal(0)] * (hops + 1))
            for depth in range(first, hops + 1):
                # Within `depth` steps at most what the fullest of its shorter ways carried.
                held[depth] += max(value for steps_taken, value in carried.items() if steps_taken <= depth)
    return tuple(found)


def _paths(steps: Sequence[_Step], start: str, hops: int) -> tuple[tuple[Path, ...], bool]:
    """The widest first: a path is taken up again while no other can be wider. It ends outside, at home, after `hops` steps, or where nothing leaves later."""
    leaving: dict[str, list[_Step]] = {}
    for step in steps:
        leaving.setdefault(step.here, []).append(step)
    heap: list[tuple[Decimal, tuple[int, ...], tuple[_Step, ...]]] = []
    for step in leaving.get(start, ()):
        heapq.heappush(heap, (-step.transfer.amount, (step.place,), (step,)))
    paths: list[Path] = []
    budget = MOST_STEPS
    while heap and len(paths) < MOST_PATHS and budget > 0:
        width, places, walked = heapq.heappop(heap)
        onwards = _onwards(leaving, walked, start, hops)
        budget -= 1 + len(onwards)
        if not onwards:
            paths.append(_path(walked, start, -width))
        for step in onwards:
            heapq.heappush(heap, (max(width, -step.transfer.amount), (*places, step.place), (*walked, step)))
    return tuple(paths), not heap


def _onwards(leaving: dict[str, list[_Step]], walked: tuple[_Step, ...], start: str, hops: int) -> list[_Step]:
    last = walked[-1]
    if last.there == start or last.there.startswith(OUTSIDE) or len(walked) >= hops:
        return []
    visited = {step.there for step in walked}
    from_there = leaving.get(last.there, [])
    later = bisect_right(from_there, last.place, key=lambda step: step.place)
    return [step for step in from_there[later:] if step.there not in visited]


def _path(walked: tuple[_Step, ...], start: str, amount: Decimal) -> Path:
    return Path(transactions=tuple(step.transfer.transaction for step in walked), nodes=(start, *(step.there for step in walked)), amount=amount)
