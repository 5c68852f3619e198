"""Scopes are those the platform's tokens can carry."""

from bank_customer.masking.clearance import UNMASK
from bank_customer.scopes import APPROVE, READ, WRITE


def test_the_scopes_are_four_and_of_this_server() -> None:
    assert {READ, WRITE, APPROVE, UNMASK} == {f"customer.{word}" for word in ("read", "write", "approve", "unmask")}
