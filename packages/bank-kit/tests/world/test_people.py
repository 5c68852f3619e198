"""Customers are plausible and cannot be anybody."""

import re

from bank_kit.world.model import AS_OF
from bank_kit.world.people import COMPANY_EVERY, customers, kyc_files

PEOPLE = customers(42)
FILES = kyc_files(42, PEOPLE)


def test_contacts_lead_nowhere() -> None:
    for customer in PEOPLE:
        assert customer.email.endswith(".example")
        assert re.fullmatch(r"\+1-202-555-01[0-9]{2}", customer.phone)


def test_persons_were_grown_up_when_they_came() -> None:
    for customer in PEOPLE:
        if customer.birth_date is not None:
            assert customer.customer_since.year - customer.birth_date.year >= 18


def test_every_third_customer_is_a_company() -> None:
    assert sum(customer.kind == "COMPANY" for customer in PEOPLE) == len(PEOPLE) // COMPANY_EVERY


def test_level_rating_and_gaps_follow_from_the_file() -> None:
    for file in FILES:
        assert file.score == sum(points for _, points in file.factors)
        assert (file.level == "EDD") == (file.score >= 40)
        assert ("REVIEW_OVERDUE" in file.gaps) == (file.next_review < AS_OF)
        assert ("DOCUMENT_EXPIRED" in file.gaps) == (file.document_expiry < AS_OF)


def test_every_kind_of_file_occurs() -> None:
    assert {file.level for file in FILES} == {"SDD", "CDD", "EDD"}
    assert {gap for file in FILES for gap in file.gaps} == {"REVIEW_OVERDUE", "DOCUMENT_EXPIRED", "SOURCE_OF_WEALTH_MISSING"}
    assert any(file.politically_exposed == "Y" for file in FILES)
