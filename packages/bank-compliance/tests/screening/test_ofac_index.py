"""The emulation by array."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bank_compliance.screening.ofac import ofac_score, plain_name
from bank_compliance.screening.ofac_index import OfacIndex

NAME = st.lists(st.text(alphabet="abehl ", min_size=1, max_size=9), min_size=0, max_size=4).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(NAME, min_size=1, max_size=12), st.lists(NAME, min_size=1, max_size=3))
def test_every_score_is_that_of_the_scorer(listed: list[str], asked: list[str]) -> None:
    index = OfacIndex([(place, name) for place, name in enumerate(listed)])
    index.prepare(plain_name(name) for name in asked)
    for name in asked:
        scores = index.scores(plain_name(name))
        assert [round(100 * float(score), 2) for score in scores] == [ofac_score(plain_name(name), plain_name(other)).score for other in listed]


def test_more_words_than_are_kept_do_no_harm() -> None:
    index = OfacIndex([(0, "ORBEL, Vasimir")])
    names = [plain_name(f"orbel vasimir x{number}y z{number}w") for number in range(150)]
    index.prepare(names)
    assert all(round(100 * float(index.scores(name)[0]), 2) == ofac_score(name, plain_name("ORBEL, Vasimir")).score for name in names)
