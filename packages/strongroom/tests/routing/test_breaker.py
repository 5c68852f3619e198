"""The breaker, with time moved by hand."""

import pytest
from support.calls import HandClock

from strongroom.routing.breaker import Breaker, BreakerRule, State


def opened(clock: HandClock) -> Breaker:
    breaker = Breaker(BreakerRule(failures=3, seconds=5.0), clock)
    for _ in range(3):
        breaker.failed()
    return breaker


@pytest.mark.control("OPS-05")
def test_failures_in_a_row_open_it_and_a_success_between_does_not() -> None:
    breaker = Breaker(BreakerRule(failures=3, seconds=5.0), HandClock())
    for step in (breaker.failed, breaker.failed, breaker.succeeded, breaker.failed, breaker.failed):
        step()
    assert breaker.allows()
    breaker.failed()
    assert not breaker.allows()
    assert breaker.state is State.OPEN


def test_it_lets_one_trial_through_after_its_time() -> None:
    clock = HandClock()
    breaker = opened(clock)
    clock.time += 4.9
    assert not breaker.allows()
    assert 0 < breaker.retry_after() <= 0.11
    clock.time += 0.1
    assert breaker.state is State.HALF_OPEN
    assert breaker.allows()
    breaker.begin()
    assert not breaker.allows()


def test_a_trial_that_succeeds_closes_it() -> None:
    clock = HandClock()
    breaker = opened(clock)
    clock.time += 5
    assert breaker.allows()
    breaker.begin()
    breaker.succeeded()
    assert breaker.state is State.CLOSED
    breaker.failed()
    assert breaker.allows()


def test_a_trial_that_fails_doubles_the_time_up_to_a_bound() -> None:
    clock = HandClock()
    breaker = opened(clock)
    waits = []
    for _ in range(6):
        waits.append(breaker.retry_after())
        clock.time += breaker.retry_after()
        assert breaker.allows()
        breaker.begin()
        breaker.failed()
    assert waits == [5.0, 10.0, 20.0, 40.0, 60.0, 60.0]


def test_a_trial_that_says_nothing_makes_room_for_another() -> None:
    clock = HandClock()
    breaker = opened(clock)
    clock.time += 5
    assert breaker.allows()
    breaker.begin()
    breaker.undecided()
    assert breaker.allows()


def test_a_late_failure_of_an_earlier_call_does_not_prolong_it() -> None:
    clock = HandClock()
    breaker = opened(clock)
    clock.time += 3
    breaker.failed()
    assert breaker.retry_after() == 2.0
