"""Facts in the remarks of an entry: births, nationalities, documents. Whatever is not understood is left alone, for people to read.

Forms seen in the official files: `DOB 05 Oct 1955; POB Somewhere, Country; nationality Country; Passport A123 (Country); alt. DOB 1957`.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from bank_compliance.lists.countries import country_code
from bank_compliance.lists.entry import BirthSpan

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MOMENT = re.compile(r"(?:(?P<day>\d{1,2}) )?(?:(?P<month>[A-Za-z]{3}) )?(?P<year>\d{4})")
_BIRTH = re.compile(r"(?:alt\. )?DOB (?P<circa>circa )?(?P<when>.{4,40})")
_PLACE = re.compile(r"(?:alt\. )?(?P<what>nationality|citizen|POB|Flag) (?P<where>.{2,120})")
_DOCUMENT = re.compile(
    r"(?:alt\. )?(?:Passport|National ID No\.|Tax ID No\.|Identification Number|Registration ID|Registration Number|Company Number"
    r"|Vessel Registration Identification IMO|SWIFT/BIC|Legal Entity Number|MMSI|Aircraft Tail Number) (?P<number>[A-Za-z0-9./-]{4,40})"
    r"(?: \((?P<country>[^()]{2,60})\))?"
)
_CIRCA = 2
"""Years to either side that `circa` is taken to mean."""


def _parts(remarks: str) -> Iterator[str]:
    return (part.strip().rstrip(".") for part in remarks.split(";"))


def births(remarks: str) -> tuple[BirthSpan, ...]:
    """Every date of birth that can be read: a day, a month, a year, a range of them, or about a year."""
    found = (_BIRTH.fullmatch(part) for part in _parts(remarks))
    spans = (_span(match["when"], 0 if match["circa"] is None else _CIRCA) for match in found if match)
    return tuple(dict.fromkeys(span for span in spans if span is not None))


def _span(text: str, circa: int) -> BirthSpan | None:
    ends = [_moment(end) for end in text.split(" to ")]
    known = [end for end in ends if end is not None]
    if len(known) != len(ends) or len(known) > 2:
        return None
    first, last = known[0].first, known[-1].last
    if first > last:
        return None
    return BirthSpan(date(max(first.year - circa, 1), 1, 1), date(last.year + circa, 12, 31)) if circa else BirthSpan(first, last)


def _moment(text: str) -> BirthSpan | None:
    match = _MOMENT.fullmatch(text.strip())
    if match is None or not 1800 <= int(match["year"]) <= 2100:
        return None
    year = int(match["year"])
    if match["month"] is None:
        return None if match["day"] else BirthSpan(date(year, 1, 1), date(year, 12, 31))
    if match["month"].capitalize() not in MONTHS:
        return None
    month = MONTHS.index(match["month"].capitalize()) + 1
    days = monthrange(year, month)[1]
    if match["day"] is None:
        return BirthSpan(date(year, month, 1), date(year, month, days))
    day = int(match["day"])
    return BirthSpan(date(year, month, day), date(year, month, day)) if 1 <= day <= days else None


def countries(remarks: str) -> tuple[str, ...]:
    """ISO 3166 alpha-2 of nationalities, citizenships, flags, places of birth (their last part) and issuers of documents."""
    named: list[str] = []
    for part in _parts(remarks):
        place, document = _PLACE.fullmatch(part), _DOCUMENT.match(part)
        if place:
            named.append(place["where"].rsplit(",", 1)[-1] if place["what"] == "POB" else place["where"])
        if document and document["country"]:
            named.append(document["country"])
    codes = (country_code(name) for name in named)
    return tuple(sorted({code for code in codes if code}))


def documents(remarks: str) -> tuple[str, ...]:
    """Numbers of documents and registrations, capitals without separators."""
    found = (_DOCUMENT.match(part) for part in _parts(remarks))
    return tuple(dict.fromkeys(plain_number(match["number"]) for match in found if match))


def plain_number(number: str) -> str:
    """Letters and digits of an identifier in capitals, so that separators never hide one."""
    return "".join(letter for letter in number.upper() if letter.isalnum())
