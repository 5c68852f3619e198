"""What each mode is measured at."""

from bank_compliance.screening.quality import published_pairs, quality, score_pair, speed
from bank_compliance.screening.question import ScreeningMode


def test_the_emulation_keeps_its_promise_on_the_published_pairs() -> None:
    """At least nine in ten of 164 published scores within five points; the reference reached 95.7 % and 1.49 points."""
    found = quality(ScreeningMode.OFAC, threshold=85)
    assert (found.pairs, found.scored, found.method) == (170, 164, "ofac-emulation/1")
    assert found.within >= 0.95
    assert found.mean_error <= 1.5
    assert found.exact >= 74


def test_hits_misses_and_extras_cover_what_either_found() -> None:
    theirs = sum(pair.published is not None and pair.published >= 85 for pair in published_pairs())
    for mode, threshold in ((ScreeningMode.OFAC, 85), (ScreeningMode.EVIDENCE, 65)):
        found = quality(mode, threshold=threshold)
        assert found.hits + found.misses == theirs
        ours = sum(score_pair(mode, pair.asked, pair.listed) >= threshold for pair in published_pairs())
        assert found.hits + found.extra == ours
        assert found.scores_per_second > 0


def test_the_evidence_mode_finds_another_script_and_a_closed_up_name_that_the_publisher_s_search_does_not() -> None:
    assert score_pair(ScreeningMode.EVIDENCE, "Владимир Путин", "PUTIN, Vladimir") == 100
    assert score_pair(ScreeningMode.EVIDENCE, "ALQAEDA", "AL QAEDA") == 95
    assert score_pair(ScreeningMode.OFAC, "Владимир Путин", "PUTIN, Vladimir") == 0


def test_speed_is_told_for_the_list_and_subjects_it_was_measured_on() -> None:
    found = speed(ScreeningMode.EVIDENCE, threshold=65, entries=200, subjects=20)
    assert (found.entries, found.subjects) == (200, 20)
    assert found.names > 200
    assert found.hits > 0
    assert found.scores_per_second > 0
