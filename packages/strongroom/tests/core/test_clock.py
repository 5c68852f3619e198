"""Bytes drawn ahead are as good as fresh ones: none is handed out twice."""

from hypothesis import given
from hypothesis import strategies as some

from strongroom.core.clock import ReservedEntropy


class _Counting:
    """Gives each byte position of an endless sequence once, four bytes per position."""

    def __init__(self) -> None:
        self.given = 0

    def bytes(self, count: int) -> bytes:
        drawn = b"".join((self.given + at).to_bytes(4, "big") for at in range(count // 4 + 1))[:count]
        self.given += count // 4 + 1
        return drawn


@given(some.lists(some.integers(1, 1500).map(lambda quads: quads * 4), max_size=40))
def test_no_byte_is_handed_out_twice_and_none_is_missing(counts: list[int]) -> None:
    entropy = ReservedEntropy(_Counting())
    drawn = [entropy.bytes(count) for count in counts]
    assert [len(one) for one in drawn] == counts
    quads = [one[at : at + 4] for one in drawn for at in range(0, len(one), 4)]
    assert len(set(quads)) == len(quads)


def test_most_draws_cost_nothing() -> None:
    source = _Counting()
    entropy = ReservedEntropy(source)
    entropy.bytes(24)
    before = source.given
    entropy.bytes(24)
    assert source.given == before
