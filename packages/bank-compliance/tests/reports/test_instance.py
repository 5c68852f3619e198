"""The XBRL instance."""

from datetime import date
from decimal import Decimal

from lxml import etree

from bank_compliance.reports.instance import NAMESPACE, write_instance


def test_every_known_figure_is_a_fact_with_its_unit() -> None:
    figures = {"CET1": Decimal("1E+2"), "LCR": Decimal("1.25"), "Profit": Decimal(1)}
    root = etree.fromstring(write_instance(figures, entity="X&Y", currency="EUR", period_end=date(2026, 11, 20)))
    facts = {etree.QName(each).localname: (each.text, each.get("unitRef")) for each in root if etree.QName(each).namespace == NAMESPACE}
    assert facts == {"CET1": ("100", "money"), "LCR": ("1.25", "pure")}
