"""Probes, with time moved by hand."""

import asyncio
from collections.abc import Sequence

from support.calls import HandClock
from support.carrying import finance

from strongroom.catalog.embedded import Catalog
from strongroom.core.call import Cleared
from strongroom.routing.breaker import State
from strongroom.routing.dispatch import Dispatch
from strongroom.routing.probing import Probing
from strongroom.routing.settings import RoutingSettings
from strongroom.upstream.attempt import Attempt


class RestingClock(HandClock):
    """One round of a loop, then rest."""

    async def sleep(self, seconds: float) -> None:
        assert seconds > 0
        await asyncio.get_running_loop().create_future()


class Carrier:
    """Says how each replica is."""

    def __init__(self) -> None:
        self.words = ""
        self.asked: list[str] = []

    async def carry(self, cleared: Cleared, server: str, replica: str) -> Attempt:
        raise AssertionError(cleared, server, replica)

    def pinned(self, cleared: Cleared, server: str, replicas: Sequence[str]) -> str | None:
        raise AssertionError(cleared, server, replicas)

    async def probe(self, replica: str) -> str:
        self.asked.append(replica)
        return self.words


def probing(clock: HandClock, *, seconds: float = 5.0) -> tuple[Probing, Carrier, Dispatch]:
    carrier = Carrier()
    dispatch = Dispatch(Catalog([finance("http://a/", "http://b/")]), carrier, RoutingSettings(failures_to_open=2), clock)
    return Probing(dispatch, carrier, clock, seconds=seconds), carrier, dispatch


async def test_replicas_that_carried_nothing_lately_are_asked() -> None:
    clock = HandClock()
    loop, carrier, dispatch = probing(clock)
    await loop.once()
    assert carrier.asked == ["http://a/", "http://b/"]
    clock.time += 4
    dispatch.replicas()[0].well()
    clock.time += 1
    await loop.once()
    assert carrier.asked[2:] == ["http://b/"]


async def test_what_does_not_answer_is_left_alone_and_what_answers_again_is_used_again() -> None:
    clock = HandClock()
    loop, carrier, dispatch = probing(clock)
    carrier.words = "no connection"
    for _ in range(2):
        await loop.once()
        clock.time += 5
    clock.time -= 5
    assert dispatch.health()[0].state is State.OPEN
    assert dispatch.health()[0].error == "no connection"
    carrier.words = ""
    clock.time += 5
    await loop.once()
    assert dispatch.health()[0].state is State.CLOSED


async def test_the_loop_starts_and_stops() -> None:
    loop, carrier, _ = probing(RestingClock())
    loop.start()
    loop.start()
    while len(carrier.asked) < 2:
        await asyncio.sleep(0)
    await loop.stop()
    await loop.stop()
    assert len(carrier.asked) == 2


async def test_no_interval_means_no_probes() -> None:
    loop, carrier, _ = probing(HandClock(), seconds=0.0)
    loop.start()
    await asyncio.sleep(0)
    await loop.stop()
    assert carrier.asked == []
