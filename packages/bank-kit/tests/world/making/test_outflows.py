"""Balances follow what was booked, and less stable money flows out faster."""

from collections.abc import Callable

Bank = Callable[[str], list[tuple[object, ...]]]


def test_a_balance_is_the_opening_with_everything_booked(bank: Bank) -> None:
    assert bank("SELECT number, balance::INTEGER FROM draft_balance WHERE number <= 200003 ORDER BY number") == [
        (200001, 7500),
        (200002, 12500),
        (200003, 10400),
    ]


def test_every_company_has_outflows_below_all_its_deposits_and_promises(bank: Bank) -> None:
    for amount, most in bank(
        "SELECT o.amount, (SELECT sum(balance) FROM draft_balance b WHERE b.legal_entity = o.legal_entity)"
        " + coalesce((SELECT sum(undrawn) FROM loan l WHERE l.legal_entity = o.legal_entity), 0) FROM draft_outflow o"
    ):
        assert 0 < float(str(amount)) < float(str(most))
    assert bank("SELECT count(*) FROM draft_outflow") == [(3,)]
