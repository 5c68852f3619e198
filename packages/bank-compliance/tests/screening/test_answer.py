"""What screening answers."""

from bank_compliance.screening.question import ScreeningMode, Subject
from bank_compliance.screening.screener import Screener


def test_an_answer_without_hits_still_names_mode_method_list_and_threshold(screener: Screener) -> None:
    answer = screener.screen(Subject(name="Nobody Inparticular"), ScreeningMode.EVIDENCE, threshold=65)
    assert (answer.found, answer.hits) == (0, ())
    assert (answer.mode.value, answer.method, answer.threshold, answer.compared) == ("evidence", "evidence/1", 65, 3)
    assert answer.list_version.label == "SMALL 2026-11-01 sha256:000000000000"


def test_the_features_of_a_hit_add_up_to_its_score(screener: Screener) -> None:
    subject = Subject(name="Wasimir Orbelewin", birth_year=1955, countries=("SY",), ids=("X-9999",))
    for mode in ScreeningMode:
        hit = screener.screen(subject, mode, threshold=50).hits[0]
        assert round(sum(feature.points for feature in hit.features), 2) == hit.score
        assert (hit.entry.id, hit.asked_name, hit.listed_name) == ("1", "Wasimir Orbelewin", "ORBELEVIN, Vasimir Ostap")
