"""Two sources that should say the same: what matches, what differs, what one of them lacks. Pure; knows no store and no calendar library.

Rows with one key are paired in the order of their amounts, then their references, whichever side they stand on; what is left over is unmatched. The pairing
does not depend on the tolerances, so a wider tolerance never makes a new break, and swapping the sides mirrors the answer.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import zip_longest

from bank_kit.failures import FailureCode, ToolFailureError

MAX_ROWS = 200_000
"""Of each side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One row of a source; `key` is what the two sources share, `amounts` are compared field by field in `currency`."""

    reference: str
    key: tuple[str, ...]
    currency: str
    on: date
    amounts: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ageing:
    """How old a break is: `days(on, as_of)` by the calendar named."""

    as_of: date
    calendar: str
    days: Callable[[date, date], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field that differs by more than its tolerance; `difference` is left less right."""

    field: str
    left: Decimal
    right: Decimal
    difference: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A pair that does not agree. Currencies that differ are a break of their own: their amounts are not subtracted."""

    left: SourceRow
    right: SourceRow
    differences: tuple[Difference, ...]
    ageing_days: int
    """From the older of the two rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmatched:
    """A row the other side does not have."""

    row: SourceRow
    ageing_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakSum:
    """Of one currency and amount field: breaks signed (left less right) and without sign, and the amounts unmatched on each side."""

    currency: str
    field: str
    net: Decimal
    gross: Decimal
    only_left: Decimal
    only_right: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """Every row of either side is in exactly one of the four."""

    matched: tuple[tuple[SourceRow, SourceRow], ...]
    breaks: tuple[Break, ...]
    only_left: tuple[Unmatched, ...]
    only_right: tuple[Unmatched, ...]
    sums: tuple[BreakSum, ...]
    calendar: str


def reconcile(left: Sequence[SourceRow], right: Sequence[SourceRow], tolerances: Mapping[str, Decimal], ageing: Ageing) -> Reconciliation:
    """Compare the fields named in `tolerances` (largest difference that still agrees, 0 or more); every row must carry each of them.

    Errors: INVALID_ARGUMENT for no field, a negative or endless tolerance or amount, a missing field; LIMIT_EXCEEDED beyond MAX_ROWS.
    """
    _check(left, right, tolerances)
    matched: list[tuple[SourceRow, SourceRow]] = []
    breaks: list[Break] = []
    only: tuple[list[Unmatched], list[Unmatched]] = ([], [])
    for one, other in _pairs(left, right, tuple(sorted(tolerances))):
        if one is None or other is None:
            for row, side in ((one, only[0]), (other, only[1])):
                if row is not None:
                    side.append(Unmatched(row=row, ageing_days=ageing.days(row.on, ageing.as_of)))
            continue
        differences = _differences(one, other, tolerances)
        if differences or one.currency != other.currency:
            breaks.append(Break(left=one, right=other, differences=differences, ageing_days=ageing.days(min(one.on, other.on), ageing.as_of)))
        else:
            matched.append((one, other))
    return Reconciliation(
        matched=tuple(matched),
        breaks=tuple(breaks),
        only_left=tuple(only[0]),
        only_right=tuple(only[1]),
        sums=_sums(breaks, only, tuple(sorted(tolerances))),
        calendar=ageing.calendar,
    )


def _pairs(left: Iterable[SourceRow], right: Iterable[SourceRow], fields: tuple[str, ...]) -> Iterable[tuple[SourceRow | None, SourceRow | None]]:
    sides: defaultdict[tuple[str, ...], tuple[list[SourceRow], list[SourceRow]]] = defaultdict(lambda: ([], []))
    for place, rows in enumerate((left, right)):
        for row in rows:
            sides[row.key][place].append(row)
    for key in sorted(sides):
        for rows in sides[key]:
            rows.sort(key=lambda row: (row.currency, *(row.amounts[field] for field in fields), row.on, row.reference))
        yield from zip_longest(*sides[key])


def _differences(left: SourceRow, right: SourceRow, tolerances: Mapping[str, Decimal]) -> tuple[Difference, ...]:
    if left.currency != right.currency:
        return ()
    return tuple(
        Difference(field=field, left=left.amounts[field], right=right.amounts[field], difference=left.amounts[field] - right.amounts[field])
        for field in sorted(tolerances)
        if abs(left.amounts[field] - right.amounts[field]) > tolerances[field]
    )


def _sums(breaks: Iterable[Break], only: tuple[list[Unmatched], list[Unmatched]], fields: tuple[str, ...]) -> tuple[BreakSum, ...]:
    totals: defaultdict[tuple[str, str], list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 4)
    for broken in breaks:
        for difference in broken.differences:
            total = totals[broken.left.currency, difference.field]
            total[0] += difference.difference
            total[1] += abs(difference.difference)
    for place, side in enumerate(only, start=2):
        for lonely in side:
            for field in fields:
                totals[lonely.row.currency, field][place] += lonely.row.amounts[field]
    return tuple(
        BreakSum(currency=currency, field=field, net=net, gross=gross, only_left=only_left, only_right=only_right)
        for (currency, field), (net, gross, only_left, only_right) in sorted(totals.items())
    )


def _check(left: Sequence[SourceRow], right: Sequence[SourceRow], tolerances: Mapping[str, Decimal]) -> None:
    if max(len(left), len(right)) > MAX_ROWS:
        raise ToolFailureError(FailureCode.LIMIT_EXCEEDED, "too many rows", allowed=f"{MAX_ROWS} a side", remedy="narrow the date or the keys")
    if not tolerances or not all(tolerance.is_finite() and tolerance >= 0 for tolerance in tolerances.values()):
        raise _refused("tolerance", "at least one amount field, each with a tolerance of 0 or more")
    for row in (*left, *right):
        if not all(field in row.amounts and row.amounts[field].is_finite() for field in tolerances):
            raise _refused("source", "rows that carry every field of the tolerances as a finite decimal")


def _refused(field: str, allowed: str) -> ToolFailureError:
    return ToolFailureError(FailureCode.INVALID_ARGUMENT, "the comparison is not defined", field=field, allowed=allowed, remedy="correct it and call again")
