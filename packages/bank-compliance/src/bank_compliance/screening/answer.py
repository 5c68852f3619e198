"""What screening answers: hits with their reasons, under a mode, a list version and a threshold that are always named."""

from dataclasses import dataclass
from enum import StrEnum

from bank_compliance.lists.entry import ListEntry, ListVersion
from bank_compliance.screening.question import ScreeningMode, Subject


class Topic(StrEnum):
    """What a feature is about."""

    NAME = "name"
    BIRTH = "birth"
    COUNTRY = "country"
    KIND = "kind"
    IDENTIFIER = "identifier"


@dataclass(frozen=True, slots=True)
class Feature:
    """One reason: points added (negative: taken away) to a score of 0 to 100, and why. The points of a hit's features add up to its score."""

    topic: Topic
    points: float
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An entry at or above the threshold: the names that met, asked and listed, and the features of the score (0 to 100, two decimals)."""

    entry: ListEntry
    asked_name: str
    listed_name: str
    score: float
    features: tuple[Feature, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningAnswer:
    """The answer for one subject, best hit first; `found` counts all hits, `hits` holds at most as many as were asked for. No hits is an answer too."""

    subject: Subject
    mode: ScreeningMode
    method: str
    """Mode and version of the scoring, such as evidence/1."""
    list_version: ListVersion
    threshold: float
    compared: int
    """Entries of the list that were compared."""
    found: int
    hits: tuple[Hit, ...]
