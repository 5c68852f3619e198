"""Check digits of the identifiers a bank uses: IBAN (ISO 13616), LEI (ISO 17442), ISIN (ISO 6166), card numbers (ISO 7812)."""

import re

_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_CARD_DIGITS = range(13, 20)


def compact(text: str) -> str:
    """Without spaces and hyphens, in capitals."""
    return text.replace(" ", "").replace("-", "").upper()


def iban(country: str, account: str) -> str:
    """The IBAN of a domestic account number (bank code included), check digits computed (mod 97-10)."""
    return f"{country}{_mod_97_check(account + country)}{account}"


def is_iban(text: str) -> bool:
    """Whether the text, spaces aside, has the shape of an IBAN and the right check digits; country lengths are not looked up."""
    candidate = compact(text)
    return _IBAN.fullmatch(candidate) is not None and _mod_97(candidate[4:] + candidate[:4]) == 1


def lei(prefix: str) -> str:
    """An LEI from its first 18 characters."""
    return prefix + _mod_97_check(prefix)


def luhn_digit(number: str) -> str:
    """The digit that makes `number` pass Luhn when appended."""
    total = sum(_doubled(int(digit)) if index % 2 == 0 else int(digit) for index, digit in enumerate(reversed(number)))
    return str(-total % 10)


def is_card_number(text: str) -> bool:
    """Whether the text, spaces and hyphens aside, is 13 to 19 digits that pass Luhn."""
    number = compact(text)
    return number.isascii() and number.isdigit() and len(number) in _CARD_DIGITS and luhn_digit(number[:-1]) == number[-1]


def isin(country: str, code: str) -> str:
    """An ISIN from its country prefix and nine characters; letters count as two digits (A = 10) before Luhn."""
    head = country + code
    return head + luhn_digit("".join(str(int(character, 36)) for character in head))


def _doubled(digit: int) -> int:
    return digit * 2 - 9 if digit > 4 else digit * 2


def _mod_97(text: str) -> int:
    return int("".join(str(int(character, 36)) for character in text)) % 97


def _mod_97_check(text: str) -> str:
    return f"{98 - _mod_97(text + '00'):02d}"
