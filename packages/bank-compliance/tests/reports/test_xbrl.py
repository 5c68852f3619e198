"""Arelle, in a process of its own, offline."""

from datetime import date
from decimal import Decimal

import pytest

from bank_compliance.reports.instance import taxonomy, write_instance
from bank_compliance.reports.xbrl import validate

INSTANCE = write_instance({"CET1": Decimal("1.50"), "LCR": Decimal("1.25")}, entity="999900KESTREL0000114", currency="EUR", period_end=date(2026, 11, 20))

pytestmark = pytest.mark.slow


def test_our_instances_are_valid() -> None:
    found = validate(INSTANCE, taxonomy())
    assert (found.done, found.valid, found.messages) == (True, True, ())


@pytest.mark.parametrize(("old", "new"), [(b"1.50", b"much"), (b'unitRef="money"', b'unitRef="pure"'), (b"m:LCR", b"m:Profit"), (b"</xbrli:xbrl>", b"")])
def test_a_wrong_type_a_wrong_unit_an_unknown_concept_and_broken_xml_are_found(old: bytes, new: bytes) -> None:
    found = validate(INSTANCE.replace(old, new), taxonomy())
    assert found.done
    assert not found.valid
    assert found.messages
