"""Jaro-Winkler as SimMetrics has it, without Winkler's threshold of 0.7 for the bonus of a common beginning, and Soundex."""

from functools import lru_cache

import jellyfish
from rapidfuzz.distance import Jaro

PREFIX = 4
"""Letters of a common beginning that count."""
SCALE = 0.1


def unboosted_jaro_winkler(first: str, second: str) -> float:
    """Between 0 and 1: Jaro plus a tenth of what is missing for each of the first four letters in common, however low Jaro is."""
    jaro = Jaro.similarity(first, second)
    return jaro + shared_beginning(first, second) * SCALE * (1.0 - jaro)


def shared_beginning(first: str, second: str) -> int:
    """How many of the first four letters agree before any differs."""
    for place, (left, right) in enumerate(zip(first[:PREFIX], second[:PREFIX], strict=False)):
        if left != right:
            return place
    return min(len(first), len(second), PREFIX)


@lru_cache(maxsize=32_768)
def soundex(word: str) -> str:
    """American Soundex, such as R163; empty where there is no Latin letter to begin with."""
    return jellyfish.soundex(word) if word.isascii() and word[:1].isalpha() else ""
