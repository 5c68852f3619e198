"""What the gate looks for in raw bytes, per class of data, and the disguises that call for a closer look.

A rule here only opens the gate: it may be too broad, it must not be too narrow. find.py and checks.py decide.
Bytes are JSON as it came: escapes are still escaped, and a text inside a string has its quotes escaped.
"""

from functools import lru_cache

from strongroom.protection.checks import IBAN_LENGTHS
from strongroom.protection.classes import DataClass
from strongroom.protection.patterns import Gate, Pattern

SPACE = r" \x{A0}\x{1680}\x{2000}-\x{200A}\x{202F}\x{205F}\x{3000}"
DASH = r"\-\x{2010}-\x{2015}\x{2212}\x{FE58}\x{FE63}\x{FF0D}"
JOINT = f"[{SPACE}{DASH}]"
"""What people put between the groups of a number."""

COUNTRIES = "|".join(sorted(code.decode() for code in IBAN_LENGTHS))

CREDENTIAL = (
    r"(?i:passw(?:or)?d|passphrase|secret|api.?key|access.?key|account.?key|private.?key|(?:auth|access|refresh|session|id).?token|credential)[A-Za-z_\-]{0,16}"
)
"""Names under which people keep what nobody else may know."""

_EXOTIC = (
    r"\x{B2}\x{B3}\x{B9}\x{660}-\x{669}\x{6F0}-\x{6F9}\x{7C0}-\x{7C9}\x{966}-\x{96F}\x{9E6}-\x{9EF}\x{A66}-\x{A6F}\x{AE6}-\x{AEF}\x{B66}-\x{B6F}"
    r"\x{BE6}-\x{BEF}\x{C66}-\x{C6F}\x{CE6}-\x{CEF}\x{D66}-\x{D6F}\x{E50}-\x{E59}\x{ED0}-\x{ED9}\x{F20}-\x{F29}\x{1040}-\x{1049}\x{17E0}-\x{17E9}"
    r"\x{1810}-\x{1819}\x{2070}-\x{209C}\x{2460}-\x{24FF}\x{2776}-\x{2793}\x{FE6B}\x{FF01}-\x{FF5E}\x{1D400}-\x{1D7FF}"
)
_PLAIN_ESCAPES = r"00(?:2[0bde]|3[0-9]|4[0-9a-f]|5[0-9a]|6[1-9a-f]|7[0-9a]|a0|ad|b[239])"
_FAR_DIGITS = r"0(?:66|6f|7c|e5|ed|f2)[0-9]|0(?:9[6e]|a[6e]|b[6e]|c[6e]|d6)[6-9a-f]|104[0-9]|17e[0-9]|181[0-9]"
_FAR_ESCAPES = rf"{_FAR_DIGITS}|20[0-9][0-9a-f]|2212|24[6-9a-f][0-9a-f]|3000|fe[0-9a-f]{2}|ff[0-5][0-9a-f]|d835"
_DIGIT_QUAD = "[MNOIL][DTjzCSiy][AEIMQUYcgk04][w-z0-5gtu]"

Rule = tuple[str, bytes]

