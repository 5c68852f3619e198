"""Checksums and shapes that turn a run of characters into a finding, or clear it.

Sources: ISO/IEC 7812-1 (Luhn), the card networks' published issuer ranges, ISO 13616 and SWIFT's IBAN registry, US SSA's numbering rules, ITU-T E.164.
"""

_DIGIT = bytes((byte - 48) % 256 if 48 <= byte <= 57 else 0 for byte in range(256))
_DOUBLED = bytes((0, 2, 4, 6, 8, 1, 3, 5, 7, 9)[byte - 48] if 48 <= byte <= 57 else 0 for byte in range(256))

_LONG = frozenset(range(16, 20))
_MAESTRO = frozenset(range(13, 20))
_ISSUERS: tuple[tuple[int, int, frozenset[int]], ...] = (
    (400000, 499999, frozenset({13, 16, 19})),  # Visa
    (510000, 559999, frozenset({16})),  # Mastercard
    (222100, 272099, frozenset({16})),  # Mastercard
    (340000, 349999, frozenset({15})),  # American Express
    (370000, 379999, frozenset({15})),  # American Express
    (352800, 358999, _LONG),  # JCB
    (300000, 305999, frozenset(range(14, 20))),  # Diners Club
    (309500, 309599, frozenset(range(14, 20))),  # Diners Club
    (360000, 369999, frozenset(range(14, 20))),  # Diners Club
    (380000, 399999, frozenset(range(14, 20))),  # Diners Club
    (601100, 601199, _LONG),  # Discover
    (644000, 659999, _LONG),  # Discover
    (620000, 629999, _LONG),  # UnionPay
    (220000, 220499, _LONG),  # Mir
    (500000, 509999, _MAESTRO),  # Maestro, RuPay, Elo
    (560000, 589999, _MAESTRO),  # Maestro
    (600000, 609999, frozenset({16})),  # RuPay
    (630400, 630499, _MAESTRO),  # Maestro
    (639000, 639099, _MAESTRO),  # Maestro
    (670000, 679999, _MAESTRO),  # Maestro
)

_BY_LENGTH: dict[int, str] = {
    15: "NO",
    16: "BE",
    18: "DK FI FK FO GL NL SD",
    19: "MK SI",
    20: "AT BA EE KZ LT LU MN XK",
    21: "CH HR LI LV",
    22: "BG BH CR DE GB GE IE ME RS VA",
    23: "AE GI IL IQ OM SO TL",
    24: "AD CZ ES MD PK RO SA SE SK TN VG",
    25: "LY PT ST",
    26: "IS TR",
    27: "BI DJ FR GR IT MC MR SM",
    28: "AL AZ BY CY DO GT HN HU LB NI PL SV",
    29: "BR EG PS QA UA",
    30: "JO KW MU YE",
    31: "MT SC",
    32: "LC",
    33: "RU",
}

IBAN_LENGTHS: dict[bytes, int] = {country.encode(): length for length, countries in _BY_LENGTH.items() for country in countries.split()}
"""Length of an IBAN by its country (SWIFT IBAN registry)."""

_EXPANDED = {byte: str(byte - 55) for byte in range(65, 91)}


def luhn(digits: bytes) -> bool:
    """Whether ASCII digits end in the check digit of ISO/IEC 7812-1, Annex B."""
    return (sum(digits[-1::-2].translate(_DIGIT)) + sum(digits[-2::-2].translate(_DOUBLED))) % 10 == 0


def is_pan(digits: bytes) -> bool:
    """Whether ASCII digits are a card number: a published issuer range, its lengths, and the check digit."""
    length = len(digits)
    if not 13 <= length <= 19:
        return False
    issuer = int(digits[:6])
    return any(low <= issuer <= high and length in lengths for low, high, lengths in _ISSUERS) and luhn(digits)


def is_iban(text: bytes) -> bool:
    """Whether upper-case letters and digits are an IBAN: its country's length, check digits 02 to 98, remainder 1 modulo 97."""
    if IBAN_LENGTHS.get(text[:2]) != len(text) or not 2 <= int(text[2:4]) <= 98:
        return False
    turned = (text[4:] + text[:4]).decode("ascii")
    return int(turned.translate(_EXPANDED)) % 97 == 1


def is_ssn(digits: bytes) -> bool:
    """Whether nine ASCII digits can be a social security number: area not 000, 666 or 9xx; group not 00; serial not 0000."""
    area = digits[:3]
    return len(digits) == 9 and area not in {b"000", b"666"} and area < b"900" and digits[3:5] != b"00" and digits[5:] != b"0000"


def is_phone(digits: bytes) -> bool:
    """Whether ASCII digits can be a telephone number: 8 to 15 of them (E.164), more than two different, no country code 0."""
    return 8 <= len(digits) <= 15 and len(set(digits)) > 2 and digits[:1] != b"0"


def is_email(text: bytes) -> bool:
    """Whether a text around one `@` is an address: local part of at most 64 bytes, labels of at most 63, and a last label of letters (RFC 5321)."""
    local, _, domain = text.rpartition(b"@")
    labels = domain.split(b".")
    last = labels[-1]
    shaped = len(labels) > 1 and all(0 < len(label) <= 63 for label in labels) and len(last) >= 2 and not any(48 <= byte <= 57 for byte in last[:2])
    return 0 < len(local) <= 64 and shaped and b".." not in local
