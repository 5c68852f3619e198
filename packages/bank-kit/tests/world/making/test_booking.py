"""Books balance by construction, and no account runs dry."""

from collections.abc import Callable

Ask = Callable[..., list[tuple[object, ...]]]


def test_both_accounts_of_a_journal_exist_differ_and_share_its_currency(ask: Ask) -> None:
    found = ask(
        """
        SELECT count(*), count(*) FILTER (d.currency = t.currency AND c.currency = t.currency AND d.id <> c.id AND t.amount > 0)
        FROM "transaction" t JOIN account d ON d.id = t.debit_account JOIN account c ON c.id = t.credit_account
        """
    )
    assert found == [(10_000, 10_000)]


def test_no_customer_account_ever_falls_below_what_is_blocked(ask: Ask) -> None:
    found = ask(
        """
        WITH leg AS (
            SELECT id, debit_account AS account, -amount AS amount FROM "transaction" UNION ALL SELECT id, credit_account, amount FROM "transaction"
        ), running AS (
            SELECT a.opening + sum(l.amount) OVER (PARTITION BY account ORDER BY l.id) AS balance, a.blocked
            FROM leg l JOIN account a ON a.id = account WHERE a.iban IS NOT NULL
        ) SELECT count(*) FROM running WHERE balance < blocked
        """
    )
    assert found == [(0,)]


def test_bookings_are_numbered_in_order_of_time(ask: Ask) -> None:
    assert ask('SELECT count(*) FROM (SELECT booked_at < lag(booked_at) OVER (ORDER BY id) AS back FROM "transaction") WHERE back') == [(0,)]


def test_a_counterparty_stands_for_the_world_outside_only(ask: Ask) -> None:
    outside = "debit_account LIKE 'GL-%' OR credit_account LIKE 'GL-%'"
    assert ask(f'SELECT count(*) FROM "transaction" WHERE ({outside}) <> (counterparty IS NOT NULL)') == [(0,)]


def test_value_dates_are_weekdays(ask: Ask) -> None:
    assert ask('SELECT count(*) FROM "transaction" WHERE isodow(value_date) > 5 OR value_date < booked_at::DATE') == [(0,)]
