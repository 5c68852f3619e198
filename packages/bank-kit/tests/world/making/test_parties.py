"""Customers look like a bank's, and belong to nobody."""

import re
from collections.abc import Callable

Ask = Callable[..., list[tuple[object, ...]]]


def test_the_first_customer_is_the_one_every_guide_names(ask: Ask) -> None:
    assert ask("SELECT id, kind, country FROM party LIMIT 1") == [("C-100001", "PERSON", "NL")]


def test_all_three_companies_of_the_bank_have_customers(ask: Ask) -> None:
    assert len(ask("SELECT DISTINCT p.legal_entity FROM party p JOIN legal_entity e ON p.legal_entity = e.lei")) == 3


def test_mail_and_telephone_are_of_ranges_kept_for_fiction(ask: Ask) -> None:
    for mail, phone in ask("SELECT email, phone FROM party"):
        assert str(mail).endswith(".example")
        assert re.fullmatch(r"\+1-[2-9]\d\d-555-01\d\d", str(phone))


def test_persons_have_what_companies_lack(ask: Ask) -> None:
    assert ask("SELECT count(*) FROM party WHERE (kind = 'PERSON') <> (birth_date IS NOT NULL AND nationality IS NOT NULL AND given_name IS NOT NULL)") == [
        (0,)
    ]
    assert ask("SELECT count(*) FROM party WHERE kind = 'PERSON' AND lei IS NOT NULL") == [(0,)]


def test_households_share_name_and_street(ask: Ask) -> None:
    found = ask("SELECT household, count(DISTINCT family_name || street || city), count(*) FROM party WHERE household IS NOT NULL GROUP BY 1")
    assert len(found) > 50
    assert all(row[1:] == (1, 2) for row in found)


def test_scores_add_up_and_decide_rating_and_level(ask: Ask) -> None:
    assert ask(
        "SELECT count(*) FROM kyc_file WHERE score <> geography + product + channel + occupation + politically_exposed OR score NOT BETWEEN 0 AND 100"
    ) == [(0,)]
    assert ask("SELECT count(*) FROM kyc_file WHERE (rating = 'high') <> (score >= 40) OR (rating = 'low') <> (score < 20)") == [(0,)]
    assert ask("SELECT count(*) FROM kyc_file k JOIN party p ON p.id = customer_id WHERE p.politically_exposed <> 'NONE' AND level <> 'EDD'") == [(0,)]
    assert {row[0] for row in ask("SELECT DISTINCT rating FROM kyc_file")} == {"low", "medium", "high"}


def test_gaps_are_true(ask: Ask) -> None:
    assert ask("SELECT count(*) FROM kyc_file WHERE (next_review < DATE '2026-11-20') <> contains(gaps, 'REVIEW_OVERDUE')") == [(0,)]
    assert ask("SELECT count(*) > 0 FROM kyc_file WHERE gaps <> ''") == [(True,)]


def test_addresses_and_numbers_of_customers_are_their_own(ask: Ask) -> None:
    assert ask("SELECT count(DISTINCT email), count(DISTINCT tax_id), count(DISTINCT document_number), count(DISTINCT lei) = count(lei) FROM party") == [
        (750, 750, 750, True)
    ]
