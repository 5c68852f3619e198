"""The narrative: who, what, when, where, why and how, told from the evidence as far as evidence can, and how complete it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bank_compliance.cases.results import CaseRecord


class Part(StrEnum):
    """The six questions."""

    WHO = "who"
    WHAT = "what"
    WHEN = "when"
    WHERE = "where"
    WHY = "why"
    HOW = "how"


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrative:
    """A text for each part, empty where nobody wrote one and evidence tells none; `drafted` are the parts that only evidence tells."""

    parts: Mapping[Part, str]
    drafted: frozenset[Part]

    @property
    def missing(self) -> tuple[Part, ...]:
        """Parts without text."""
        return tuple(part for part in Part if not self.parts[part])

    @property
    def text(self) -> str:
        """All that is told, a paragraph for each part."""
        return "\n\n".join(f"{part.value.upper()}: {self.parts[part]}" for part in Part if self.parts[part])


def tell(case: CaseRecord, written: Mapping[Part, str]) -> Narrative:
    """What people wrote, and for the rest what the case shows. Why it is suspicious and how it was done only people can say."""
    shown = _from_evidence(case)
    parts = {part: written.get(part, "") or shown.get(part, "") for part in Part}
    return Narrative(parts=parts, drafted=frozenset(part for part in shown if not written.get(part)))


def completeness(narrative: Narrative, fields: Mapping[str, str | None]) -> int:
    """Percent of the six parts and of `fields` that are there, rounded down: 100 means all."""
    there = sum(1 for part in Part if narrative.parts[part]) + sum(1 for value in fields.values() if value)
    return 100 * there // (len(Part) + len(fields))


def _from_evidence(case: CaseRecord) -> dict[Part, str]:
    scenarios = ", ".join(sorted({alert.scenario for alert in case.alerts}))
    sums = ", ".join(f"{amount.amount} {amount.currency}" for amount in case.amounts)
    count = sum(len(alert.transactions) for alert in case.alerts)
    accounts = ", ".join(sorted({alert.account_id for alert in case.alerts}))
    return {
        Part.WHO: f"Customers {', '.join(case.customers)}." if case.customers else "",
        Part.WHAT: f"{count} transactions of {sums} in all; monitoring scenarios: {scenarios}.",
        Part.WHEN: f"From {case.first_day.isoformat()} to {case.last_day.isoformat()}.",
        Part.WHERE: f"Accounts {accounts} at this institution.",
    }
