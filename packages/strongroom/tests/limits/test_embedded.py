"""The counter: GCRA never lets more through than its rate and burst say, and forgets in the right order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.calls import HandClock

from strongroom.limits.embedded import EmbeddedCounter, pace
from strongroom.limits.settings import Rate


@pytest.mark.control("LIM-01")
@given(
    per_second=st.floats(0.01, 5_000),
    burst=st.integers(1, 50),
    gaps=st.lists(st.one_of(st.just(0.0), st.floats(0, 2)), min_size=1, max_size=200),
)
def test_no_window_ever_holds_more_calls_than_its_burst_and_rate_allow(per_second: float, burst: int, gaps: list[float]) -> None:
    clock = HandClock()
    counter = EmbeddedCounter(clock, 1000)
    allowed = pace(Rate(per_second=per_second, burst=burst))
    passed: list[float] = []
    for gap in gaps:
        clock.time += gap
        if not counter.take_now((("k", allowed),)):
            passed.append(clock.time)
    for first in range(len(passed)):
        for last in range(first, len(passed)):
            assert last - first + 1 <= burst + per_second * (passed[last] - passed[first]) + 1e-3


@given(per_second=st.floats(0.01, 5_000), burst=st.integers(1, 200))
def test_a_rested_caller_gets_its_whole_burst_and_not_one_call_more(per_second: float, burst: int) -> None:
    counter = EmbeddedCounter(HandClock(), 1000)
    allowed = pace(Rate(per_second=per_second, burst=burst))
    assert [counter.take_now((("k", allowed),)) for _ in range(burst)] == [0.0] * burst
    assert counter.take_now((("k", allowed),)) > 0


@given(per_second=st.floats(0.01, 5_000), burst=st.integers(1, 20))
def test_waiting_as_long_as_told_is_enough_and_a_little_less_is_not(per_second: float, burst: int) -> None:
    clock = HandClock()
    counter = EmbeddedCounter(clock, 1000)
    charge = (("k", pace(Rate(per_second=per_second, burst=burst))),)
    for _ in range(burst):
        counter.take_now(charge)
    wait = counter.take_now(charge)
    clock.time += wait * 0.99
    assert counter.take_now(charge) > 0
    clock.time += wait * 0.0101
    assert counter.take_now(charge) == 0


def test_a_refusal_by_one_key_charges_no_key() -> None:
    counter = EmbeddedCounter(HandClock(), 1000)
    wide, narrow = pace(Rate(per_second=1, burst=2)), pace(Rate(per_second=1, burst=1))
    assert counter.take_now((("caller", wide), ("target", narrow))) == 0
    assert counter.take_now((("caller", wide), ("target", narrow))) > 0
    assert counter.take_now((("caller", wide),)) == 0


def test_keys_do_not_share_a_rate() -> None:
    counter = EmbeddedCounter(HandClock(), 1000)
    one = pace(Rate(per_second=1, burst=1))
    assert counter.take_now((("a", one),)) == 0
    assert counter.take_now((("b", one),)) == 0
    assert counter.take_now((("a", one),)) > 0


async def test_the_table_stays_bounded_and_forgets_the_longest_unused() -> None:
    counter = EmbeddedCounter(HandClock(), 3)
    one = pace(Rate(per_second=0.001, burst=1))
    for key in ("a", "b", "c", "d"):
        assert await counter.take(((key, one),)) == 0
    assert len(counter._arrivals) == 3
    assert await counter.take((("d", one),)) > 0
    assert await counter.take((("a", one),)) == 0
