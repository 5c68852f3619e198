"""Finds values of every data class in one decoded text: expressions propose, checksums decide.

Knows no JSON: texts come from shadow.py (decoded) and window.py (plain). Offsets are bytes of the UTF-8 text.
"""

from bisect import bisect_right

from strongroom.protection.checks import IBAN_LENGTHS, is_email, is_iban, is_pan, is_phone, is_ssn
from strongroom.protection.classes import DataClass, Finding
from strongroom.protection.patterns import Pattern
from strongroom.protection.rules import COUNTRIES, CREDENTIAL, DASH, JOINT, SPACE

CONTEXT_BYTES = 40
"""How far to the left of a number a word may stand that says what the number is."""

_DIGITS = b"0123456789"
_FIRST_DIGITS = b"23456"
_FIGURES = b"0123456789 -."
_NOT_DIGIT = bytes(byte for byte in range(256) if byte not in _DIGITS)
_RUN = Pattern(rf"[0-9](?:(?:{JOINT}{{1,2}}|\.)?[0-9]){{12,}}")
_GROUP = Pattern("[0-9]+")
_CANONICAL = frozenset({(4, 4, 4, 4), (4, 6, 5), (4, 6, 4), (4, 4, 4, 4, 3), (4, 4, 5), (4, 4, 4, 1)})
_IBAN = Pattern(rf"(?i:{COUNTRIES})[0-9]{{2}}(?:[.{SPACE}{DASH}]{{0,2}}[A-Za-z0-9]){{11,30}}")
_SSN = Pattern(rf"[0-8][0-9]{{2}}(?:[.{SPACE}{DASH}][0-9]{{2}}[.{SPACE}{DASH}]|[0-9]{{2}})[0-9]{{4}}")
_SSN_WORD = Pattern("(?i:ssn|social.{0,3}sec|tax.?id)")
_EMAIL = Pattern(r"[\pL0-9._%+'\-]+@[\pL0-9\-]+(?:\.[\pL0-9\-]+)+")
_PHONE_PLUS = Pattern(rf"\+[1-9](?:[.()/{SPACE}{DASH}]{{0,3}}[0-9]){{7,14}}")
_PHONE_NANP = Pattern(rf"(?:\([2-9][0-9]{{2}}\)[{SPACE}]?|[2-9][0-9]{{2}}[.{SPACE}{DASH}])[2-9][0-9]{{2}}[.{SPACE}{DASH}][0-9]{{4}}")
_PHONE_ANY = Pattern(rf"[(0-9](?:[.()/{SPACE}{DASH}]{{0,3}}[0-9]){{7,14}}")
_PHONE_WORD = Pattern(r"(?i:phone|mobile|\bcell|\bfax|\btel|telephone)")
_ALPHANUMERIC = frozenset(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_HEX_RUN = Pattern(r"[0-9A-Fa-f\-]{32,}")

_PEM_BEGIN = Pattern(r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----")
PEM_END = Pattern(r"-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----")
_PEM_BODY = Pattern(r"(?:[A-Za-z0-9+/=\s:,\-]|\\[nr])*")
_TOKENS = Pattern(
    r"((?:AKIA|ASIA|AIDA|AROA|ABIA|ACCA)[A-Z2-7]{16}|eyJ[A-Za-z0-9_\-]{8,}\.eyJ[A-Za-z0-9_\-]{8,}(?:\.[A-Za-z0-9_\-]*)?|gh[pousr]_[A-Za-z0-9]{30,}"
    r"|github_pat_[A-Za-z0-9_]{22,}|glpat-[A-Za-z0-9_\-]{20,}|npm_[A-Za-z0-9]{36}|xox[abeoprs]-[A-Za-z0-9\-]{10,}|xapp-[0-9]-[A-Za-z0-9\-]{10,}"
    r"|AIza[0-9A-Za-z_\-]{35}|ya29\.[0-9A-Za-z_\-]{20,}|(?:[sr]k|whsec|rk)_(?:live|test)_[0-9A-Za-z]{16,}|sk-[A-Za-z0-9_\-]{20,}"
    r"|SG\.[A-Za-z0-9_\-]{16,}\.[A-Za-z0-9_\-]{16,})"
)
_BESIDE_NAME = (
    Pattern(r"(?i:bearer)\s+([A-Za-z0-9._~+/\-]{16,}=*)"),
    Pattern(r"(?i:authorization)[\s:=\"']{1,6}(?i:basic)\s+([A-Za-z0-9+/\-]{8,}=*)"),
    Pattern(rf"{CREDENTIAL}[\s\"']{{0,4}}[:=][\s\"']{{0,4}}([^\s\"',;&<>]{{6,512}})"),
    Pattern(r"[a-z]://[^/\s:@\"]{0,64}:([^/\s@\"]{3,128})@"),
)
_CREDENTIAL_KEY = Pattern(rf"{CREDENTIAL}$")

_SPAN = tuple[int, int]


def find(text: bytes, context: bytes = b"") -> tuple[Finding, ...]:
    """Every finding in `text`, from left to right, without overlap; where two overlap, the order of DataClass decides.

    `context` is what stands before the text and may name it: the member's key in JSON, the words before it in prose.
    """
    found: list[Finding] = []
    taken = bytearray(len(text))
    for kind, finder in _NUMBERS if not text.translate(None, _FIGURES) else _FINDERS:
        for start, end in finder(text, context):
            if start < end and taken.find(1, start, end) < 0:
                taken[start:end] = b"\x01" * (end - start)
                found.append(Finding(start, end, kind, _bare(text[start:end], kind)))
    found.sort(key=lambda one: one.start)
    return tuple(found)


def digits_of(text: bytes) -> bytes:
    """The ASCII digits of `text`, in order."""
    return text.translate(None, _NOT_DIGIT)


def _bare(text: bytes, kind: DataClass) -> bytes:
    if kind is DataClass.IBAN:
        return bytes(byte for byte in text if byte in _ALPHANUMERIC).upper()
    return text if kind in {DataClass.SECRET, DataClass.EMAIL} else digits_of(text)


def _secrets(text: bytes, context: bytes) -> list[_SPAN]:
    spans = _keys(text)
    spans += _TOKENS.groups(text)
    for pattern in _BESIDE_NAME:
        spans += [(start, end) for start, end in pattern.groups(text) if _looks_random(text[start:end])]
    named = _CREDENTIAL_KEY.first(context) is not None
    if named and 6 <= len(text) <= 4096 and not any(byte in b" \t\n" for byte in text) and _looks_random(text):
        spans.append((0, len(text)))
    return spans


def _keys(text: bytes) -> list[_SPAN]:
    """Private keys from BEGIN to END; one without an end reaches as far as it looks like a key."""
    begins = _PEM_BEGIN.spans(text)
    ends = [end for _, end in PEM_END.spans(text)] if begins else []
    spans: list[_SPAN] = []
    for begin, opened in begins:
        if spans and begin < spans[-1][1]:
            continue
        at = bisect_right(ends, opened)
        body = _PEM_BODY.first(text, opened)
        reach = body[1] if body is not None and body[0] == opened else opened
        spans.append((begin, ends[at] if at < len(ends) else reach))
    return spans


def _looks_random(value: bytes) -> bool:
    """A credential, not a word: eight characters or more of at least two kinds, and no mask."""
    kinds = any(48 <= byte <= 57 for byte in value) + any(97 <= byte <= 122 for byte in value) + any(65 <= byte <= 90 for byte in value)
    return len(value) >= 8 and kinds >= 2 and b"***" not in value


def _ibans(text: bytes, _: bytes) -> list[_SPAN]:
    spans: list[_SPAN] = []
    at = 0
    while (match := _IBAN.first(text, at)) is not None:
        start = match[0]
        end = _iban_end(text, start)
        if end:
            spans.append((start, end))
        at = end or start + 2
    return spans


def _iban_end(text: bytes, start: int) -> int:
    """Where the IBAN that begins at `start` ends, or 0 if none does."""
    before = text[max(0, start - 4) : start]
    if before and before[-1] in _ALPHANUMERIC and before.upper() != b"IBAN":
        return 0
    wanted = IBAN_LENGTHS[text[start : start + 2].upper()]
    bare = bytearray()
    end = start
    while end < len(text) and len(bare) < wanted and end - start < 4 * wanted:
        if text[end] in _ALPHANUMERIC:
            bare.append(text[end])
        end += 1
    followed = end < len(text) and text[end] in _DIGITS
    return end if not followed and is_iban(bytes(bare).upper()) else 0


def _pans(text: bytes, _: bytes) -> list[_SPAN]:
    hashes: list[_SPAN] | None = None
    spans: list[_SPAN] = []
    for start, end in _RUN.spans(text):
        found = _pans_in_run(text, start, end)
        if found and hashes is None:
            hashes = [span for span in _HEX_RUN.spans(text) if any(byte in b"abcdefABCDEF" for byte in text[span[0] : span[1]])]
        spans += [span for span in found if not any(first <= span[0] and span[1] <= last for first, last in hashes or ())]
    return spans


def _pans_in_run(text: bytes, start: int, end: int) -> list[_SPAN]:
    groups = [(start + first, start + last) for first, last in _GROUP.spans(text[start:end])]
    spans: list[_SPAN] = []
    at = 0
    while at < len(groups):
        reach = _window(text, groups, at)
        if reach:
            spans.append((groups[at][0], groups[reach - 1][1]))
        at = reach or at + 1
    return spans


def _window(text: bytes, groups: list[_SPAN], first: int) -> int:
    """The group after the card number that begins at group `first`, or 0 if none begins there."""
    sizes: list[int] = []
    best = 0
    if text[groups[first][0]] not in _FIRST_DIGITS:
        return 0
    for at in range(first, len(groups)):
        sizes.append(groups[at][1] - groups[at][0])
        total = sum(sizes)
        if total > 19:
            break
        if total >= 13 and _regular(text, groups, (first, at + 1), tuple(sizes)) and is_pan(digits_of(text[groups[first][0] : groups[at][1]])):
            best = at + 1
    return best


def _regular(text: bytes, groups: list[_SPAN], window: tuple[int, int], sizes: tuple[int, ...]) -> bool:
    """Whether digits are grouped as people group card numbers, so that columns of figures and decimal fractions are none."""
    first, last = window
    if len(sizes) == 1:
        return first == 0 or text[groups[first][0] - 1] != 0x2E
    dotted = [text[groups[at][1]] == 0x2E for at in range(first, last - 1)]
    if any(dotted) and (not all(dotted) or len(dotted) < 2):
        return False
    if sizes in _CANONICAL or all(size % 4 == 0 for size in sizes[:-1]):
        return True
    return window == (0, len(groups)) and len(set(sizes[:-1])) == 1 and sizes[-1] <= sizes[0]


def _ssns(text: bytes, context: bytes) -> list[_SPAN]:
    spans: list[_SPAN] = []
    for start, end in _SSN.spans(text):
        beside = (start > 0 and text[start - 1] in _ALPHANUMERIC) or (end < len(text) and text[end] in _ALPHANUMERIC)
        plain = end - start == 9
        named = not plain or _SSN_WORD.first(context + b" " + text[max(0, start - CONTEXT_BYTES) : start]) is not None
        if not beside and named and is_ssn(digits_of(text[start:end])):
            spans.append((start, end))
    return spans


def _emails(text: bytes, _: bytes) -> list[_SPAN]:
    spans: list[_SPAN] = []
    for start, end in _EMAIL.spans(text) if b"@" in text else ():
        trimmed = len(text[start:end].rstrip(b".-"))
        if is_email(text[start : start + trimmed]):
            spans.append((start, start + trimmed))
    return spans


def _phones(text: bytes, context: bytes) -> list[_SPAN]:
    spans = [(start, end) for start, end in _PHONE_PLUS.spans(text) if is_phone(digits_of(text[start:end])) and not _decimal(text, start, end)]
    for start, end in _PHONE_NANP.spans(text):
        if not ((start > 0 and text[start - 1] in _ALPHANUMERIC) or (end < len(text) and text[end] in _DIGITS)):
            spans.append((start, end))
    for start, end in _PHONE_ANY.spans(text):
        if (end >= len(text) or text[end] not in _DIGITS) and 8 <= len(digits_of(text[start:end])) <= 15:
            before = context + b" " + text[max(0, start - CONTEXT_BYTES) : start]
            if _PHONE_WORD.first(before) is not None:
                spans.append((start, end))
    return spans


def _decimal(text: bytes, start: int, end: int) -> bool:
    """Whether a signed figure such as +1500000.25 was taken for a telephone number."""
    whole, dot, cents = text[start + 1 : end].partition(b".")
    return bool(dot) and len(cents) <= 2 and whole.isdigit()


_FINDERS = (
    (DataClass.SECRET, _secrets),
    (DataClass.IBAN, _ibans),
    (DataClass.PAN, _pans),
    (DataClass.SSN, _ssns),
    (DataClass.EMAIL, _emails),
    (DataClass.PHONE, _phones),
)
_NUMBERS = tuple(finder for finder in _FINDERS if finder[0] in {DataClass.PAN, DataClass.SSN, DataClass.PHONE})
"""What a text of digits and their usual separators alone can be."""
