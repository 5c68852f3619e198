"""Everyday traffic fills the bank up to its promised size."""

from collections.abc import Callable

Ask = Callable[..., list[tuple[object, ...]]]


def test_there_are_as_many_transactions_as_promised(ask: Ask) -> None:
    assert ask("SELECT count(*), max(booked_at) < DATE '2026-11-21' FROM \"transaction\"") == [(10_000, True)]


def test_every_kind_occurs(ask: Ask) -> None:
    assert ask('SELECT count(DISTINCT kind) FROM "transaction"') == [(15,)]


def test_what_was_rejected_comes_back_an_hour_later(ask: Ask) -> None:
    found = ask(
        """
        SELECT back.booked_at - out.booked_at FROM "transaction" out JOIN "transaction" back
        ON back.debit_account = out.credit_account AND back.credit_account = out.debit_account AND back.amount = out.amount
        WHERE out.credit_account LIKE 'GL-SUSPENSE%'
        """
    )
    assert len(found) > 2
    assert {str(row[0]) for row in found} == {"1:00:00"}
    assert ask("SELECT count(*) FROM \"transaction\" WHERE credit_account LIKE 'GL-SUSPENSE%'") == [(len(found),)]
