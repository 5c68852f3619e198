"""Scopes are those the offer asks for, and no other."""

from bank_compliance.scopes import APPROVE, READ, SAR, WRITE
from bank_kit.offer import Offer


def test_every_scope_is_used(offer: Offer) -> None:
    assert set(offer.scopes()) == {READ, WRITE, APPROVE, SAR}
