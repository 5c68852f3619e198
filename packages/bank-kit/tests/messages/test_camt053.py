"""camt.053 comes back as it went, and only statements that add up go out or come in."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bank_kit.messages.camt053 import read_statements, write_statements
from bank_kit.messages.parties import AccountNumber
from bank_kit.messages.problems import MessageError
from bank_kit.messages.statement import Balance, BankTransactionCode, Entry, EntryStatus, Statement, StatementMessage
from bank_kit.money import Money

_text = some.text("abcXYZ 019/-?:().,'+&<>\"éß漢", min_size=1, max_size=35)
_maybe = some.none() | _text
_code = some.builds(BankTransactionCode, proprietary=_text) | some.just(BankTransactionCode(domain="PMNT", family="RCDT", sub_family="ESCT"))
_entries = some.builds(
    Entry,
    amount=some.builds(Money, amount=some.decimals(-(10**12), 10**12, places=5, allow_nan=False, allow_infinity=False), currency=some.just("EUR")),
    status=some.sampled_from(EntryStatus),
    code=_code,
    reference=_maybe,
    booked_on=some.none() | some.dates(),
    value_on=some.none() | some.dates(),
    end_to_end_id=_maybe,
    debtor=_maybe,
    creditor=_maybe,
    remittance=some.lists(_text, max_size=3).map(tuple),
    text=_maybe,
)


def _adding_up(entries: list[Entry]) -> StatementMessage:
    booked = sum((entry.amount.amount for entry in entries if entry.status is EntryStatus.BOOKED), Decimal(0))
    balances = tuple(
        Balance(code=code, amount=Money(amount=amount, currency="EUR"), on=date(2026, 11, 20)) for code, amount in (("OPBD", Decimal(0)), ("CLBD", booked))
    )
    statement = Statement(statement_id="1", account=AccountNumber(other="1"), balances=balances, entries=tuple(entries))
    return StatementMessage(message_id="1", created_at=datetime(2026, 11, 20, tzinfo=UTC), statements=(statement,))


@settings(max_examples=40)
@given(some.lists(_entries, max_size=6).map(_adding_up))
def test_any_statement_that_adds_up_comes_back_as_it_went(message: StatementMessage) -> None:
    assert read_statements(write_statements(message)) == message


def test_a_statement_with_every_word_comes_back_as_it_went(statements: StatementMessage) -> None:
    assert read_statements(write_statements(statements)) == statements


def test_a_statement_that_does_not_add_up_never_goes_out(statements: StatementMessage, statement: Statement) -> None:
    with pytest.raises(MessageError, match="add up"):
        write_statements(replace(statements, statements=(replace(statement, entries=statement.entries[1:]),)))


def test_a_statement_changed_on_its_way_is_refused(statements: StatementMessage) -> None:
    with pytest.raises(MessageError, match="add up"):
        read_statements(write_statements(statements).replace(b">125.00<", b">124.99<"))


def test_a_side_turned_on_its_way_is_refused(statements: StatementMessage) -> None:
    with pytest.raises(MessageError, match="add up"):
        read_statements(write_statements(statements).replace(b"DBIT", b"CRDT"))


def test_an_unknown_entry_status_is_refused_with_the_list(statements: StatementMessage) -> None:
    with pytest.raises(MessageError) as refused:
        read_statements(write_statements(statements).replace(b"<Cd>PDNG</Cd>", b"<Cd>ODD</Cd>"))
    assert refused.value.failure.allowed == "BOOK, PDNG, INFO, FUTR"
