"""Hits of one account that share a transaction become one finding, in whatever order they are read."""

from datetime import datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bank_compliance.monitoring.hits import Row, findings

START = datetime.fromisoformat("2026-09-04 10:00")


def _row(hit: int, transaction: int, subject: str = "A-100001", counted: int = 1, measure: float = 1.0) -> Row:
    moment = START + timedelta(hours=transaction)
    return (subject, f"H-{hit}", f"T-{transaction:04}", moment, Decimal(transaction + 1), "A-100002", subject, counted, measure, None)


def test_overlapping_hits_are_one_finding_with_each_transaction_once() -> None:
    (found,) = findings([_row(1, 1), _row(1, 2), _row(2, 2, measure=5.0), _row(2, 3)])
    assert [each.transaction for each in found.evidence] == ["T-0001", "T-0002", "T-0003"]
    assert found.amount == Decimal(9)
    assert found.measures == (5.0,)


def test_hits_far_apart_stay_apart_and_so_do_accounts() -> None:
    found = findings([_row(1, 1), _row(2, 2), _row(1, 1, subject="A-100003")])
    assert [(each.subject, each.evidence[0].transaction) for each in found] == [("A-100001", "T-0001"), ("A-100001", "T-0002"), ("A-100003", "T-0001")]


def test_a_hit_that_bridges_two_joins_all_three() -> None:
    assert len(findings([_row(1, 1), _row(2, 3), _row(3, 1), _row(3, 3)])) == 1


def test_a_transaction_counts_when_any_hit_counts_it() -> None:
    (found,) = findings([_row(1, 1, counted=0), _row(2, 1, counted=1), _row(2, 2, counted=0)])
    assert found.amount == Decimal(2)
    assert found.accounts == ("A-100001", "A-100002")


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 12)), min_size=1, max_size=40).flatmap(lambda drawn: st.tuples(st.just(drawn), st.permutations(drawn)))
)
def test_the_order_of_rows_changes_nothing_and_no_transaction_is_in_two_findings(orders: tuple[list[tuple[int, int]], list[tuple[int, int]]]) -> None:
    found, again = (findings([_row(hit, transaction) for hit, transaction in drawn]) for drawn in orders)
    assert again == found
    told = [each.transaction for one in found for each in one.evidence]
    assert sorted(told) == sorted({f"T-{transaction:04}" for _, transaction in orders[0]})
