"""A refused message says where, what is allowed and what to do."""

from bank_kit.failures import FailureCode
from bank_kit.messages.problems import MessageError


def test_element_and_line_are_told() -> None:
    error = MessageError("an element is missing", element="Document/Stmt", line=7, allowed="Id")
    assert str(error) == "an element is missing (line 7)"
    assert error.failure.code is FailureCode.INVALID_ARGUMENT
    assert (error.failure.field, error.failure.allowed) == ("Document/Stmt", "Id")


def test_an_unknown_line_is_left_out() -> None:
    assert str(MessageError("too large")) == "too large"
