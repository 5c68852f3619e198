"""Follows amounts through transfers in the order of time: money moves on only after it came, and never more of it than came.

Above: trace. Below: request. Pure: no warehouse, no clock.
Method, "traced money first": a transfer out of an account carries the traced money held there, oldest arrival first, up to the transfer's own amount; what
an account held before, or got from elsewhere, is taken to stay behind. So each figure is the most that can have gone that way (an upper bound), and
the sums conserve: no account passes on more traced money than it got. Upstream is the same with time running backwards.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from bank_compliance.tracing.request import Direction


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
    """A transfer on the trace: `traced` of its amount is money followed from the start, on its `hop`-th step (the lowest, where several arrive)."""

    transfer: Transfer
    traced: Decimal
    hop: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """Money that stayed where it came: transactions in order of following, the end, and how much of the start's money got there this way."""

    transactions: tuple[str, ...]
    nodes: tuple[str, ...]
    amount: Decimal

    @property
    def closed(self) -> bool:
        """Whether it came back to where it began."""
        return self.nodes[0] == self.nodes[-1]


@dataclass(slots=True)
class _Lot:
    """Traced money resting at an account."""

    amount: Decimal
    transactions: tuple[str, ...]
    nodes: tuple[str, ...]


@dataclass(slots=True)
class _Books:
    resting: dict[str, deque[_Lot]] = field(default_factory=dict)
    ended: list[_Lot] = field(default_factory=list)
    hops: list[Hop] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Hops in order of following, and paths with the largest amount first."""

    hops: tuple[Hop, ...]
    paths: tuple[Path, ...]


def follow(transfers: Iterable[Transfer], start: str, direction: Direction, hops: int) -> Flow:
    """Follow every transfer out of `start` (into it, upstream) over at most `hops` steps."""
    forwards = direction is Direction.DOWNSTREAM
    books = _Books()
    ordered = sorted(transfers, key=lambda each: (each.booked_at, each.transaction), reverse=not forwards)
    for transfer in ordered:
        here, there = (transfer.payer, transfer.payee) if forwards else (transfer.payee, transfer.payer)
        moved = [_Lot(transfer.amount, (), (start,))] if here == start else _taken(books.resting.get(here), transfer.amount)
        if moved:
            books.hops.append(Hop(transfer=transfer, traced=sum((lot.amount for lot in moved), Decimal(0)), hop=min(len(lot.nodes) for lot in moved)))
            _arrive(books, moved, transfer.transaction, there, start, hops)
    rest = [lot for lots in books.resting.values() for lot in lots]
    paths = [Path(transactions=lot.transactions, nodes=lot.nodes, amount=lot.amount) for lot in (*books.ended, *rest)]
    return Flow(hops=tuple(books.hops), paths=tuple(sorted(paths, key=lambda path: (-path.amount, path.transactions))))


def _taken(lots: deque[_Lot] | None, wanted: Decimal) -> list[_Lot]:
    """Up to `wanted` of what rests, oldest first; the lots keep the remainder."""
    moved: list[_Lot] = []
    while lots and wanted > 0:
        lot = lots[0]
        part = min(lot.amount, wanted)
        moved.append(_Lot(part, lot.transactions, lot.nodes))
        wanted -= part
        lot.amount -= part
        if lot.amount == 0:
            lots.popleft()
    return moved


def _arrive(books: _Books, moved: list[_Lot], transaction: str, there: str, start: str, hops: int) -> None:
    for lot in moved:
        arrived = _Lot(lot.amount, (*lot.transactions, transaction), (*lot.nodes, there))
        # Home again, out of the bank, or as far as asked: followed no further.
        if there == start or there.startswith("outside:") or len(arrived.transactions) >= hops:
            books.ended.append(arrived)
        else:
            books.resting.setdefault(there, deque()).append(arrived)
