"""How alike two customers are: each detail compared for itself, weighed, and told, so that a person can judge; nothing is ever merged here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from bank_customer.masking.fields import ProfileField
from bank_customer.store.port import fold

LEAST_SCORE = 60
"""Pairs below are not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One detail: how alike, 0 to 1, and what it weighs; details that one side lacks weigh nothing."""

    field: ProfileField
    likeness: float
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """`score` 0 to 100 is the weighed mean of the features."""

    score: int
    features: tuple[Feature, ...]


def _of_names(one: str, other: str) -> float:
    return fuzz.token_sort_ratio(fold(one), fold(other)) / 100


def _of_codes(one: str, other: str) -> float:
    """Equal, or one slip of the hand away: a digit changed, left out, doubled or swapped with its neighbour."""
    left, right = ("".join(character for character in each.casefold() if character.isalnum()) for each in (one, other))
    distance = DamerauLevenshtein.distance(left, right, score_cutoff=1)
    return 1.0 if distance == 0 else 0.7 if distance == 1 else 0.0


def _of_texts(one: str, other: str) -> float:
    return fuzz.token_set_ratio(fold(one), fold(other)) / 100


_COMPARED: Mapping[ProfileField, tuple[int, Callable[[str, str], float]]] = {
    ProfileField.NAME: (30, _of_names),
    ProfileField.DATE_OF_BIRTH: (25, _of_codes),
    ProfileField.TAX_ID: (25, _of_codes),
    ProfileField.DOCUMENT_NUMBER: (10, _of_codes),
    ProfileField.EMAIL: (5, _of_codes),
    ProfileField.PHONE: (5, _of_codes),
    ProfileField.ADDRESS: (10, _of_texts),
}
"""What each detail weighs: who is born on one day under one tax number is one person whatever the spelling."""


def likeness(one: Mapping[str, str], other: Mapping[str, str]) -> Likeness:
    """Of two customers' details by field."""
    features = tuple(
        Feature(field=field, likeness=round(alike(one[field], other[field]), 4), weight=weight)
        for field, (weight, alike) in _COMPARED.items()
        if one.get(field) and other.get(field)
    )
    total = sum(feature.weight for feature in features)
    score = sum(feature.likeness * feature.weight for feature in features) / total if total else 0.0
    return Likeness(score=round(100 * score), features=features)
