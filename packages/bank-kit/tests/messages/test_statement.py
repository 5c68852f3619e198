"""Balances: opening and entries make the closing, booked and value-dated."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bank_kit.messages.parties import AccountNumber
from bank_kit.messages.problems import MessageError
from bank_kit.messages.statement import Balance, BankTransactionCode, Entry, EntryStatus, Statement, check_balances, closing, opening, value_dated
from bank_kit.money import Money

_DAY = date(2026, 11, 20)
_cents = some.integers(-(10**12), 10**12).map(lambda cents: Decimal(cents) / 100)


def _statement(first: Decimal, amounts: list[Decimal], last: Decimal) -> Statement:
    def euro(amount: Decimal) -> Money:
        return Money(amount=amount, currency="EUR")

    code = BankTransactionCode(proprietary="NTRF")
    return Statement(
        statement_id="1",
        account=AccountNumber(other="1"),
        balances=(Balance(code="OPBD", amount=euro(first), on=_DAY), Balance(code="CLBD", amount=euro(last), on=_DAY)),
        entries=tuple(Entry(amount=euro(amount), status=EntryStatus.BOOKED, code=code) for amount in amounts),
    )


@given(_cents, some.lists(_cents, max_size=20), some.integers(1, 1000))
def test_only_the_exact_sum_is_taken(first: Decimal, amounts: list[Decimal], off: int) -> None:
    last = first + sum(amounts, Decimal(0))
    check_balances(_statement(first, amounts, last))
    with pytest.raises(MessageError, match="add up"):
        check_balances(_statement(first, amounts, last + Decimal(off) / 100))


def test_pending_entries_do_not_count(statement: Statement) -> None:
    check_balances(statement)
    assert sum(entry.amount.amount for entry in statement.entries) != closing(statement).amount.amount - opening(statement).amount.amount


def test_the_value_dated_balance_waits_for_the_value_date(statement: Statement) -> None:
    assert value_dated(statement, date(2026, 11, 20)) == Decimal("-149.50")
    assert value_dated(statement, date(2026, 11, 23)) == Decimal("-24.50")


def test_the_closing_of_the_day_before_opens_too(statement: Statement) -> None:
    before = tuple(replace(balance, code="PRCD") if balance.code == "OPBD" else balance for balance in statement.balances)
    check_balances(replace(statement, balances=before))


@pytest.mark.parametrize("code", ["OPBD", "CLBD"])
def test_a_booked_balance_is_told_once(statement: Statement, code: str) -> None:
    with pytest.raises(MessageError, match="missing"):
        check_balances(replace(statement, balances=tuple(balance for balance in statement.balances if balance.code != code)))
    with pytest.raises(MessageError, match="has 2"):
        check_balances(replace(statement, balances=statement.balances * 2))


def test_currencies_are_never_mixed(statement: Statement) -> None:
    dollars = replace(statement.balances[2], amount=Money(amount=Decimal(1), currency="USD"))
    with pytest.raises(MessageError, match="currencies"):
        check_balances(replace(statement, balances=(*statement.balances, dollars)))
