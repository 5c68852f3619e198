"""Whom to screen."""

from datetime import date

import pytest

from bank_compliance.screening.question import Subject
from bank_kit.failures import FailureCode, ToolFailureError


@pytest.mark.parametrize("name", ["", "   ", "...", "\u200b\u202e", "!" * 300, "A" * 10_000, "a " * 33])
def test_a_name_that_cannot_be_screened_is_refused_without_repeating_it(name: str) -> None:
    with pytest.raises(ToolFailureError) as refused:
        Subject(name=name)
    failure = refused.value.failure
    assert (failure.code, failure.field) == (FailureCode.INVALID_ARGUMENT, "name")
    assert not name.strip() or name not in failure.model_dump_json()


def test_a_bad_alias_is_named_by_its_place() -> None:
    with pytest.raises(ToolFailureError) as refused:
        Subject(name="Orbel", aliases=("Orbell", "..."))
    assert refused.value.failure.field == "aliases.1"


@pytest.mark.parametrize(
    "many", [{"aliases": ("Orbel",) * 21}, {"countries": ("DE",) * 21}, {"ids": ("X1234",) * 21}, {"ids": ("X" * 400,)}, {"aliases": ("a " * 25,) * 6}]
)
def test_too_many_of_anything_is_refused(many: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(ToolFailureError):
        Subject(name="Orbel", aliases=many.get("aliases", ()), countries=many.get("countries", ()), ids=many.get("ids", ()))


@pytest.mark.parametrize("name", ["Z", "12345", "bin al", "王", "Путин", "A" * 350])
def test_odd_names_are_screened_all_the_same(name: str) -> None:
    assert Subject(name=name).names == (name,)


def test_identifiers_lose_separators_and_short_ones_prove_nothing() -> None:
    assert Subject(name="Orbel", ids=("qz-123 456", "12")).numbers == {"QZ123456"}


def test_the_year_comes_from_the_day_or_stands_alone() -> None:
    assert Subject(name="Orbel", born=date(1955, 1, 1)).year == 1955
    assert Subject(name="Orbel", birth_year=1956).year == 1956
    assert Subject(name="Orbel").year is None


def test_as_many_as_allowed_are_screened() -> None:
    assert len(Subject(name="Orbel", aliases=("Orbel",) * 20, countries=("DE",) * 20, ids=("X1234",) * 20).names) == 21
