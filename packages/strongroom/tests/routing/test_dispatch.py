"""Choice, failover, and above all: no write is ever sent twice."""

import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.calls import HandClock
from support.carrying import Ask, finance

from strongroom.catalog.embedded import Catalog
from strongroom.core.call import Cleared
from strongroom.core.decision import Effect
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny, Event, Refusal
from strongroom.routing.breaker import State
from strongroom.routing.dispatch import Dispatch
from strongroom.routing.settings import RoutingSettings
from strongroom.upstream.attempt import Attempt
from strongroom.upstream.streams import WholeAnswer

DOWN = Deny(Reason.UPSTREAM_UNAVAILABLE, "down")
REFUSED, LOST = Attempt(None, DOWN, sent=False), Attempt(None, DOWN, sent=True)
BUSY = Attempt(None, Deny(Reason.BUSY, "busy"), sent=False)
WRONG = Attempt(None, Deny(Reason.UPSTREAM_INVALID, "wrong"))
OUTCOMES = (REFUSED, LOST, BUSY, WRONG, Attempt(None, Deny(Reason.TOO_LARGE, "large")))


def well() -> Attempt:
    return Attempt(WholeAnswer(Event(b"{}", last=True)))


class Carrier:
    """Does what it is told at each replica in turn, and notes where calls went."""

    def __init__(self, *outcomes: Attempt, bound: str | None = None) -> None:
        self.outcomes = list(outcomes)
        self.bound = bound
        self.went: list[str] = []
        self.sent = 0
        self.waiting: asyncio.Future[None] | None = None

    async def carry(self, cleared: Cleared, server: str, replica: str) -> Attempt:
        assert server == "finance"
        assert cleared.decision.allow
        self.went.append(replica)
        if self.waiting is not None:
            await self.waiting
        outcome = self.outcomes.pop(0) if self.outcomes else well()
        self.sent += outcome.sent
        return outcome

    def pinned(self, cleared: Cleared, server: str, replicas: Sequence[str]) -> str | None:
        assert (cleared.call.target.server, len(replicas) > 1) == (server, True)
        return self.bound

    async def probe(self, replica: str) -> str:
        return f"{replica} is not well" if self.outcomes else ""


def dispatch(carrier: Carrier, *urls: str, clock: HandClock | None = None) -> Dispatch:
    return Dispatch(Catalog([finance(*urls)]), carrier, RoutingSettings(failures_to_open=2), clock or HandClock())


async def refused(sender: Dispatch, ask: Ask | None = None) -> Deny:
    with pytest.raises(Refusal) as caught:
        await sender.open((ask or Ask()).cleared(), "finance")
    return caught.value.deny


@pytest.mark.control("OPS-05")
@given(st.lists(st.sampled_from(OUTCOMES), max_size=8), st.integers(1, 4))
def test_a_write_reaches_servers_at_most_once_whatever_goes_wrong(outcomes: list[Attempt], replicas: int) -> None:
    carrier = Carrier(*outcomes)
    sender = dispatch(carrier, *(f"http://r{n}/" for n in range(replicas)))
    try:
        asyncio.run(_open(sender, Ask(effect=Effect.WRITE)))
    except Refusal:
        assert outcomes
    assert carrier.sent <= 1


@given(st.lists(st.sampled_from(OUTCOMES), max_size=8), st.integers(1, 4))
def test_a_read_reaches_servers_at_most_twice_and_each_refusing_one_once(outcomes: list[Attempt], replicas: int) -> None:
    carrier = Carrier(*outcomes)
    sender = dispatch(carrier, *(f"http://r{n}/" for n in range(replicas)))
    try:
        asyncio.run(_open(sender, Ask(effect=Effect.READ)))
    except Refusal:
        assert outcomes
    assert carrier.sent <= 2
    assert len(carrier.went) <= replicas + 1


async def _open(sender: Dispatch, ask: Ask) -> None:
    await (await sender.open(ask.cleared(), "finance")).close()


async def test_a_read_that_got_no_answer_goes_to_another_replica() -> None:
    carrier = Carrier(LOST)
    await _open(dispatch(carrier, "http://a/", "http://b/"), Ask())
    assert len(set(carrier.went)) == 2


