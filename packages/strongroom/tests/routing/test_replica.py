"""What is known of one replica."""

import pytest
from support.calls import HandClock

from strongroom.core.reason import Reason
from strongroom.core.stops import Deny, Event, Refusal
from strongroom.routing.breaker import BreakerRule, State
from strongroom.routing.replica import Replica, WatchedStream

RULE = BreakerRule(failures=2, seconds=5.0)


class Broken:
    """A stream that says one thing and breaks."""

    def __init__(self) -> None:
        self.left = [Event(b"a")]
        self.closed = 0

    async def next(self) -> Event | None:
        if self.left:
            return self.left.pop()
        raise Refusal(Deny(Reason.UPSTREAM_UNAVAILABLE, "broke off"))

    async def close(self) -> None:
        self.closed += 1


def test_latency_is_a_moving_average() -> None:
    clock = HandClock()
    replica = Replica("u", RULE, clock)
    for seconds in (1.0, 2.0):
        begun = replica.begin()
        clock.time += seconds
        replica.answered(begun)
        replica.end()
    assert replica.health().latency == pytest.approx(1.1)
    assert replica.in_flight == 0


def test_the_last_failure_is_told_until_the_next_success() -> None:
    replica = Replica("u", RULE, HandClock())
    replica.failed("refused")
    assert replica.health().error == "refused"
    replica.well()
    assert (replica.health().error, replica.health().state) == ("", State.CLOSED)


async def test_a_stream_counts_until_it_is_closed_and_against_the_replica_if_it_breaks() -> None:
    replica, inner = Replica("u", RULE, HandClock()), Broken()
    replica.begin()
    stream = WatchedStream(inner, replica)
    assert await stream.next() == Event(b"a")
    with pytest.raises(Refusal):
        await stream.next()
    assert (replica.in_flight, replica.health().error) == (1, "broke off")
    await stream.close()
    await stream.close()
    assert (replica.in_flight, inner.closed) == (0, 1)
