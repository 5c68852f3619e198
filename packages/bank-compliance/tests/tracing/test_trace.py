"""Traces over a warehouse: what is fetched is what the money can have taken."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from bank_compliance.tracing import trace as module
from bank_compliance.tracing.request import Direction, TraceRequest
from bank_compliance.tracing.trace import PACKAGE, trace_funds
from bank_compliance.warehouse.port import Warehouse
from bank_compliance.warehouse.text import Value, read, render
from bank_kit.failures import ToolFailureError
from bank_kit.world.size import AS_OF, Size, Spec
from bank_kit.world.truth import truth

Book = Callable[..., Warehouse]
RING = """
    2026-09-01 10:00 firm A-100001 10000 WIRE
    2026-09-02 10:00 A-100001 A-100002 9000 TRANSFER
    2026-09-03 10:00 A-100002 A-100003 8000 TRANSFER
    2026-09-03 11:00 A-100002 GL-SUSPENSE-EUR 900 TRANSFER
    2026-09-04 10:00 A-100003 A-100001 7000 TRANSFER
    2026-09-05 10:00 A-100003 kin@MM 600 WIRE
    2026-09-06 10:00 A-100003 shop 99 CARD_PAYMENT
"""


def _request(account: str = "A-100001", direction: Direction = Direction.DOWNSTREAM, hops: int = 5, minimum: str = "100") -> TraceRequest:
    return TraceRequest(account=account, direction=direction, hops=hops, first=date(2026, 9, 1), last=date(2026, 9, 30), minimum=Decimal(minimum))


def test_money_goes_round_and_out(book: Book) -> None:
    told = trace_funds(book(RING), _request())
    assert told.total == Decimal(9000)
    assert [path.nodes for path in told.cycles] == [("A-100001", "A-100002", "A-100003", "A-100001")]
    assert [(path.nodes[-1], int(path.amount)) for path in told.paths] == [("A-100001", 7000), ("outside:kin", 600)]
    assert {node.id: (int(node.received), int(node.sent)) for node in told.nodes} == {
        "A-100001": (7000, 9000),
        "A-100002": (9000, 8000),
        "A-100003": (8000, 7600),
        "outside:kin": (600, 0),
    }
    assert not told.cut_short


def test_upstream_finds_where_it_came_from(book: Book) -> None:
    told = trace_funds(book(RING), _request("A-100003", Direction.UPSTREAM))
    assert told.paths[0].nodes == ("A-100003", "A-100002", "A-100001", "outside:firm")
    assert told.total == Decimal(8000)


def test_small_transfers_and_other_days_are_left_out(book: Book) -> None:
    assert trace_funds(book(RING), _request(minimum="8500")).total == Decimal(9000)
    assert len(trace_funds(book(RING), _request(minimum="8500")).hops) == 1
    assert trace_funds(book(RING.replace("2026-09", "2026-08")), _request()).hops == ()


def test_an_account_reached_earlier_by_a_longer_way_is_asked_again(book: Book) -> None:
    told = trace_funds(
        book("""
        2026-09-01 10:00 A-100001 A-100002 5000 TRANSFER
        2026-09-02 10:00 A-100002 A-100003 4000 TRANSFER
        2026-09-03 10:00 A-100003 A-100004 3000 TRANSFER
        2026-09-04 10:00 A-100001 A-100003 1000 TRANSFER
    """),
        _request(),
    )
    assert {path.nodes: int(path.amount) for path in told.paths}["A-100001", "A-100002", "A-100003", "A-100004"] == 3000


def test_the_planted_rings_of_the_world_are_found(warehouse: Warehouse) -> None:
    for ring in truth(Spec(size=Size.S)):
        if ring.typology == "CYCLE" and ring.laundering:
            asked = TraceRequest(account=ring.accounts[0], direction=Direction.DOWNSTREAM, hops=4, first=date(2026, 8, 24), last=AS_OF, minimum=Decimal(5000))
            assert ring.transactions in {path.transactions for path in trace_funds(warehouse, asked).cycles}


def test_an_unknown_account_is_said(book: Book) -> None:
    with pytest.raises(ToolFailureError) as refused:
        trace_funds(book(RING), _request("A-999999"))
    assert refused.value.failure.code == "UNKNOWN_ID"


@pytest.mark.parametrize(("bound", "most"), [("MOST_TRANSFERS", 2), ("MOST_ACCOUNTS", 1)])
def test_what_is_cut_short_says_so(book: Book, monkeypatch: pytest.MonkeyPatch, bound: str, most: int) -> None:
    fan = "\n".join(
        f"2026-09-0{day} 10:0{n} {payer} A-10001{n} 500 TRANSFER" for day, payer in ((1, "A-100001"), (2, "A-100012")) for n in range(3) if payer[-1] != str(n)
    )
    monkeypatch.setattr(module, bound, most)
    assert trace_funds(book(fan), _request()).cut_short


@pytest.mark.parametrize("name", ["onwards", "backwards", "known"])
def test_a_question_says_the_same_to_snowflake(name: str, reads_alike: Callable[[str], bool]) -> None:
    values: dict[str, Value] = {
        "accounts": ("A-100001", "A-100002"),
        "minimum": 100,
        "window_from": date(2026, 9, 1),
        "window_end": date(2026, 10, 1),
        "most": 10,
    }
    assert reads_alike(render(read(PACKAGE, name), values))
