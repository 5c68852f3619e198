"""Money moves on only after it came, never more of it than came."""

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank_compliance.tracing import flow as module
from bank_compliance.tracing.flow import Flow, Transfer, follow
from bank_compliance.tracing.request import Direction

START = datetime.fromisoformat("2026-09-04 10:00")
DOWN, UP = Direction.DOWNSTREAM, Direction.UPSTREAM


def _transfers(*told: str) -> list[Transfer]:
    """From `hour payer payee amount`."""
    cells = [line.split() for line in told]
    return [
        Transfer(transaction=f"T-{n}", booked_at=START + timedelta(hours=int(hour)), amount=Decimal(amount), payer=payer, payee=payee)
        for n, (hour, payer, payee, amount) in enumerate(cells, start=1)
    ]


def _ends(flow: Flow) -> list[tuple[str, int]]:
    return [(path.nodes[-1], int(path.amount)) for path in flow.paths]


def test_money_is_followed_through_what_was_paid_later() -> None:
    flow = follow(_transfers("1 A B 100", "2 B C 70", "3 C outside:X 60"), "A", DOWN, 5)
    assert _ends(flow) == [("outside:X", 60)]
    assert [(hop.transfer.transaction, int(hop.traced), hop.hop) for hop in flow.hops] == [("T-1", 100, 1), ("T-2", 70, 2), ("T-3", 60, 3)]
    assert (int(flow.total), flow.complete) == (100, True)


def test_what_was_paid_before_the_money_came_is_no_part_of_it() -> None:
    assert _ends(follow(_transfers("2 A B 100", "1 B C 70"), "A", DOWN, 5)) == [("B", 100)]


def test_no_transfer_carries_more_than_came_before_it() -> None:
    flow = follow(_transfers("1 A B 100", "2 B C 900", "3 A B 50", "4 B D 900"), "A", DOWN, 5)
    assert [int(hop.traced) for hop in flow.hops] == [100, 100, 50, 150]
    assert [(path.nodes, int(path.amount)) for path in flow.paths] == [(("A", "B", "C"), 100), (("A", "B", "D"), 100), (("A", "B", "D"), 50)]


def test_another_payment_in_between_hides_nothing() -> None:
    flow = follow(_transfers("1 A B 100", "2 B payroll 100", "3 B A 95"), "A", DOWN, 5)
    assert [(path.nodes[-1], path.closed) for path in flow.paths] == [("payroll", False), ("A", True)]


def test_a_cycle_ends_at_home_and_going_round_elsewhere_makes_no_money() -> None:
    flow = follow(_transfers("1 A B 100", "2 B C 95", "3 C B 95", "4 B C 95", "5 C A 90"), "A", DOWN, 5)
    assert max(int(path.amount) for path in flow.paths if path.closed) == 90
    assert all(hop.traced <= flow.total for hop in flow.hops)


@pytest.mark.parametrize("hops", [1, 2, 3])
def test_it_goes_as_far_as_asked(hops: int) -> None:
    flow = follow(_transfers("1 A B 100", "2 B C 100", "3 C D 100", "4 D E 100"), "A", DOWN, hops)
    assert _ends(flow) == [("BCD"[hops - 1], 100)]
    assert len(flow.hops) == hops


def test_upstream_is_the_same_with_time_running_backwards() -> None:
    flow = follow(_transfers("1 X B 60", "2 Y B 70", "3 B A 100", "4 Z B 500"), "A", UP, 5)
    assert _ends(flow) == [("Y", 70), ("X", 60)]


def test_of_many_paths_the_widest_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    transfers = _transfers("1 A B 100", *(f"2 B C{n} {n + 1}" for n in range(40)))
    assert follow(transfers, "A", DOWN, 5).complete
    monkeypatch.setattr(module, "MOST_PATHS", 3)
    flow = follow(transfers, "A", DOWN, 5)
    assert (_ends(flow), flow.complete) == ([("C39", 40), ("C38", 39), ("C37", 38)], False)
    monkeypatch.setattr(module, "MOST_STEPS", 10)
    assert not follow(transfers, "A", DOWN, 5).complete


@given(
    st.lists(st.tuples(st.integers(0, 20), st.sampled_from("ABCDEF"), st.sampled_from("ABCDEF"), st.integers(1, 500)), max_size=14),
    st.sampled_from(Direction),
    st.integers(1, 5),
)
def test_time_never_runs_back_and_amounts_never_grow(told: list[tuple[int, str, str, int]], direction: Direction, hops: int) -> None:
    transfers = {each.transaction: each for each in _transfers(*(f"{hour} {payer} {payee} {amount}" for hour, payer, payee, amount in told))}
    flow = follow(transfers.values(), "A", direction, hops)
    traced = {hop.transfer.transaction: hop.traced for hop in flow.hops}
    assert all(amount <= min(flow.total, transfers[each].amount) for each, amount in traced.items())
    for path in flow.paths:
        walked = [transfers[each] for each in path.transactions]
        assert [each.booked_at for each in walked] == sorted((each.booked_at for each in walked), reverse=direction is UP)
        assert path.amount == min(each.amount for each in walked)
        assert len(walked) <= hops
        assert [(each.payer, each.payee)[:: 1 if direction is DOWN else -1] for each in walked] == list(pairwise(path.nodes))
    if flow.complete:
        assert {each for path in flow.paths for each in path.transactions} <= traced.keys()
        assert all(traced[each] >= path.amount for path in flow.paths for each in path.transactions)
