"""Loans belong to customers, and class, rating, PD, LGD and security agree."""

from collections.abc import Callable

Bank = Callable[[str], list[tuple[object, ...]]]
CLASSES = {"SOVEREIGN", "BANK", "CORPORATE", "SME", "RETAIL", "QRRE", "MORTGAGE"}


def test_every_loan_is_to_a_customer_of_the_company_that_lent(bank: Bank) -> None:
    assert bank("SELECT count(*) FROM loan") == [(600,)]
    assert bank("SELECT count(*) FROM loan l LEFT JOIN party p ON p.id = l.customer_id AND p.legal_entity = l.legal_entity WHERE p.id IS NULL") == [(0,)]


def test_all_classes_occur_and_persons_take_those_of_persons(bank: Bank) -> None:
    assert {row[0] for row in bank("SELECT DISTINCT exposure_class FROM loan")} == CLASSES
    assert bank(
        "SELECT count(*) FROM loan l JOIN party p ON p.id = l.customer_id WHERE (p.kind = 'PERSON') <> (exposure_class IN ('RETAIL', 'QRRE', 'MORTGAGE'))"
    ) == [(0,)]


def test_mortgages_have_property_in_every_bucket_of_loan_to_value(bank: Bank) -> None:
    assert bank("SELECT count(*) FROM loan WHERE (exposure_class = 'MORTGAGE') <> (property_value IS NOT NULL)") == [(0,)]
    for low, high in ((0, 0.5), (0.5, 0.6), (0.6, 0.8), (0.8, 0.9), (0.9, 1.0), (1.0, 1.3)):
        ((count,),) = bank(f"SELECT count(*) FROM loan WHERE drawn / property_value > {low} AND drawn / property_value <= {high}")
        assert isinstance(count, int) and count > 0, (low, high)


def test_default_rates_and_losses_are_probabilities_and_worse_ratings_default_more(bank: Bank) -> None:
    assert bank("SELECT count(*) FROM loan WHERE pd <= 0 OR pd > 1 OR lgd <= 0 OR lgd >= 1 OR (defaulted <> (pd = 1))") == [(0,)]
    found = bank(
        "SELECT max(pd) FROM loan WHERE NOT defaulted AND rating IS NOT NULL"
        " GROUP BY rating ORDER BY list_position(['AAA', 'AA', 'A', 'BBB', 'BB', 'B', 'CCC'], rating)"
    )
    assert found == sorted(found, key=lambda row: float(str(row[0])))


def test_only_defaulted_loans_are_provided_for_and_never_beyond_what_was_lent(bank: Bank) -> None:
    assert bank("SELECT count(*) FROM loan WHERE (provision > 0) <> defaulted OR provision > drawn") == [(0,)]
    ((share,),) = bank("SELECT avg(defaulted::INTEGER) FROM loan")
    assert 0.003 < float(str(share)) < 0.04


def test_small_companies_sell_less_than_fifty_million(bank: Bank) -> None:
    assert bank("SELECT count(*) FROM loan WHERE (exposure_class IN ('SME', 'CORPORATE')) <> (turnover IS NOT NULL)") == [(0,)]
    assert bank(
        "SELECT count(*) FROM loan WHERE (exposure_class = 'SME' AND turnover > 50000000) OR (exposure_class = 'CORPORATE' AND turnover <= 50000000)"
    ) == [(0,)]


def test_a_rate_is_fixed_no_longer_than_the_loan_runs(bank: Bank) -> None:
    assert bank("SELECT count(*) FROM loan WHERE repricing_date > maturity_date OR repricing_date <= DATE '2026-11-20' OR rate <= 0 OR drawn <= 0") == [(0,)]
    assert bank("SELECT count(*) FROM loan WHERE rate_kind = 'FLOATING' AND repricing_date > DATE '2026-11-20' + 182") == [(0,)]


def test_loans_repeat_for_a_seed(bank: Bank, same_bank: Bank, other_bank: Bank) -> None:
    told = "SELECT bit_xor(hash(loan)) FROM loan"
    assert bank(told) == same_bank(told) != other_bank(told)
