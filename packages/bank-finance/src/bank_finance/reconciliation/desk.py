"""The reconcile tool at work."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from bank_finance.objects.port import ObjectStore
from bank_finance.reconcile import Ageing, Break, Reconciliation, SourceRow, Unmatched, reconcile
from bank_finance.reconciliation.arguments import ReconcileArguments
from bank_finance.reconciliation.results import BreakRow, BreakTotal, ComparedRow, LonelyRow, ReconciliationReport
from bank_finance.reconciliation.sources import Sources
from bank_finance.store.reading import CALENDAR, FinanceStore
from bank_kit.arguments import require_purpose
from bank_kit.envelope import Envelope, Reading
from bank_kit.identity.caller import Caller

_CENT = Decimal("0.01")
LONGEST_AGEING = 3660
"""Calendar days that are looked through; older breaks are of the same age."""


class ReconciliationDesk:
    """Answers from one store and one object store."""

    def __init__(self, store: FinanceStore, objects: ObjectStore) -> None:
        self._store = store
        self._objects = objects

    def reconcile(self, arguments: ReconcileArguments, caller: Caller) -> Envelope[ReconciliationReport]:
        """Matched, breaks and unmatched rows of two sources."""
        require_purpose(caller, arguments.purpose)
        sources = Sources(self._store, self._objects, caller)
        left, right = (sources.rows(source, arguments.keys, name) for source, name in ((arguments.left, "left"), (arguments.right, "right")))
        ageing = Ageing(as_of=self._store.business_date, calendar=CALENDAR, days=cache(self._business_days))
        found = reconcile(left, right, {measure.value: tolerance for measure, tolerance in arguments.tolerance.items()}, ageing)
        reading = Reading(unit="reconciliation", as_of=self._store.business_date, warnings=_warnings(found, arguments.show))
        return self._store.origin("reconciliation").envelope(_report(found, arguments.show), arguments, reading)

    def _business_days(self, since: date, until: date) -> int:
        """Business days after `since` up to and with `until`; 0 when there are none."""
        days = min((until - since).days, LONGEST_AGEING)
        return sum(1 for back in range(days) if self._store.is_open(until - timedelta(days=back)))


def _report(found: Reconciliation, show: int) -> ReconciliationReport:
    return ReconciliationReport(
        matched_count=len(found.matched),
        breaks_count=len(found.breaks),
        only_left_count=len(found.only_left),
        only_right_count=len(found.only_right),
        breaks=tuple(_break(each) for each in found.breaks[:show]),
        only_left=_lonely(found.only_left[:show]),
        only_right=_lonely(found.only_right[:show]),
        totals=tuple(
            BreakTotal(
                currency=total.currency,
                measure=total.field,
                net_difference=_plain(total.net),
                gross_difference=_plain(total.gross),
                only_left=_plain(total.only_left),
                only_right=_plain(total.only_right),
            )
            for total in found.sums
        ),
        calendar=found.calendar,
    )


def _break(found: Break) -> BreakRow:
    differences = {each.field: _plain(each.difference) for each in found.differences}
    return BreakRow(left=_row(found.left), right=_row(found.right), differences=differences, ageing_days=found.ageing_days)


def _lonely(found: Iterable[Unmatched]) -> tuple[LonelyRow, ...]:
    return tuple(LonelyRow(row=_row(each.row), ageing_days=each.ageing_days) for each in found)


def _row(row: SourceRow) -> ComparedRow:
    return ComparedRow(
        reference=row.reference, key=row.key, currency=row.currency, on=row.on, amounts={name: _plain(amount) for name, amount in row.amounts.items()}
    )


def _plain(amount: Decimal) -> Decimal:
    """With two decimals, or more where there are more."""
    rounded = amount.quantize(_CENT)
    return rounded if rounded == amount else amount


def _warnings(found: Reconciliation, show: int) -> tuple[str, ...]:
    longest = max(len(found.breaks), len(found.only_left), len(found.only_right))
    return (f"NOT_ALL_SHOWN: lists tell {show} rows at most; the longest has {longest}",) if longest > show else ()
