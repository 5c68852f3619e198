"""Names of countries."""

import csv
from importlib import resources

import pytest

from bank_compliance.lists.countries import country_code, country_name


@pytest.mark.parametrize(("name", "code"), [("Iran", "IR"), ("Korea, North", "KP"), (" united  KINGDOM ", "GB"), ("de", "DE"), ("Atlantis", None), ("", None)])
def test_a_country_is_known_by_the_names_lists_use(name: str, code: str | None) -> None:
    assert country_code(name) == code


def test_every_code_has_one_row_and_reads_back() -> None:
    rows = list(csv.reader(resources.files("bank_compliance.lists").joinpath("countries.csv").read_text(encoding="utf-8").splitlines()))
    codes = [row[0] for row in rows]
    assert codes == sorted(set(codes))
    assert all(country_code(country_name(code)) == code for code in codes)
