"""Names as they may be told in records, logs and pages: what a caller calls a thing is its own text, and an address may hold an account number."""

from functools import lru_cache
from typing import Final

from strongroom.protection.classes import Action, DataClass
from strongroom.protection.inspection import inspection_for
from strongroom.protection.window import masked_text

_HIDDEN: Final = tuple((kind, Action.ALLOW if kind is DataClass.PHONE else Action.MASK) for kind in DataClass)
"""Telephone numbers have no check digit, and names of things are full of numbers that look like them."""


@lru_cache(maxsize=4096)
def told(name: str) -> str:
    """`name` with every card, account and social security number, e-mail address and secret in it masked."""
    return masked_text(name, inspection_for(_HIDDEN))
