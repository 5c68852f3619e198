"""The door of screening: the index against the whole scan, and hostile names."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bank_compliance.lists.entry import SanctionsList
from bank_compliance.lists.folder import load_shipped
from bank_compliance.screening.crowd import crowd_list, crowd_subjects
from bank_compliance.screening.question import ScreeningMode, Subject
from bank_compliance.screening.screener import MOST_HITS, Screener
from bank_kit.failures import ToolFailureError

MODES = pytest.mark.parametrize("mode", list(ScreeningMode))


@MODES
@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 10_000), threshold=st.sampled_from([50, 55, 65, 70, 85, 97, 100]))
def test_the_index_finds_every_hit_of_the_whole_scan_with_the_same_score(mode: ScreeningMode, seed: int, threshold: float) -> None:
    sanctions = crowd_list(60, seed=seed)
    screener = Screener(sanctions)
    subjects = crowd_subjects(12, sanctions, seed=seed)
    found = list(screener.screen_many(subjects, mode, threshold=threshold))
    assert found == [screener.scan(subject, mode, threshold=threshold) for subject in subjects]


@MODES
def test_many_and_one_by_one_are_the_same(mode: ScreeningMode, crowd: SanctionsList) -> None:
    subjects = crowd_subjects(100, crowd)
    many = list(Screener(crowd).screen_many(subjects, mode, threshold=65))
    fresh = Screener(crowd)
    assert many == [fresh.screen(subject, mode, threshold=65) for subject in subjects]
    assert any(answer.hits for answer in many)


HOSTILE = (
    "Z", "12345", "bin al de la", "V\u0430simir Orb\u0435levin", "\u202enivelebrO rimisaV", "Orbe\u200blevin Vasimir", "A" * 350, "a-" * 31 + "a",
    "(" * 175 + "x" * 175, "\ufdfa" * 5, "😀 Orbelevin", "O" + "\u0301" * 300, "'; DROP TABLE entry; --", "{{7*7}} ${jndi} %s%n", "王小明", "محمد علي",
)  # fmt: skip


@MODES
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_answered_like_any_other(mode: ScreeningMode, name: str, screener: Screener) -> None:
    subject = Subject(name=name)
    assert screener.screen(subject, mode, threshold=50) == screener.scan(subject, mode, threshold=50)


@pytest.mark.parametrize("name", ["V\u0430simir Orb\u0435levin", "Orbe\u200blevin Vasimir", "\u041erbelevin V\u0430s\u0456m\u0456r", "Васимир Орбелевин"])
def test_disguised_letters_hide_nobody_from_the_evidence_mode(name: str, screener: Screener) -> None:
    assert screener.screen(Subject(name=name), ScreeningMode.EVIDENCE, threshold=90).found == 1


@settings(max_examples=40, deadline=None)
@given(name=st.text(min_size=1, max_size=400))
def test_any_text_is_answered_or_refused_by_type(name: str) -> None:
    screener = Screener(crowd_list(5))
    with suppress(ToolFailureError):
        subject = Subject(name=name)
        for mode in ScreeningMode:
            assert screener.screen(subject, mode, threshold=50) == screener.scan(subject, mode, threshold=50)


def test_aliases_of_both_sides_count_and_the_best_pair_is_told(screener: Screener) -> None:
    (hit,) = screener.screen(Subject(name="Somebody Else", aliases=("Tarkhaz, Abu",)), ScreeningMode.EVIDENCE, threshold=90).hits
    assert (hit.asked_name, hit.listed_name) == ("Tarkhaz, Abu", "Abu Tarkhaz")


def test_an_identifier_alone_is_a_hit_in_the_evidence_mode(screener: Screener) -> None:
    (hit,) = screener.screen(Subject(name="Quite Another", ids=("qz 123456",)), ScreeningMode.EVIDENCE, threshold=97).hits
    assert (hit.entry.id, hit.score) == ("1", 97)


def test_hits_beyond_the_limit_are_counted_and_the_best_are_shown() -> None:
    screener = Screener(load_shipped())
    answer = screener.screen(Subject(name="Vasimir"), ScreeningMode.OFAC, threshold=80, limit=3)
    assert answer.found > len(answer.hits) == 3
    everything = screener.screen(Subject(name="Vasimir"), ScreeningMode.OFAC, threshold=80)
    assert answer.hits == everything.hits[:3]
    assert [hit.score for hit in everything.hits] == sorted((hit.score for hit in everything.hits), reverse=True)


@pytest.mark.parametrize("threshold", [0, -1, 49.9, 100.5, float("nan"), float("inf")])
def test_a_threshold_that_is_none_is_refused(threshold: float, screener: Screener) -> None:
    with pytest.raises(ToolFailureError) as refused:
        screener.screen(Subject(name="Orbel"), ScreeningMode.OFAC, threshold=threshold)
    assert refused.value.failure.field == "threshold"


@pytest.mark.parametrize("limit", [0, MOST_HITS + 1])
def test_a_limit_that_is_none_is_refused(limit: int, screener: Screener) -> None:
    with pytest.raises(ToolFailureError) as refused:
        screener.screen(Subject(name="Orbel"), ScreeningMode.OFAC, threshold=80, limit=limit)
    assert refused.value.failure.field == "limit"


def test_the_bank_s_own_parties_of_seed_42_meet_true_hits_and_look_alikes() -> None:
    screener = Screener(load_shipped())
    found = {
        name: screener.screen(Subject(name=name, birth_year=year, countries=countries), ScreeningMode.EVIDENCE, threshold=65).found
        for name, year, countries in (
            ("Orla Ilmfost", 1948, ("NL",)),
            ("Greta Kelmmark", 2002, ("DE",)),
            ("Wendstad Timber Ltd", None, ("GB",)),
            ("Vela Shipping", None, ("IT",)),
            ("Walter Bramgaard", 1961, ("CH",)),
            ("Daniel Brelinger", 1969, ("NL",)),
        )
    }
    assert found == {
        "Orla Ilmfost": 1, "Greta Kelmmark": 1, "Wendstad Timber Ltd": 1, "Vela Shipping": 1, "Walter Bramgaard": 0, "Daniel Brelinger": 0,
    }  # fmt: skip
    assert screener.screen(Subject(name="Walter Bramgaard"), ScreeningMode.EVIDENCE, threshold=65).found == 1


@MODES
def test_an_empty_list_answers_without_hits(mode: ScreeningMode) -> None:
    assert Screener(crowd_list(0)).screen(Subject(name="Orbel"), mode, threshold=50).found == 0
