"""Listed names in free text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bank_compliance.screening.evidence import compared_name
from bank_compliance.screening.free_text import screen_text, text_score
from bank_compliance.screening.screener import Screener
from bank_kit.failures import ToolFailureError

_WORDS = "northern amber shipping llc abu tarkhaz khorsea vasimir orbelevin ostap and for"


def _found(screener: Screener, *lines: str) -> list[str]:
    return [hit.entry.id for hit in screen_text(screener, lines, threshold=80).hits]


@pytest.mark.parametrize(
    "text",
    [
        "Invoice 17 for Northern Amber Shipping LLC per contract",
        "c/o Wasimir Ostap Orbelewin, second floor",
        "gift for ABU TARKHAZ and family",
        "charter of MV Khorsea in May",
        "Оплата за Васимир Остап Орбелевин",
    ],
)
def test_a_listed_name_is_found_where_its_words_stand_together(screener: Screener, text: str) -> None:
    assert len(_found(screener, text)) == 1


def test_a_name_broken_over_two_lines_is_found(screener: Screener) -> None:
    assert _found(screener, "payment to Northern", "Amber Shipping LLC thanks") == ["2"]


@pytest.mark.parametrize("text", ["", "Ref 607570", "northern lights and amber beads, shipping included", "khorsean delicacies", "Vasimir and Ostap", "!!!"])
def test_words_that_stand_apart_or_are_others_are_no_hit(screener: Screener, text: str) -> None:
    assert _found(screener, text) == []


def test_a_name_far_down_in_a_long_text_is_found(screener: Screener) -> None:
    assert _found(screener, *["lorem ipsum dolor sit amet consectetur"] * 25, "Abu Tarkhaz", "lorem ipsum") == ["1"]


def test_a_text_without_end_is_refused(screener: Screener) -> None:
    for lines in (["x" * 1_001], ["a b c d e f g"] * 100):
        with pytest.raises(ToolFailureError, match="too long"):
            screen_text(screener, lines, threshold=80)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from(_WORDS.split()), max_size=20))
def test_no_listed_name_is_lost_by_the_index(words: list[str], screener: Screener) -> None:
    part = compared_name(" ".join(words))
    names = [(entry.id, name) for entry in screener.sanctions.entries for name in entry.names]
    wanted = {entry for entry, name in names if text_score(part, compared_name(name), least=60)[0] >= 60}
    assert {hit.entry.id for hit in screen_text(screener, [" ".join(words)], threshold=60).hits} == wanted


def test_a_run_that_cannot_reach_the_threshold_is_left_out_and_no_other() -> None:
    part, listed = compared_name("paid to northern ambre shipping for may"), compared_name("NORTHERN AMBER SHIPPING LLC")
    anyhow, _ = text_score(part, listed, least=1)
    assert text_score(part, listed, least=anyhow)[0] == anyhow > 60
    assert text_score(part, listed, least=anyhow + 1)[0] == 0


@pytest.mark.parametrize("threshold", [59, 101, float("nan")])
def test_a_threshold_that_is_none_is_refused(screener: Screener, threshold: float) -> None:
    with pytest.raises(ToolFailureError, match="threshold"):
        screen_text(screener, ["Abu Tarkhaz"], threshold=threshold)
