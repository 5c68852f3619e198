"""The days left to file: 31 CFR 1020.320(b)(3), 30 calendar days from detection, 60 when no suspect is known."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bank_kit.parameters import Rulebook


class Suspect(StrEnum):
    """Whether anybody is named."""

    KNOWN = "known"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingRules:
    """What the clock and the draft need of the rulebook; `threshold` in US dollars, lengths in characters."""

    days: int
    days_without_suspect: int
    threshold: int
    narrative_characters: int
    narrative_elements: int
    aliases: int

    @classmethod
    def of(cls, rules: Rulebook) -> "FilingRules":
        """From the framework BSA."""
        return cls(
            days=int(rules.number("BSA", "filing_days", "suspect")),
            days_without_suspect=int(rules.number("BSA", "filing_days", "no_suspect")),
            threshold=int(rules.number("BSA", "reporting_threshold")),
            narrative_characters=int(rules.number("BSA", "narrative_characters")),
            narrative_elements=int(rules.number("BSA", "narrative_elements")),
            aliases=int(rules.number("BSA", "aliases")),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingClock:
    """When detected, when due; `days_left` is negative once overdue."""

    detected_on: date
    due_on: date
    days_left: int


def filing_clock(detected_on: date, today: date, suspect: Suspect, rules: FilingRules) -> FilingClock:
    """The clock of a report on facts detected that day."""
    days = rules.days if suspect is Suspect.KNOWN else rules.days_without_suspect
    due = detected_on + timedelta(days=days)
    return FilingClock(detected_on=detected_on, due_on=due, days_left=(due - today).days)
