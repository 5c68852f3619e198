"""Free text as it may be kept and shown: card numbers, IBANs, e-mail addresses, dates of birth and tax numbers masked.

Rather too much than too little: any whole date up to `LAST_BIRTH_YEAR` counts as one of birth, any number of 8 to 14 digits as a tax number.
"""

import re

from bank_kit.masks import free_text, last_two

LAST_BIRTH_YEAR = 2015
"""Business of this bank is younger, and its customers are older."""

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DATE = re.compile(
    r"(?<![\w-])(?:"
    r"(?P<first>(?:18|19|20)\d\d)[-/. ]?(?:0?[1-9]|1[0-2])[-/. ]?(?:0?[1-9]|[12]\d|3[01])"
    rf"|(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?[-/. ]{{1,2}}(?:0?[1-9]|1[0-2]|{_MONTH})[-/., ]{{1,2}}(?P<last>(?:18|19|20)\d\d)"
    rf"|(?:0?[1-9]|1[0-2]|{_MONTH})[-/. ]{{1,2}}(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?[-/., ]{{1,2}}(?P<end>(?:18|19|20)\d\d)"
    r"|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?P<tight>(?:19|20)\d\d)"
    r")(?![\w-])",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w-])(?:[A-Z]{1,4})?\d(?:[ ./-]?\d){7,13}(?!\w)")
_RECENT = re.compile(r"(?:\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4})")


def shown(text: str) -> str:
    """The text with everything masked that must not be read by those who are not cleared."""
    text = _DATE.sub(_born, free_text(text))
    return _NUMBER.sub(lambda found: found[0] if _RECENT.fullmatch(found[0]) else last_two(found[0]), text)


def _born(found: re.Match[str]) -> str:
    year = next(part for part in found.groups() if part is not None)
    return f"[{year[:3]}0s]" if int(year) <= LAST_BIRTH_YEAR else found[0]
