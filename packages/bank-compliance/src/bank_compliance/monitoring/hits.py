"""What a scenario's questions found, put together: hits of one account that share a transaction are one finding.

Above: alert, run. Below: nothing. Each row is a transaction of a hit: subject, hit, transaction, booked at, amount in EUR, debit account, credit account,
1 when its amount counts, measure_1 and measure_2 (null where that row does not carry it).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import cast

Row = tuple[str, str, str, datetime, Decimal, str, str, int, float | None, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A transaction behind a finding; amount in EUR; `counted` when it is part of the finding's amount."""

    transaction: str
    booked_at: datetime
    amount: Decimal
    debit_account: str
    credit_account: str
    counted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One account's hits that overlap; evidence in order of booking, each measure at its highest."""

    subject: str
    evidence: tuple[Evidence, ...]
    measures: tuple[float, ...]

    @property
    def amount(self) -> Decimal:
        """Sum in EUR of the transactions that count, each once."""
        return sum((each.amount for each in self.evidence if each.counted), Decimal(0))

    @property
    def accounts(self) -> tuple[str, ...]:
        """The subject first, then every other account of this bank's customers in the evidence."""
        ends = {account for each in self.evidence for account in (each.debit_account, each.credit_account) if account.startswith("A-")}
        return (self.subject, *sorted(ends - {self.subject}))


class _Growing:
    """A finding under way."""

    def __init__(self) -> None:
        self.evidence: dict[str, Evidence] = {}
        self.measures: list[float | None] = [None, None]

    def add(self, row: Row) -> None:
        found = Evidence(transaction=row[2], booked_at=row[3], amount=row[4], debit_account=row[5], credit_account=row[6], counted=row[7] == 1)
        before = self.evidence.get(found.transaction)
        if before is None or (found.counted and not before.counted):
            self.evidence[found.transaction] = found
        self._raise_to(row[8:10])

    def take(self, other: "_Growing") -> None:
        for transaction, found in other.evidence.items():
            if transaction not in self.evidence or found.counted:
                self.evidence[transaction] = found
        self._raise_to(other.measures)

    def _raise_to(self, measures: Iterable[float | None]) -> None:
        for place, measure in enumerate(measures):
            held = self.measures[place]
            if measure is not None and (held is None or measure > held):
                self.measures[place] = measure

    def finding(self, subject: str) -> Finding:
        ordered = sorted(self.evidence.values(), key=lambda each: (each.booked_at, each.transaction))
        return Finding(subject=subject, evidence=tuple(ordered), measures=tuple(each for each in self.measures if each is not None))


def findings(rows: Iterable[tuple[object, ...]]) -> tuple[Finding, ...]:
    """In order of subject and first transaction; the same rows in any order give the same findings."""
    hits: dict[tuple[str, str], _Growing] = {}
    for raw in rows:
        row = cast("Row", raw)
        hits.setdefault((row[0], row[1]), _Growing()).add(row)
    merged: dict[str, list[_Growing]] = {}
    for (subject, _), hit in sorted(hits.items()):
        merged[subject] = _joined(merged.get(subject, []), hit)
    found = [growing.finding(subject) for subject, several in merged.items() for growing in several]
    return tuple(sorted(found, key=lambda each: (each.subject, each.evidence[0].booked_at, each.evidence[0].transaction)))


def _joined(held: list[_Growing], hit: _Growing) -> list[_Growing]:
    apart = []
    for each in held:
        if each.evidence.keys().isdisjoint(hit.evidence):
            apart.append(each)
        else:
            hit.take(each)
    return [*apart, hit]
