"""The pass over free text before anybody reads it: what has the form of personal data and passes its check is masked, and so is what is known of the subject.

Cards by Luhn, IBANs by mod 97-10, tax numbers by the checks of their countries (stdnum), mail addresses and phone numbers by form, dates that may be a birth.
Text is brought to one form first (NFKC, no invisible characters), so that another way to write a digit hides nothing. Rather too much is masked.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from stdnum.at import tin as at_tin
from stdnum.ch import ssn as ch_ahv
from stdnum.de import idnr as de_idnr
from stdnum.eu import vat
from stdnum.gb import utr as gb_utr
from stdnum.nl import bsn as nl_bsn

from bank_customer.masking.classes import RULES, FieldClass
from bank_kit.identifiers import compact, is_card_number, is_iban

LONGEST = 8_000
"""Characters of one text; the rest is cut off, and said so."""
NOT_A_BIRTH_YEARS = 10
"""A full date nearer than this is business, not a birth, unless it is the subject's own."""
HIDDEN = "***"

_MONTHS = {name: number for number, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1)} | {
    "mai": 5, "okt": 10, "dez": 12, "mär": 3, "mrt": 3, "mei": 5,
}  # fmt: skip
_GAP = r"[\s.\-/_,:|]"
_PIECES = re.compile(
    r"(?P<mail>[\w.%+\-]{1,64}\s?@\s?[\w.\-]{1,190}\.[A-Za-z]{2,24})"
    r"|(?P<written>\b\d{1,2}(?:st|nd|rd|th)?\.?\s{0,2}(?:of\s)?(?P<m1>[A-Za-zä]{3,12})\.?,?\s{1,2}(?P<y1>(?:19|20)\d{2})\b"
    r"|\b(?P<m2>[A-Za-zä]{3,12})\.?\s{1,2}\d{1,2}(?:st|nd|rd|th)?,?\s{1,2}(?P<y2>(?:19|20)\d{2})\b)"
    rf"|(?P<lettered>(?<![A-Za-z0-9])[A-Za-z]{{2}}{_GAP}?\d{{2}}(?:{_GAP}?[A-Za-z0-9]){{6,32}})"
    rf"|(?P<digits>(?<!\d)\+?\(?\d(?:(?:{_GAP}|[()]){{0,3}}\d){{5,40}}(?!\d))"
)
_DATE = re.compile(
    r"(?P<y>\d{4})[\s.\-/_](?P<m>\d{1,2})[\s.\-/_](?P<d>\d{1,2})(?!\d)|(?P<d2>\d{1,2})[\s.\-/_](?P<m2>\d{1,2})[\s.\-/_](?P<y2>\d{4}|\d{2})(?!\d)"
)
_TAX_CHECKS = (de_idnr, at_tin, nl_bsn, ch_ahv, gb_utr)
_SHORT_NUMBER, _CARD_FEWEST, _CARD_MOST, _IBAN_FEWEST, _IBAN_MOST = 7, 13, 19, 15, 34
_CENTURY = 100


def cleaned(text: str, *, known: Mapping[FieldClass, str], today: date) -> str:
    """The text as it may be shown; `known` are the subject's own details, which are masked in whatever form they stand."""
    one_form = "".join(character for character in unicodedata.normalize("NFKC", text[:LONGEST]) if unicodedata.category(character) != "Cf")
    shown = _without_known(one_form, known)
    return _without_forms(shown, today) + (" [cut]" if len(text) > LONGEST else "")


def _without_known(text: str, known: Mapping[FieldClass, str]) -> str:
    for field, value in known.items():
        if field is FieldClass.NAME:
            for word in (word for word in value.split() if len(word) > 1):
                text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", lambda found: RULES[FieldClass.NAME].apply(found[0]), text, flags=re.IGNORECASE)
        elif field is FieldClass.BIRTH_DATE:
            text = _without_birth(text, date.fromisoformat(value))
        else:
            spread = r"[\s.\-/_]{0,3}".join(re.escape(character) for character in value if not character.isspace())
            text = re.sub(spread, lambda _: HIDDEN, text, flags=re.IGNORECASE) if spread else text
    return text