RULES: dict[DataClass, tuple[Rule, ...]] = {
    DataClass.PAN: (
        (rf"(?:^|[^0-9.]|[^0-9]\.)[2-6](?:{JOINT}{{0,2}}[0-9]){{12,18}}", b"4111 1111 1111 1111"),
        (r"[2-6][0-9]{0,5}\.[0-9]{1,6}\.[0-9.]{7,}", b"4111.1111.1111.1111"),
        (r"[2-6]\.[0-9]{12,18}[eE]\+?1[2-8]", b"4.111111111111111e15"),
    ),
    DataClass.IBAN: (
        (rf"(?:{COUNTRIES})[0-9]{{2}}(?:[.{SPACE}{DASH}]{{0,2}}[A-Z0-9]){{11,30}}", b"GB82 WEST 1234 5698 7654 32"),
        (rf"(?i:{COUNTRIES})[0-9]{{2}}{JOINT}?(?:[A-Za-z]{{4}})?(?:{JOINT}{{0,2}}[0-9]){{8,}}", b"de89 3704 0044 0532 0130 00"),
    ),
    DataClass.SSN: (
        (rf"(?:^|[^0-9])[0-8][0-9]{{2}}[.{SPACE}{DASH}][0-9]{{2}}[.{SPACE}{DASH}][0-9]{{4}}(?:[^0-9]|$)", b"536-90-4399"),
        (r"(?i:ssn|social.{0,3}sec|tax.?id)[^0-9]{0,24}[0-8][0-9]{8}", b"ssn 536904399"),
    ),
    DataClass.EMAIL: ((r"[\pL0-9._%+'\-]@[\pL0-9\-]+\.[\pL0-9]", b"jane.doe@example.com"),),
    DataClass.PHONE: (
        (rf"\+[1-9](?:[.()/{SPACE}{DASH}]{{0,3}}[0-9]){{7,14}}", b"+49 30 901820"),
        (rf"[2-9][0-9]{{2}}\)?[.{SPACE}{DASH}]{{1,2}}[2-9][0-9]{{2}}[.{SPACE}{DASH}][0-9]{{4}}", b"(415) 555-2671"),
        (r"(?i:phone|mobile|cell|fax|tel)[^0-9]{0,24}[0-9](?:[^0-9A-Za-z]{0,3}[0-9]){7,14}", b"phone: 030 901820"),
    ),
    DataClass.SECRET: (
        (r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY", b"-----BEGIN PRIVATE KEY-----"),
        (r"(?:AKIA|ASIA|AIDA|AROA|ABIA|ACCA)[A-Z2-7]{16}", b"AKIAIOSFODNN7EXAMPLE"),
        (r"eyJ[A-Za-z0-9_\-]{8,}\.eyJ[A-Za-z0-9_\-]{8,}", b"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2ln"),
        (r"gh[pousr]_[A-Za-z0-9]{30}|github_pat_[A-Za-z0-9_]{22}|glpat-[A-Za-z0-9_\-]{20}|npm_[A-Za-z0-9]{36}", b"ghp_" + b"a1B2" * 9),
        (r"xox[abeoprs]-[A-Za-z0-9\-]{10}|xapp-[0-9]-[A-Za-z0-9\-]{10}", b"xoxb-1234567890-abcdef"),
        (r"AIza[0-9A-Za-z_\-]{35}|ya29\.[0-9A-Za-z_\-]{20}", b"AIza" + b"a1B2c" * 7),
        (r"(?:[sr]k|whsec|rk)_(?:live|test)_[0-9A-Za-z]{16}|sk-[A-Za-z0-9_\-]{20}|SG\.[A-Za-z0-9_\-]{16,}\.", b"sk_live_" + b"a1B2" * 5),
        (r"(?i:bearer|basic)(?:\s|\\u0020|%20)+[A-Za-z0-9._~+/\-\\]{16,}", b"Bearer abcdefgh12345678"),
        (rf"{CREDENTIAL}[\s\\\"']{{0,8}}[:=][\s\\\"']{{0,8}}[^\s\\\"']{{6}}", b"password=hunter2hunter2"),
        (r"[a-z]://[^/\s:@\"]{0,64}:[^/\s@\"]{3,}@", b"https://user:passw0rd@example.com"),
        (r"LS0tLS1CRUdJTi|0tLS0tQkVHSU4g|tLS0tLUJFR0lOI|QUtJQ[A-Za-z0-9+/_\-]{20}", b"LS0tLS1CRUdJTi"),
    ),
}

DISGUISES: tuple[Rule, ...] = (
    (rf"\\u(?i:{_PLAIN_ESCAPES})", rb"\u0034"),
    (rf"[0-9A-Za-z@.]\\u(?i:{_FAR_ESCAPES})(?:[0-9A-Za-z@.]|\\u)", rb"4\u200b1"),
    (rf"\\u(?i:ff[0-5][0-9a-f]|{_FAR_DIGITS}|24[6-9a-f][0-9a-f]|20[78][0-9a-f]|d835)[^\"]{{0,4}}\\u", rb"\uff14\uff11"),
    (rf"[{_EXOTIC}][^\"]{{0,4}}[{_EXOTIC}0-9@]|[0-9@][{_EXOTIC}]", "\uff14\uff11".encode()),
    (r"[0-9A-Za-z@.+\-]\p{Cf}+[0-9A-Za-z@.]|[0-9][\p{Cf}\p{Mn}]+[0-9]", "4\u200b1".encode()),
    (r"%3[0-9]|%40|[0-9A-Z]%(?:20|2[DdEe]|[Cc]2%[Aa]0)[0-9A-Z]", b"%34%31"),
    (rf"(?:{_DIGIT_QUAD}){{3}}", b"NDExMTExMTExMTExMTExMQ=="),
)
"""Digits and letters in other clothes: JSON escapes, other scripts and widths, invisible characters, percent-encoding, base64."""


@lru_cache(maxsize=64)
def gate_for(kinds: frozenset[DataClass]) -> tuple[Gate, tuple[Pattern, ...]]:
    """The gate that sees the classes `kinds` and every disguise, and the same rules one by one, to say where."""
    rules = tuple(rule for kind in DataClass if kind in kinds for rule in RULES[kind]) + DISGUISES
    return Gate(rules), tuple(Pattern(expression) for expression, _ in rules)