async def test_a_read_that_got_no_answer_from_the_only_replica_goes_there_again() -> None:
    carrier = Carrier(LOST)
    await _open(dispatch(carrier, "http://a/"), Ask())
    assert carrier.went == ["http://a/", "http://a/"]


async def test_a_write_of_which_nothing_was_sent_goes_to_another_replica() -> None:
    carrier = Carrier(REFUSED, REFUSED)
    await _open(dispatch(carrier, "http://a/", "http://b/", "http://c/"), Ask(effect=Effect.WRITE))
    assert len(set(carrier.went)) == 3


async def test_a_refusing_replica_is_not_asked_again() -> None:
    carrier = Carrier(REFUSED)
    deny = await refused(dispatch(carrier, "http://a/"))
    assert carrier.went == ["http://a/"]
    assert (deny.reason, deny.retry_after) == (Reason.UPSTREAM_UNAVAILABLE, 1.0)


async def test_a_wrong_answer_is_an_answer() -> None:
    carrier = Carrier(WRONG)
    assert (await refused(dispatch(carrier, "http://a/", "http://b/"))).reason is Reason.UPSTREAM_INVALID
    assert len(carrier.went) == 1


async def test_a_call_bound_to_a_replica_goes_nowhere_else() -> None:
    carrier = Carrier(REFUSED, bound="http://b/")
    await refused(dispatch(carrier, "http://a/", "http://b/"))
    assert carrier.went == ["http://b/"]


async def test_calls_go_where_the_fewest_are_in_flight_and_take_turns() -> None:
    carrier = Carrier()
    sender = dispatch(carrier, "http://a/", "http://b/")
    streams = [await sender.open(Ask().cleared(), "finance") for _ in range(4)]
    assert sorted(carrier.went) == ["http://a/", "http://a/", "http://b/", "http://b/"]
    await asyncio.gather(*(stream.close() for stream in streams))
    assert sender.health()[0].in_flight == 0


@pytest.mark.control("OPS-05")
async def test_a_server_that_keeps_failing_is_left_alone_and_tried_again_in_time() -> None:
    clock = HandClock()
    carrier = Carrier(REFUSED, REFUSED)
    sender = dispatch(carrier, "http://a/", clock=clock)
    await refused(sender)
    await refused(sender)
    deny = await refused(sender)
    assert len(carrier.went) == 2
    assert (deny.reason, deny.retry_after) == (Reason.UPSTREAM_UNAVAILABLE, 5.0)
    assert "finance" in deny.message
    assert sender.health()[0].state is State.OPEN
    clock.time += 5
    await _open(sender, Ask())
    assert sender.health()[0].state is State.CLOSED


async def test_a_server_that_answers_nonsense_is_up() -> None:
    sender = dispatch(Carrier(WRONG, WRONG, WRONG), "http://a/")
    for _ in range(3):
        await refused(sender)
    assert sender.health()[0].state is State.CLOSED


async def test_a_call_given_up_says_nothing_about_the_server() -> None:
    carrier = Carrier()
    sender = dispatch(carrier, "http://a/")
    carrier.waiting = asyncio.get_running_loop().create_future()
    call = asyncio.create_task(sender.open(Ask().cleared(), "finance"))
    await asyncio.sleep(0)
    assert sender.health()[0].in_flight == 1
    call.cancel()
    await asyncio.wait([call])
    health = sender.health()[0]
    assert (health.in_flight, health.state, health.error) == (0, State.CLOSED, "")


async def test_a_server_nobody_knows_does_not_exist() -> None:
    with pytest.raises(Refusal) as caught:
        await dispatch(Carrier(), "http://a/").open(Ask().cleared(), "other")
    assert caught.value.deny.reason is Reason.NOT_FOUND


async def test_health_names_server_state_and_last_words() -> None:
    sender = dispatch(Carrier(REFUSED, REFUSED), "http://a/", "http://b/")
    await refused(sender)
    health = sender.health()[0]
    assert (health.name, health.state, health.error, len(health.replicas)) == ("finance", State.CLOSED, "down", 2)
