"""Masks: less telling versions of personal data that still let a person recognise a record."""

import re
from collections.abc import Callable, Mapping

from bank_kit.identifiers import compact, is_card_number, is_iban
from bank_kit.labels import MaskRule

BAND_YEARS = 10

_IBAN_IN_TEXT = re.compile(r"\b[A-Za-z]{2}[0-9]{2}(?: ?[A-Za-z0-9]{4}){2,7}(?: ?[A-Za-z0-9]{1,3})?\b")
_CARD_IN_TEXT = re.compile(r"(?<![0-9])[0-9](?:[ -]?[0-9]){12,18}(?![0-9])")
_EMAIL_IN_TEXT = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24}")


def initials(name: str) -> str:
    """`John Smith` as `J*** S****`: one star for each letter hidden, four at most."""
    return " ".join(word[0] + "*" * min(len(word) - 1, 4) for word in name.split())


def email(address: str) -> str:
    """`jane@desk.example` as `j***@d***.example`."""
    local, _, domain = address.partition("@")
    return f"{local[:1]}***@{domain[:1]}***.{domain.rpartition('.')[2]}"


def iban(number: str) -> str:
    """Country and check digits, stars, last four."""
    tight = compact(number)
    return f"{tight[:4]}{'*' * (len(tight) - 8)}{tight[-4:]}"


def card_number(number: str) -> str:
    """Six-digit BIN and last four at most (PCI DSS 3.4.1)."""
    tight = compact(number)
    return f"{tight[:6]}{'*' * (len(tight) - 10)}{tight[-4:]}"


def year_band(iso_date: str) -> str:
    """`1984-05-17` as `1980-1989`."""
    start = int(iso_date[:4]) // BAND_YEARS * BAND_YEARS
    return f"{start}-{start + BAND_YEARS - 1}"


def last_two(text: str) -> str:
    """Stars and the last two characters."""
    return "*" * max(len(text) - 2, 4) + text[-2:]


def city(address: str) -> str:
    """What follows the last comma of an address line: the town."""
    return address.rpartition(",")[2].strip()


def free_text(text: str) -> str:
    """The text with each IBAN and card number whose check digits hold, and each e-mail address, masked."""
    text = _IBAN_IN_TEXT.sub(lambda found: iban(found[0]) if is_iban(found[0]) else found[0], text)
    text = _CARD_IN_TEXT.sub(lambda found: card_number(found[0]) if is_card_number(found[0]) else found[0], text)
    return _EMAIL_IN_TEXT.sub(lambda found: email(found[0]), text)


RULES: Mapping[MaskRule, Callable[[str], str]] = {
    MaskRule.NONE: str,
    MaskRule.INITIALS: initials,
    MaskRule.EMAIL: email,
    MaskRule.PHONE: last_two,
    MaskRule.YEAR_BAND: year_band,
    MaskRule.CITY: city,
    MaskRule.LAST_TWO: last_two,
    MaskRule.HIDDEN: lambda _: "***",
    MaskRule.FREE_TEXT: free_text,
}
