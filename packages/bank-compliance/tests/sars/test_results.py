"""Narrative and XML are untrusted text of the class SAR."""

from bank_compliance.sars.results import SarPage
from bank_kit.labels import paths_of


def test_every_part_of_the_narrative_is_untrusted() -> None:
    labels = paths_of(SarPage)
    assert labels.data_classes["$.reports"] == "SAR"
    for part in ("who", "what", "when", "where", "why", "how"):
        assert f"$.reports[*].narrative.{part}" in labels.untrusted
