"""What comes every month comes every month."""

from collections.abc import Callable

Ask = Callable[..., list[tuple[object, ...]]]


def test_rent_is_the_same_each_month_to_the_same_landlord(ask: Ask) -> None:
    found = ask(
        """
        SELECT count(DISTINCT amount), count(DISTINCT counterparty) FROM "transaction"
        WHERE kind = 'RENT' AND counterparty IS NOT NULL GROUP BY debit_account HAVING count(*) = 3
        """
    )
    assert len(found) > 100
    assert set(found) == {(1, 1)}


def test_savings_go_to_the_account_next_door(ask: Ask) -> None:
    assert ask(
        "SELECT count(*) FROM \"transaction\" WHERE kind = 'STANDING_ORDER' AND right(credit_account, 6)::INTEGER <> right(debit_account, 6)::INTEGER + 1"
    ) == [(0,)]


def test_nothing_is_booked_before_an_account_is_open_or_on_one_that_is_not(ask: Ask) -> None:
    assert ask(
        """
        SELECT count(*) FROM "transaction" t JOIN account a ON a.id IN (t.debit_account, t.credit_account)
        WHERE t.booked_at::DATE < a.opened_on OR a.status <> 'OPEN'
        """
    ) == [(0,)]
