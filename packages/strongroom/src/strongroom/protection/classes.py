"""The words of this room: classes of data, actions on them, styles of masks, and what a finding is."""

from dataclasses import dataclass, field
from enum import StrEnum, auto


class DataClass(StrEnum):
    """What inspection can recognise. The order is the order of precedence where two findings overlap."""

    SECRET = auto()
    """Private keys, cloud and service keys, JSON Web Tokens, bearer tokens, passwords beside their name."""
    IBAN = auto()
    """ISO 13616 account numbers: country, length and mod 97."""
    PAN = auto()
    """ISO/IEC 7812 card numbers: issuer range, length and Luhn."""
    SSN = auto()
    """US social security numbers: area, group and serial rules."""
    EMAIL = auto()
    PHONE = auto()
    """E.164, North American layout, or digits beside a word that means telephone."""


class Action(StrEnum):
    """What happens to a finding."""

    ALLOW = "allow"
    MASK = "mask"
    DROP = "drop"
    DENY = "deny"


class ArgumentAction(StrEnum):
    """What can happen to a finding in arguments: rewriting them would make the call another one than its caller made."""

    ALLOW = "allow"
    DENY = "deny"


class Style(StrEnum):
    """How a value is masked; see masks.py for what each leaves visible."""

    LAST4 = "last4"
    PAN = "pan"
    IBAN = "iban"
    EMAIL = "email"
    YEAR = "year"
    FULL = "full"


STYLES = {
    DataClass.SECRET: Style.FULL,
    DataClass.IBAN: Style.IBAN,
    DataClass.PAN: Style.PAN,
    DataClass.SSN: Style.LAST4,
    DataClass.EMAIL: Style.EMAIL,
    DataClass.PHONE: Style.LAST4,
}
"""The style in which inspection masks what it finds."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One value found in a text, as byte offsets; `value` is the value without separators and is never printed."""

    start: int
    end: int
    kind: DataClass
    value: bytes = field(repr=False)
