"""The dated parameters are there for each company of the bank, and change on their day."""

from datetime import date
from decimal import Decimal

import pytest

from bank_customer.rulebooks import rulebook


@pytest.mark.parametrize("jurisdiction", ["EU", "UK", "US"])
def test_each_company_has_a_threshold_and_a_term(jurisdiction: str) -> None:
    rules = rulebook(jurisdiction, date(2026, 11, 20))
    assert rules.exact("OWNERSHIP", "beneficial_owner_from") == Decimal("0.25")
    assert rules.number("RETENTION", "due_diligence") == 5


def test_the_regulation_takes_over_from_the_directive_on_its_day() -> None:
    before, after = (rulebook("EU", day).row("OWNERSHIP", "beneficial_owner_from") for day in (date(2027, 7, 9), date(2027, 7, 10)))
    assert before.paragraph.startswith("Directive (EU) 2015/849")
    assert after.paragraph.startswith("Regulation (EU) 2024/1624")
    assert before.doubt
    assert not after.doubt
