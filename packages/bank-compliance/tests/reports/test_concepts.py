"""Concepts, taxonomy and templates agree."""

import pytest
from lxml import etree

from bank_compliance.reports.concepts import Kind, Template, concepts, rows
from bank_compliance.reports.instance import taxonomy


def test_the_taxonomy_names_the_same_concepts_with_the_same_types() -> None:
    schema = etree.fromstring(taxonomy())
    found = {each.get("name"): each.get("type") for each in schema.iter("{http://www.w3.org/2001/XMLSchema}element")}
    types = {Kind.AMOUNT: "xbrli:monetaryItemType", Kind.RATIO: "xbrli:pureItemType"}
    assert found == {one.name: types[one.kind] for one in concepts().values()}
    assert len(found) >= 30


def test_km1_has_the_twenty_rows_of_dis20() -> None:
    assert [row for row, _ in rows(Template.KM1)] == [str(row) for row in range(1, 21)]


@pytest.mark.parametrize("template", Template)
def test_rows_are_numbered_once(template: Template) -> None:
    numbers = [row for row, _ in rows(template)]
    assert len(set(numbers)) == len(numbers)
    assert bool(numbers) is (template is not Template.AML_MI)
