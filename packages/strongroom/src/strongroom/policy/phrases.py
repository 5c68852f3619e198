"""The sentences in which policy gives its reasons: for callers, auditors and the record. None holds data of a call."""

from collections.abc import Sequence
from typing import Final

from strongroom.policy.document import DAYS, Amount, Hours, SecondFactor

FACTORS: Final = {"password": "a password", "one_time_code": "a one-time code", "hardware": "a hardware key"}
_UNITS: Final = ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))

HIDDEN: Final = "There is nothing of that name here for you; list what there is, and see that the name is spelled as listed."
PURPOSE_NOT_YOURS: Final = "The stated purpose is not one of those that your account may state; state another, or ask for it to be granted."
NO_RULE: Final = "No rule of the policy allows this call."


def any_of(words: Sequence[str]) -> str:
    """`a`, `a or b`, `a, b or c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def duration(seconds: int) -> str:
    """`15 minutes`, in the largest unit that divides it."""
    size, unit = next((size, unit) for size, unit in _UNITS if seconds % size == 0)
    count = seconds // size
    return f"{count} {unit}{'' if count == 1 else 's'}"


def second_factor(wanted: SecondFactor) -> str:
    """What sign-in is needed."""
    recent = "" if wanted.max_age is None else f" within the last {duration(wanted.max_age)}"
    return f"It needs a sign-in with {FACTORS[wanted.minimum]} or better{recent}."


def purpose(purposes: Sequence[str]) -> str:
    """Which purposes will do."""
    return f"It must state its purpose, one of: {any_of(sorted(purposes))}."


def region(regions: Sequence[str]) -> str:
    """From where."""
    return f"It is only for users in the region {any_of(sorted(regions))}."


def hours(window: Hours) -> str:
    """When."""
    begin, end = (f"{minute // 60:02}:{minute % 60:02}" for minute in (window.begin, window.end))
    days = "every day" if set(window.days) == set(DAYS) else ", ".join(day.capitalize() for day in DAYS if day in window.days)
    return f"It is open {days} from {begin} to {end} {window.zone} time."


def amount(limit: Amount) -> str:
    """How much."""
    unit = f" {limit.currency}" if limit.currency else ""
    most = limit.at_most if limit.at_most is not None else limit.above
    currency = f", with {limit.currency_argument} {limit.currency}" if limit.currency_argument else ""
    return f"Its argument {limit.argument} must be a number from {limit.at_least} to {most}{unit}{currency}."


def scopes(wanted: Sequence[str]) -> str:
    """Which scopes."""
    return f"The token lacks a scope; this call needs: {', '.join(wanted)}."
