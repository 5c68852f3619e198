"""The clock of 31 CFR 1020.320(b)(3)."""

from datetime import date

import pytest

from bank_compliance.rulebooks import rulebook
from bank_compliance.sars.clock import FilingRules, Suspect, filing_clock

DETECTED = date(2026, 11, 1)


@pytest.fixture
def rules() -> FilingRules:
    return FilingRules.of(rulebook("US", DETECTED))


@pytest.mark.parametrize(("suspect", "due"), [(Suspect.KNOWN, date(2026, 12, 1)), (Suspect.UNKNOWN, date(2026, 12, 31))])
def test_thirty_days_with_a_suspect_sixty_without(rules: FilingRules, suspect: Suspect, due: date) -> None:
    assert filing_clock(DETECTED, DETECTED, suspect, rules).due_on == due


@pytest.mark.parametrize(("today", "left"), [(date(2026, 11, 1), 30), (date(2026, 12, 1), 0), (date(2026, 12, 2), -1)])
def test_days_left_go_below_zero_once_overdue(rules: FilingRules, today: date, left: int) -> None:
    assert filing_clock(DETECTED, today, Suspect.KNOWN, rules).days_left == left
