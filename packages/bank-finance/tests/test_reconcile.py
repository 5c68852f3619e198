"""Two sources compared: nothing lost, mirrored when swapped, never stricter when more is tolerated."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank_finance.reconcile import Ageing, BreakSum, SourceRow, reconcile
from bank_kit.failures import FailureCode, ToolFailureError

AGEING = Ageing(as_of=date(2026, 11, 20), calendar="CALENDAR DAYS", days=lambda on, as_of: (as_of - on).days)


def _row(reference: str, key: str, amount: str | Decimal, currency: str = "EUR", on: date = date(2026, 11, 18)) -> SourceRow:
    return SourceRow(reference=reference, key=(key,), currency=currency, on=on, amounts={"amount": Decimal(amount)})


SIDES = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.decimals(-50, 50, places=1, allow_nan=False),
        st.sampled_from(["EUR", "USD"]),
        st.dates(date(2026, 11, 10), date(2026, 11, 20)),
    ),
    max_size=12,
).map(lambda rows: [_row(f"r{place}", key, amount, currency, on) for place, (key, amount, currency, on) in enumerate(rows)])
TOLERANCES = st.decimals(0, 20, places=1, allow_nan=False)


def test_what_agrees_what_differs_and_what_is_missing() -> None:
    left = [_row("l1", "a", "100.00"), _row("l2", "b", "50"), _row("l3", "c", "7")]
    right = [_row("r1", "a", "100.01"), _row("r2", "b", "48"), _row("r4", "d", "9")]
    found = reconcile(left, right, {"amount": Decimal("0.01")}, AGEING)
    assert [(one.reference, other.reference) for one, other in found.matched] == [("l1", "r1")]
    assert [(broken.left.reference, broken.differences[0].difference, broken.ageing_days) for broken in found.breaks] == [("l2", Decimal(2), 2)]
    assert ([lonely.row.reference for lonely in found.only_left], [lonely.row.reference for lonely in found.only_right]) == (["l3"], ["r4"])
    total = found.sums[0]
    assert total == BreakSum(currency="EUR", field="amount", net=Decimal(2), gross=Decimal(2), only_left=Decimal(7), only_right=Decimal(9))


def test_currencies_that_differ_break_without_subtraction() -> None:
    found = reconcile([_row("l", "a", "5")], [_row("r", "a", "5", "USD")], {"amount": Decimal(0)}, AGEING)
    assert len(found.breaks) == 1 and found.breaks[0].differences == () and found.sums == ()


@given(SIDES, SIDES, TOLERANCES)
def test_every_row_is_in_exactly_one_place(left: list[SourceRow], right: list[SourceRow], tolerance: Decimal) -> None:
    found = reconcile(left, right, {"amount": tolerance}, AGEING)
    placed = [one.reference for one, _ in found.matched] + [broken.left.reference for broken in found.breaks] + [one.row.reference for one in found.only_left]
    assert Counter(placed) == Counter(row.reference for row in left)
    others = [other.reference for _, other in found.matched] + [broken.right.reference for broken in found.breaks]
    assert Counter(others + [other.row.reference for other in found.only_right]) == Counter(row.reference for row in right)


@given(SIDES, SIDES, TOLERANCES)
def test_swapping_the_sides_mirrors_the_answer(left: list[SourceRow], right: list[SourceRow], tolerance: Decimal) -> None:
    one, other = (reconcile(*sides, {"amount": tolerance}, AGEING) for sides in ((left, right), (right, left)))
    assert [(b, a) for a, b in one.matched] == list(other.matched)
    assert (one.only_left, one.only_right) == (other.only_right, other.only_left)
    assert [(row.net, row.gross) for row in one.sums] == [(-row.net, row.gross) for row in other.sums]


@given(SIDES, SIDES, TOLERANCES, TOLERANCES)
def test_more_tolerance_never_makes_a_break(left: list[SourceRow], right: list[SourceRow], first: Decimal, second: Decimal) -> None:
    strict, mild = (reconcile(left, right, {"amount": tolerance}, AGEING) for tolerance in sorted((first, second)))
    breaks = {(broken.left.reference, broken.right.reference) for broken in strict.breaks}
    assert {(broken.left.reference, broken.right.reference) for broken in mild.breaks} <= breaks
    assert strict.only_left == mild.only_left


@pytest.mark.parametrize("tolerances", [{}, {"amount": Decimal(-1)}, {"amount": Decimal("NaN")}, {"other": Decimal(0)}])
def test_a_comparison_without_meaning_is_refused(tolerances: dict[str, Decimal]) -> None:
    with pytest.raises(ToolFailureError) as refused:
        reconcile([_row("l", "a", "1")], [], tolerances, AGEING)
    assert refused.value.failure.code is FailureCode.INVALID_ARGUMENT
