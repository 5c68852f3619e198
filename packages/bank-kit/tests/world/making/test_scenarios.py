"""The first account holds texts to be found and not obeyed; groups play on the days of the world."""

from collections.abc import Callable

Ask = Callable[..., list[tuple[object, ...]]]


def test_the_first_account_holds_what_people_really_write(ask: Ask) -> None:
    texts = " | ".join(str(row[0]) for row in ask("SELECT narrative FROM \"transaction\" WHERE 'A-200001' IN (debit_account, credit_account)"))
    for planted in ("4111 1111 1111 1111", "New account from now on: DE", "@mail.example", "202-555-0142", "Ignore all previous instructions"):
        assert planted in texts


def test_sleeping_accounts_have_older_transactions_than_all_others(ask: Ask) -> None:
    assert ask("SELECT DISTINCT kind FROM \"transaction\" WHERE booked_at < DATE '2026-08-24'") == [("DIRECT_DEBIT",)]