def _without_birth(text: str, born: date) -> str:
    year, month, day = f"{born.year}", rf"0?{born.month}", rf"0?{born.day}"
    orders = ((year, month, day), (day, month, year), (month, day, year), (day, month, year[2:]), (month, day, year[2:]))
    for order in orders:
        text = re.sub(rf"(?<!\d){r'[^0-9A-Za-z]{1,3}'.join(order)}(?!\d)", HIDDEN, text)
    return re.sub(rf"(?<!\d)(?:{born:%Y%m%d}|{born:%d%m%Y})(?!\d)", HIDDEN, text)


def _without_forms(text: str, today: date) -> str:
    shown: list[str] = []
    at = 0
    while found := _PIECES.search(text, at):
        masked, used = _masked(found, today)
        shown += [text[at : found.start()], masked]
        at = found.start() + used
    return "".join((*shown, text[at:]))


def _masked(found: re.Match[str], today: date) -> tuple[str, int]:
    """What stands for the piece, and how much of it that is; what follows is looked at again."""
    piece = found[0]
    match found.lastgroup:
        case "mail":
            return RULES[FieldClass.EMAIL].apply(piece.replace(" ", "")), len(piece)
        case "written":
            month, year = found["m1"] or found["m2"], found["y1"] or found["y2"]
            birth = month[:3].lower() in _MONTHS and _may_be_birth(int(year), today)
            return (_band(int(year)) if birth else piece), len(piece)
        case "lettered":
            return _lettered(piece)
        case _:
            return _digits(piece, today)


def _lettered(piece: str) -> tuple[str, int]:
    tight = _tight(piece)
    for length in range(min(len(tight), _IBAN_MOST), _IBAN_FEWEST - 1, -1):
        if is_iban(tight[:length]):
            return RULES[FieldClass.IBAN].apply(tight[:length]), _ends(piece, length)
    first = re.split(r"[\s,:|]", piece, maxsplit=1)[0]
    for part in (first, piece):
        if vat.is_valid(_tight(part)):
            return HIDDEN, len(part)
    # Two letters before a number were a word: what follows them may be a number or a date of its own.
    return piece[:2], 2


def _ends(piece: str, length: int) -> int:
    places = [place for place, character in enumerate(piece) if character.isascii() and character.isalnum()]
    return places[length - 1] + 1


def _digits(piece: str, today: date) -> tuple[str, int]:
    dated = _DATE.match(piece)
    number = re.sub(r"\D", "", piece)
    if dated is None or dated.end() < len(piece):
        if is_card_number(number):
            return RULES[FieldClass.CARD].apply(number), len(piece)
        if _hides_card(number) or any(check.is_valid(number) for check in _TAX_CHECKS):
            return HIDDEN, len(piece)
    if dated is not None:
        year = _year(dated["y"] or dated["y2"], today)
        return (_band(year) if _may_be_birth(year, today) else dated[0]), dated.end()
    return (RULES[FieldClass.PHONE].apply(number) if len(number) >= _SHORT_NUMBER else piece), len(piece)


def _hides_card(number: str) -> bool:
    starts = range(len(number) - _CARD_FEWEST + 1)
    return any(
        is_card_number(number[start : start + length]) for start in starts for length in range(_CARD_FEWEST, _CARD_MOST + 1) if start + length <= len(number)
    )


def _year(text: str, today: date) -> int:
    year = int(text)
    if year >= _CENTURY:
        return year
    return year + (today.year // _CENTURY * _CENTURY if year <= today.year % _CENTURY else (today.year // _CENTURY - 1) * _CENTURY)


def _may_be_birth(year: int, today: date) -> bool:
    return year <= today.year - NOT_A_BIRTH_YEARS


def _band(year: int) -> str:
    return RULES[FieldClass.BIRTH_DATE].apply(f"{year:04d}-01-01")


def _tight(piece: str) -> str:
    return compact(re.sub(r"[^A-Za-z0-9]", "", piece))
