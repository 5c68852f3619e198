"""camt.053 comes back as it went, and only statements that add up go out or come in."""

from dataclasses import replace

import pytest

from bank_kit.messages.camt053 import read_statements, write_statements
from bank_kit.messages.problems import MessageError
from bank_kit.messages.statement import Statement, StatementMessage


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
