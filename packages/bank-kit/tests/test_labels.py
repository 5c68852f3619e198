"""Labels written on fields become the JSON paths a gateway masks by."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, Field, RootModel, computed_field

from bank_kit.envelope import Envelope
from bank_kit.labels import DATA_CLASSES_KEY, SCOPE_KEY, UNTRUSTED_KEY, ByKey, Classified, DataClass, Untrusted, paths_of
from bank_kit.money import Money

Name = Annotated[str, Classified(DataClass.PII), Untrusted()]


class Field1(BaseModel):
    value: str


class Key(StrEnum):
    NAME = "name"
    NOTE = "note"


class Person(BaseModel):
    kind: Literal["person"] = "person"
    name: Name = Field(description="As sent")
    born: Annotated[date, Classified(DataClass.PII_SENSITIVE)] | None


class Company(BaseModel):
    kind: Literal["company"] = "company"
    name: str


class Answer(BaseModel):
    parties: tuple[Annotated[Person | Company, Field(discriminator="kind")], ...]
    notes: list[Annotated[str, Untrusted()]] | None
    balance: Annotated[Money, Classified(DataClass.CONFIDENTIAL)]
    by_book: dict[str, Person]
    fields: Annotated[dict[Key, Field1], ByKey(below="value", classes={Key.NAME: DataClass.PII}, untrusted=(Key.NOTE,))]

    @computed_field
    def report(self) -> Annotated[str, Classified(DataClass.SAR)]:
        return ""


def test_every_marked_field_has_its_path_however_deep_it_stands() -> None:
    labels = paths_of(Envelope[Answer])
    assert labels.data_classes == {
        "$.value.parties[*].name": DataClass.PII,
        "$.value.parties[*].born": DataClass.PII_SENSITIVE,
        "$.value.balance": DataClass.CONFIDENTIAL,
        "$.value.by_book.*.name": DataClass.PII,
        "$.value.by_book.*.born": DataClass.PII_SENSITIVE,
        "$.value.fields.name.value": DataClass.PII,
        "$.value.report": DataClass.SAR,
    }
    assert labels.untrusted == ("$.value.parties[*].name", "$.value.notes[*]", "$.value.by_book.*.name", "$.value.fields.note.value")


def test_a_list_as_root_has_no_name_of_its_own() -> None:
    assert paths_of(RootModel[list[Person]]).untrusted == ("$[*].name",)


def test_what_is_published_names_paths_and_scope() -> None:
    labels = paths_of(Person)
    assert labels.meta("a.read") == {
        DATA_CLASSES_KEY: {"$.name": "PII", "$.born": "PII_SENSITIVE"},
        UNTRUSTED_KEY: ["$.name"],
        SCOPE_KEY: "a.read",
    }
    assert labels.answer_meta() == {UNTRUSTED_KEY: ["$.name"]}
    assert paths_of(Company).answer_meta() is None


class Owner(BaseModel):
    name: Name
    owners: tuple["Owner", ...]


def test_a_result_without_end_is_refused() -> None:
    with pytest.raises(ValueError, match="holds itself"):
        paths_of(Owner)
