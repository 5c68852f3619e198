"""A report put together: the same input gives the same bytes."""

from datetime import date
from decimal import Decimal

import pytest

from bank_compliance.reports.concepts import Template
from bank_compliance.reports.making import Body, Subject, manifest, outcome, reconcile, write_files

SUBJECT = Subject(report_id="RPT-1", template=Template.AML_MI, entity="999900KESTREL0000114", period_end=date(2026, 11, 20), currency="EUR")


def test_the_same_report_has_the_same_bytes_pdf_included() -> None:
    body = Body(header=("topic", "value"), rows=[("=cmd|' /C calc'!A0", "1")], figures={})
    first, second = write_files(SUBJECT, body)[0], write_files(SUBJECT, body)[0]
    assert manifest(first) == manifest(second)
    assert "'=cmd" in next(file.content for file in first if file.name.endswith(".csv"))


@pytest.mark.parametrize(("source", "told"), [({}, "no_source"), ({"CET1": Decimal("100.01")}, "reconciled"), ({"CET1": Decimal("100.02")}, "breaks")])
def test_what_was_held_against_nothing_is_never_reconciled(source: dict[str, Decimal], told: str) -> None:
    assert outcome(reconcile({"CET1": Decimal(100)}, source, Decimal("0.01"), "books")) == told
