"""Texts of lists and of outsiders are published as untrusted."""

from bank_compliance.desk.screening_results import PartyAnswer
from bank_kit.labels import paths_of


def test_listed_names_and_reasons_are_untrusted() -> None:
    hits = "$.lists[*].hits[*]"
    assert paths_of(PartyAnswer).untrusted == (f"{hits}.listed_name", f"{hits}.matched_name", f"{hits}.features[*].detail")
