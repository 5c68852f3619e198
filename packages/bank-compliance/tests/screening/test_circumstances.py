"""Evidence beside the name."""

from dataclasses import replace
from datetime import date

import pytest

from bank_compliance.lists.entry import BirthSpan, EntryKind, ListEntry
from bank_compliance.screening.answer import Topic
from bank_compliance.screening.circumstances import highest_possible, weigh
from bank_compliance.screening.question import Subject

DAY = BirthSpan(date(1955, 10, 5), date(1955, 10, 5))
YEAR = BirthSpan(date(1955, 1, 1), date(1955, 12, 31))
ENTRY = ListEntry(id="1", name="ORBEL", kind=EntryKind.INDIVIDUAL, births=(DAY,), countries=("SY",), ids=("QZ123456",))
SUBJECT = Subject(name="Orbel")


def _score(subject: Subject, entry: ListEntry = ENTRY, name: float = 0.8) -> float:
    return round(sum(feature.points for feature in weigh(subject, entry, name, "")), 2)


def test_nothing_known_changes_nothing() -> None:
    assert _score(SUBJECT) == 80


@pytest.mark.parametrize(
    ("born", "year", "span", "score"),
    [
        (date(1955, 10, 5), None, DAY, 86),
        (date(1955, 5, 10), None, DAY, 83),
        (date(1955, 11, 6), None, DAY, 68),
        (date(1956, 10, 5), None, DAY, 68),
        (date(1980, 1, 1), None, DAY, 48),
        (date(1955, 3, 3), None, YEAR, 82),
        (None, 1955, DAY, 82),
        (None, 1970, DAY, 48),
    ],
)
def test_births_speak_for_and_against(born: date | None, year: int | None, span: BirthSpan, score: float) -> None:
    assert _score(replace(SUBJECT, born=born, birth_year=year), replace(ENTRY, births=(span,))) == score


def test_the_same_name_with_another_birth_keeps_sixty_of_a_hundred() -> None:
    """The order of nomenklatura's logic-v2: 0.60 against 1.0."""
    assert _score(replace(SUBJECT, born=date(1980, 1, 1)), name=1.0) == 60
    assert _score(replace(SUBJECT, born=date(1955, 10, 5)), name=1.0) == 100


def test_countries_and_kind_speak_for_and_against() -> None:
    assert _score(replace(SUBJECT, countries=("DE", "SY"))) == 81
    assert _score(replace(SUBJECT, countries=("DE",))) == 73.6
    assert _score(replace(SUBJECT, kind=EntryKind.ENTITY)) == 60


def test_a_shared_identifier_is_enough_by_itself() -> None:
    features = weigh(replace(SUBJECT, ids=("qz-123456",)), ENTRY, 0.0, "")
    assert sum(feature.points for feature in features) == 97
    assert features[-1].topic is Topic.IDENTIFIER


def test_circumstances_do_not_make_a_match_of_a_bad_name() -> None:
    assert _score(replace(SUBJECT, born=date(1955, 10, 5), countries=("SY",)), name=0.4) == 40


def test_no_detail_repeats_a_birth() -> None:
    features = weigh(replace(SUBJECT, born=date(1980, 1, 1), countries=("DE",)), ENTRY, 0.9, "")
    assert not any("19" in feature.detail for feature in features)


def test_the_best_that_circumstances_can_do_is_known_before() -> None:
    subject = replace(SUBJECT, born=date(1955, 10, 5), countries=("SY",))
    assert _score(subject, name=0.5) == pytest.approx(100 * (1 - 0.5 * highest_possible(subject)), abs=0.02)
    assert highest_possible(SUBJECT) == 1
