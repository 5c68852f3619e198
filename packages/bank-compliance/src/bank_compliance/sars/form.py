"""The report as an XML draft in the shape of FinCEN's SARX batch, and our own business rules on it.

The element names follow the public user guide as far as it was read; FinCEN's schema is not shipped and was not run. Codes of activity types are
left to the filer. Never filed: transmitter and control numbers stay empty.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from xml.sax.saxutils import escape, quoteattr

from bank_compliance.sars.clock import FilingRules

LABEL = "draft, not filed, not validated against FinCEN's schema"
_NAMESPACE = "www.fincen.gov/base"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_LEGAL, _ALSO = "L", "AKA"
_SUBJECT, _INSTITUTION = "33", "30"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A subject: our customer id, the legal name as the filer gave it, other names."""

    customer_id: str
    legal_name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What goes into the draft; `dollars` is None when the amount in US dollars is not known."""

    institution: str
    subjects: tuple[Named, ...]
    first_day: date
    last_day: date
    dollars: Decimal | None
    narrative: str
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that does not hold, and where."""

    rule: str
    where: str


def draft_xml(report: Report, rules: FilingRules) -> str:
    """The draft, UTF-8; texts without control characters and outer spaces, a SeqNum of its own on every element that carries one."""
    numbers = _Numbers()
    parties = [
        _party(numbers, _INSTITUTION, (report.institution, ()), None),
        *(_party(numbers, _SUBJECT, (one.legal_name, one.aliases), one.customer_id) for one in report.subjects),
    ]
    pieces = _pieces(clean(report.narrative), rules)
    told = [
        f"<ActivityNarrativeInformation {numbers.next()}><ActivityNarrativeSequenceNumber>{place}</ActivityNarrativeSequenceNumber>"
        f"<ActivityNarrativeText>{escape(piece)}</ActivityNarrativeText></ActivityNarrativeInformation>"
        for place, piece in enumerate(pieces, start=1)
    ]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f"<!-- {LABEL.replace('--', '-')} -->",
            f"<EFilingBatchXML xmlns={quoteattr(_NAMESPACE)}>",
            "<FormTypeCode>SARX</FormTypeCode>",
            f"<Activity {numbers.next()}>",
            f"<ActivityAssociation {numbers.next()}><InitialReportIndicator>Y</InitialReportIndicator></ActivityAssociation>",
            *parties,
            f"<SuspiciousActivity {numbers.next()}>",
            *_amount(report.dollars),
            f"<SuspiciousActivityFromDateText>{report.first_day:%Y%m%d}</SuspiciousActivityFromDateText>",
            f"<SuspiciousActivityToDateText>{report.last_day:%Y%m%d}</SuspiciousActivityToDateText>",
            "</SuspiciousActivity>",
            *told,
            "</Activity>",
            "</EFilingBatchXML>",
        ]
    )


def findings(report: Report, rules: FilingRules) -> tuple[Finding, ...]:
    """Every business rule of ours that does not hold: what the filer must still see to."""
    return tuple(_broken(report, rules))


def clean(text: str) -> str:
    """Without control characters and outer spaces."""
    return _CONTROL.sub(" ", text).strip()


def whole_dollars(amount: Decimal) -> int:
    """Rounded half up, as amounts stand in the form."""
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _broken(report: Report, rules: FilingRules) -> Iterator[Finding]:
    for place, subject in enumerate(report.subjects):
        if not clean(subject.legal_name):
            yield Finding("a subject has exactly one legal name", f"subjects.{place}")
        if len(subject.aliases) > rules.aliases:
            yield Finding(f"a subject has at most {rules.aliases} other names", f"subjects.{place}")
        if any(text != clean(text) for text in (subject.legal_name, *subject.aliases)):
            yield Finding("no leading or trailing space, no control character", f"subjects.{place}")
    if report.narrative != clean(report.narrative):
        yield Finding("no leading or trailing space, no control character", "narrative")
    if not report.narrative:
        yield Finding("a narrative is there", "narrative")
    if len(report.narrative) > rules.narrative_characters * rules.narrative_elements:
        yield Finding(f"at most {rules.narrative_elements} narrative elements of {rules.narrative_characters} characters", "narrative")
    if report.last_day < report.first_day:
        yield Finding("the activity ends after it begins", "dates")
    if report.dollars is None:
        yield Finding("an amount in US dollars, or the indicator that none is known", "amount")
    elif report.dollars < rules.threshold:
        yield Finding(f"below {rules.threshold} US dollars a report is voluntary", "amount")


def _amount(dollars: Decimal | None) -> list[str]:
    if dollars is None:
        return ["<AmountUnknownIndicator>Y</AmountUnknownIndicator>"]
    return [f"<TotalSuspiciousAmountText>{whole_dollars(dollars)}</TotalSuspiciousAmountText>"]


def _party(numbers: "_Numbers", code: str, names: tuple[str, tuple[str, ...]], reference: str | None) -> str:
    legal, also = names
    opened = f"<Party {numbers.next()}><ActivityPartyTypeCode>{code}</ActivityPartyTypeCode>"
    told = [(_LEGAL, legal), *((_ALSO, name) for name in also)]
    named = "".join(
        f"<PartyName {numbers.next()}><PartyNameTypeCode>{kind}</PartyNameTypeCode><RawPartyFullName>{escape(clean(name))}</RawPartyFullName></PartyName>"
        for kind, name in told
        if clean(name)
    )
    noted = f"<!-- customer {escape(reference)} -->" if reference else ""
    return f"{opened}{noted}{named}</Party>"


def _pieces(text: str, rules: FilingRules) -> list[str]:
    size = rules.narrative_characters
    return [text[start : start + size].strip() for start in range(0, min(len(text), size * rules.narrative_elements), size)]


class _Numbers:
    """SeqNum attributes: unique in a file."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> str:
        self._last += 1
        return f'SeqNum="{self._last}"'
