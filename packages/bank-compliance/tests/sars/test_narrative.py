"""What evidence can tell, and how complete a narrative is."""

from collections.abc import Callable

from bank_compliance.cases.results import CaseRecord
from bank_compliance.sars.narrative import Part, completeness, tell


def test_what_people_wrote_stands_before_what_evidence_shows(open_case: Callable[..., CaseRecord]) -> None:
    narrative = tell(open_case(), {Part.WHO: "the owner of a shop"})
    assert narrative.parts[Part.WHO] == "the owner of a shop"
    assert narrative.drafted == {Part.WHAT, Part.WHEN, Part.WHERE}
    assert narrative.missing == (Part.WHY, Part.HOW)
    assert narrative.text.startswith("WHO: the owner of a shop\n\nWHAT: ")


def test_completeness_is_a_share_rounded_down(open_case: Callable[..., CaseRecord]) -> None:
    narrative = tell(open_case(), {})
    assert completeness(narrative, {"amount": None}) == 57
    full = tell(open_case(2), {Part.WHY: "because", Part.HOW: "so"})
    assert completeness(full, {"amount": "1"}) == 100
