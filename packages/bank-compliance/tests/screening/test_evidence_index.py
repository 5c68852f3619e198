"""Bounds of the evidence mode."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bank_compliance.screening.evidence import compared_name, name_evidence
from bank_compliance.screening.evidence_index import EvidenceIndex

_WORDS = "orbel orbell orbelevin wasimir vasimir v o bin al ltd llc shipping trading tarkhaz tarhaz 313 mohammed muhammad abd ud din x kim kem"
NAME = st.one_of(
    st.lists(st.sampled_from(_WORDS.split()), max_size=6).map(" ".join),
    st.lists(st.text(alphabet="aeknorvw", min_size=1, max_size=8), max_size=4).map(" ".join),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(NAME, min_size=1, max_size=12), NAME)
def test_no_score_exceeds_its_bound(listed: list[str], asked: str) -> None:
    index = EvidenceIndex([(place, name) for place, name in enumerate(listed)])
    bounds = index.bounds(compared_name(asked))
    found = [name_evidence(compared_name(asked), compared_name(other)) for other in listed]
    assert all(evidence.score <= bound + 1e-9 for evidence, bound in zip(found, bounds, strict=True))


@settings(max_examples=60, deadline=None)
@given(st.lists(NAME, min_size=1, max_size=8), NAME)
def test_no_pairing_covers_more_of_a_name_than_its_share(listed: list[str], asked: str) -> None:
    index = EvidenceIndex([(place, name) for place, name in enumerate(listed)])
    shares = index.covers(compared_name(asked))
    for share, other in zip(shares, listed, strict=True):
        name = compared_name(other)
        pairs = name_evidence(compared_name(asked), name).pairs
        joined = len(pairs) == 1 and pairs[0].listed == name.closed
        assert joined or sum(pair.worth for pair in pairs) <= share * name.weight + 1e-9


def test_names_compared_together_have_the_bounds_of_names_compared_alone() -> None:
    names = [(0, "ORBEL, Vasimir"), (1, "TARKHAZ"), (2, "")]
    asked = [compared_name(text) for text in ("Vasimir Orbell", "Tarhaz", "V. Orbel")]
    together, alone = EvidenceIndex(names), EvidenceIndex(names)
    together.prepare(asked)
    assert all(np.array_equal(together.bounds(name), alone.bounds(name)) for name in asked)
