"""Fetches the transfers a trace may follow, one hop at a time, and follows them.

Above: the tools. Below: flow, request, warehouse. At each hop only accounts newly reached are asked for, and only transfers after the money came there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import cast

from bank_compliance.tracing.flow import OUTSIDE, Flow, Hop, Path, Transfer, follow
from bank_compliance.tracing.request import MOST_ACCOUNTS, MOST_TRANSFERS, Direction, TraceRequest
from bank_compliance.warehouse import text
from bank_compliance.warehouse.port import Warehouse
from bank_kit.failures import unknown

PACKAGE = "bank_compliance.tracing"
METHOD = "every transfer may carry what had reached its payer"
_Row = tuple[str, datetime, Decimal, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An end of the trace: an account of the bank, or `outside:` and an IBAN or name as the payment gave it (untrusted).

    Amounts in EUR: the most of the money followed that can have come there, and gone on; never above the trace's total.
    """

    id: str
    outside: bool
    received: Decimal
    sent: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Where the money went or came from: `total` left the account (reached it, upstream), `hops` may have carried it, `paths` are the ways it may have gone.

    The largest path comes first; `cycles` are those that came home. Each figure is an upper bound on its own. `cut_short` when a bound was reached, so that
    there is more than is shown.
    """

    request: TraceRequest
    total: Decimal
    hops: tuple[Hop, ...]
    nodes: tuple[Node, ...]
    paths: tuple[Path, ...]
    cut_short: bool
    data_version: str

    @property
    def cycles(self) -> tuple[Path, ...]:
        """Paths that came back to the account asked about."""
        return tuple(path for path in self.paths if path.closed)


def trace_funds(warehouse: Warehouse, request: TraceRequest) -> Trace:
    """Follow the money of one account; UNKNOWN_ID when there is no such account."""
    if not warehouse.rows(text.render(text.read(PACKAGE, "known"), {"accounts": (request.account,)})):
        raise unknown("account", field="account", remedy="ask for an account of a customer")
    transfers, cut_short = _reachable(warehouse, request)
    flow = follow(transfers, request.account, request.direction, request.hops)
    return Trace(
        request=request,
        total=flow.total,
        hops=flow.hops,
        nodes=_nodes(flow),
        paths=flow.paths,
        cut_short=cut_short or not flow.complete,
        data_version=warehouse.version,
    )


def _reachable(warehouse: Warehouse, request: TraceRequest) -> tuple[list[Transfer], bool]:
    reached: dict[str, datetime | None] = {request.account: None}
    frontier = [request.account]
    transfers: dict[str, Transfer] = {}
    cut_short = False
    for _ in range(request.hops):
        if not frontier:
            break
        if len(frontier) > MOST_ACCOUNTS:
            frontier, cut_short = frontier[:MOST_ACCOUNTS], True
        rows = _fetched(warehouse, request, frontier)
        if len(rows) > MOST_TRANSFERS - len(transfers):
            rows, cut_short = rows[: MOST_TRANSFERS - len(transfers)], True
        frontier = _grow(transfers, reached, rows, request.direction)
    return list(transfers.values()), cut_short


def _fetched(warehouse: Warehouse, request: TraceRequest, accounts: list[str]) -> list[_Row]:
    name = "onwards" if request.direction is Direction.DOWNSTREAM else "backwards"
    values: dict[str, text.Value] = {
        "accounts": tuple(accounts),
        "minimum": request.minimum,
        "window_from": request.first,
        "window_end": request.last + timedelta(days=1),
        "most": MOST_TRANSFERS + 1,
    }
    return cast("list[_Row]", warehouse.rows(text.render(text.read(PACKAGE, name), values)))


def _grow(transfers: dict[str, Transfer], reached: dict[str, datetime | None], rows: list[_Row], direction: Direction) -> list[str]:
    """Adds the transfers that money can have taken; the accounts they reach for the first time, or at a better moment, come next."""
    forwards = direction is Direction.DOWNSTREAM
    nearer: dict[str, None] = {}
    for transaction, booked_at, amount, here, other in rows:
        arrived = reached[here]
        if arrived is not None and (booked_at < arrived if forwards else booked_at > arrived):
            continue
        payer, payee = (here, other) if forwards else (other, here)
        transfers[transaction] = Transfer(transaction=transaction, booked_at=booked_at, amount=amount, payer=payer, payee=payee)
        if other.startswith(OUTSIDE):
            continue
        known = reached.get(other)
        if other not in reached or (known is not None and (booked_at < known if forwards else booked_at > known)):
            reached[other] = booked_at
            nearer[other] = None
    return list(nearer)


def _nodes(flow: Flow) -> tuple[Node, ...]:
    received: dict[str, Decimal] = {}
    sent: dict[str, Decimal] = {}
    for hop in flow.hops:
        _add(sent, hop.transfer.payer, hop.traced)
        _add(received, hop.transfer.payee, hop.traced)
    zero = Decimal(0)
    names: Iterable[str] = sorted(received.keys() | sent.keys())
    return tuple(
        Node(
            id=name,
            outside=name.startswith(OUTSIDE),
            received=min(flow.total, received.get(name, zero)),
            sent=min(flow.total, sent.get(name, zero)),
        )
        for name in names
    )


def _add(amounts: dict[str, Decimal], name: str, amount: Decimal) -> None:
    amounts[name] = amounts.get(name, Decimal(0)) + amount
