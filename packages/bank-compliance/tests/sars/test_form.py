"""The XML draft and our business rules on it."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bank_compliance.rulebooks import rulebook
from bank_compliance.sars.clock import FilingRules
from bank_compliance.sars.form import LABEL, Named, Report, clean, draft_xml, findings, whole_dollars

RULES = FilingRules.of(rulebook("US", date(2026, 11, 20)))
SPACE = "{www.fincen.gov/base}"
REPORT = Report(
    institution="A Bank, NA",
    subjects=(Named(customer_id="C-100001", legal_name="Smith & Daughters <Ltd>", aliases=("S&D",)),),
    first_day=date(2026, 9, 1),
    last_day=date(2026, 9, 4),
    dollars=Decimal("26500.50"),
    narrative="WHO: them.",
    accounts=("A-200001",),
)


def test_the_draft_is_well_formed_and_says_that_it_is_one() -> None:
    text = draft_xml(REPORT, RULES)
    root = etree.fromstring(text.encode())
    assert LABEL in text
    assert root.find(f".//{SPACE}TotalSuspiciousAmountText").text == "26501"
    assert [each.text for each in root.iter(f"{SPACE}RawPartyFullName")] == ["A Bank, NA", "Smith & Daughters <Ltd>", "S&D"]
    assert root.find(f".//{SPACE}SuspiciousActivityFromDateText").text == "20260901"


def test_every_sequence_number_is_there_once() -> None:
    numbers = re.findall(r'SeqNum="(\d+)"', draft_xml(REPORT, RULES))
    assert len(set(numbers)) == len(numbers) > 5


def test_a_long_narrative_is_cut_into_elements_of_the_allowed_length() -> None:
    root = etree.fromstring(draft_xml(replace(REPORT, narrative="word " * 2000), RULES).encode())
    pieces = [each.text for each in root.iter(f"{SPACE}ActivityNarrativeText")]
    assert len(pieces) == 3
    assert all(len(piece) <= RULES.narrative_characters for piece in pieces)


def test_an_unknown_amount_is_said_to_be_unknown() -> None:
    assert "<AmountUnknownIndicator>Y</AmountUnknownIndicator>" in draft_xml(replace(REPORT, dollars=None), RULES)


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        (replace(REPORT, subjects=(Named(customer_id="C-100001", legal_name=" "),)), "subjects.0"),
        (replace(REPORT, subjects=(Named(customer_id="C-100001", legal_name="X", aliases=("y",) * 100),)), "subjects.0"),
        (replace(REPORT, narrative=""), "narrative"),
        (replace(REPORT, narrative=" begins with a space"), "narrative"),
        (replace(REPORT, narrative="x" * 20_001), "narrative"),
        (replace(REPORT, last_day=date(2026, 8, 1)), "dates"),
        (replace(REPORT, dollars=None), "amount"),
        (replace(REPORT, dollars=Decimal(4999)), "amount"),
    ],
)
def test_each_rule_of_ours_is_told_when_it_breaks(changed: Report, where: str) -> None:
    assert where in {one.where for one in findings(changed, RULES)}


def test_a_report_that_keeps_the_rules_has_no_findings() -> None:
    assert findings(REPORT, RULES) == ()


@given(st.text(max_size=300))
def test_no_text_breaks_the_draft(text: str) -> None:
    named = Named(customer_id="C-100001", legal_name=text)
    etree.fromstring(draft_xml(replace(REPORT, narrative=text, subjects=(named,)), RULES).encode())
    assert clean(clean(text)) == clean(text)


def test_halves_of_a_dollar_round_up() -> None:
    assert (whole_dollars(Decimal("0.5")), whole_dollars(Decimal("1.49"))) == (1, 1)
