"""The engine carries calls and seals each ending exactly once, whatever the stops do."""

import asyncio
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager

import pytest
from support.journal import ALLOWING, Journal, JournalBracket, JournalGate, ListSink, ListUpstream, UpperStop, make_call

from strongroom.core.exchange import Exchange
from strongroom.core.reason import Reason
from strongroom.core.stops import Answer, Bracket, ClientGoneError, Deny, Event, FilterStop, Gate, Hold, Refusal
from strongroom.pipeline.engine import Engine, Road

LAST = Event(b"answer", last=True)


def allow(journal: Journal) -> JournalGate:
    return JournalGate("policy", journal, lambda call: call.decided(ALLOWING))


async def run(
    journal: Journal,
    *,
    inward: tuple[Gate | Bracket, ...] | None = None,
    events: Sequence[Event | BaseException] = (LAST,),
    sink: ListSink | None = None,
    filters: tuple[FilterStop, ...] = (),
) -> tuple[Exchange, ListSink, ListUpstream]:
    upstream = ListUpstream(journal, events)
    sink = sink or ListSink(journal)
    stops = inward if inward is not None else (JournalBracket("seal", journal), allow(journal))
    exchange = await Engine(measure=True).run(Road("test", stops, upstream, filters), make_call(), sink)
    return exchange, sink, upstream


@pytest.mark.control("AUD-02")
async def test_an_allowed_call_goes_in_up_and_back_and_is_sealed_before_its_last_bytes(journal: Journal) -> None:
    exchange, sink, _ = await run(journal)
    assert journal.lines == ["enter seal", "gate policy", "upstream", "stream closed", "leave seal allowed", "sink closed"]
    assert sink.ending == LAST
    assert (exchange.reason, exchange.events, exchange.delivered_bytes) == (Reason.ALLOWED, 1, len(LAST.data))
    assert [name for name, _ in exchange.timings] == ["seal", "policy", "filters"]


@pytest.mark.control("POL-01")
async def test_a_call_without_clearance_never_reaches_upstream(journal: Journal) -> None:
    exchange, sink, upstream = await run(journal, inward=(JournalBracket("seal", journal),))
    assert upstream.sent == []
    assert exchange.reason is Reason.DENIED
    assert isinstance(sink.ending, Deny)


@pytest.mark.control("AUD-01")
async def test_a_refusal_ends_the_way_inward_and_is_sealed(journal: Journal) -> None:
    deny = Deny(Reason.RATE_LIMITED, "slow down", retry_after=1.0, decision=ALLOWING)
    exchange, sink, upstream = await run(journal, inward=(JournalBracket("seal", journal), JournalGate("rate", journal, lambda _: deny), allow(journal)))
    assert upstream.sent == []
    assert journal.lines == ["enter seal", "gate rate", "leave seal rate_limited", "sink closed"]
    assert sink.ending is deny
    assert exchange.decision is ALLOWING


async def test_a_held_call_is_sealed_as_waiting_for_approval(journal: Journal) -> None:
    hold = Hold("t1", "wait")
    exchange, sink, _ = await run(journal, inward=(JournalGate("approval", journal, lambda _: hold),))
    assert exchange.reason is Reason.APPROVAL_REQUIRED
    assert sink.ending is hold


async def test_an_answer_of_a_gate_passes_the_filters_too(journal: Journal) -> None:
    gate = JournalGate("cache", journal, lambda _: Answer((Event(b"one"), LAST)))
    exchange, sink, upstream = await run(journal, inward=(allow(journal), gate), filters=(UpperStop(),))
    assert upstream.sent == []
    assert sink.sent == [b"ONE"]
    assert sink.ending == Event(b"ANSWER", last=True)
    assert exchange.reason is Reason.CACHED
    assert exchange.applied == {"shout": 1}


async def test_early_events_go_out_at_once_and_only_the_last_waits_for_the_seal(journal: Journal) -> None:
    exchange, sink, _ = await run(journal, inward=(allow(journal),), events=(Event(b"one"), Event(b"two"), LAST))
    assert sink.sent == [b"one", b"two"]
    assert exchange.events == 3


async def test_what_two_filters_hold_back_comes_out_in_order(journal: Journal) -> None:
    _, sink, _ = await run(journal, events=(Event(b"one"), Event(b"two"), LAST), filters=(UpperStop(), UpperStop()))
    assert sink.sent == [b"ONE", b"TWO"]
    assert sink.ending == Event(b"ANSWER", last=True)


async def test_a_stream_that_just_ends_closes_the_sink_with_nothing(journal: Journal) -> None:
    exchange, sink, _ = await run(journal, events=(Event(b"one"),))
    assert sink.sent == [b"one"]
    assert sink.ending is None
    assert exchange.reason is Reason.ALLOWED


async def test_the_digest_hook_sees_exactly_what_is_delivered(journal: Journal) -> None:
    seen: list[bytes] = []

    class Hook(JournalBracket):
        def hold(self, exchange: Exchange) -> AbstractAsyncContextManager[None]:
            exchange.on_delivered = seen.append
            return super().hold(exchange)

    _, sink, _ = await run(journal, inward=(Hook("seal", journal), allow(journal)), events=(Event(b"one"), LAST), filters=(UpperStop(),))
    assert isinstance(sink.ending, Event)
    assert seen == [*sink.sent, sink.ending.data]


@pytest.mark.control("AUD-01")
@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (Refusal(Deny(Reason.UPSTREAM_UNAVAILABLE, "down")), Reason.UPSTREAM_UNAVAILABLE),
        (TimeoutError(), Reason.DEADLINE),
        (ZeroDivisionError("secret"), Reason.INTERNAL),
    ],
)
async def test_a_fault_on_the_way_becomes_one_sealed_ending_that_tells_nothing(journal: Journal, fault: BaseException, reason: Reason) -> None:
    exchange, sink, _ = await run(journal, events=(Event(b"one"), fault))
    assert exchange.reason is reason
    assert journal.lines[-2:] == [f"leave seal {reason}", "sink closed"]
    assert isinstance(sink.ending, Deny)
    assert "secret" not in sink.ending.message
    assert sink.closed == 1


@pytest.mark.control("AUD-01")
async def test_a_caller_who_hung_up_is_sealed_so_and_gets_no_more_bytes(journal: Journal) -> None:
    sink = ListSink(journal, fail=ClientGoneError())
    exchange, _, _ = await run(journal, events=(Event(b"one"), LAST), sink=sink)
    assert exchange.reason is Reason.CLIENT_GONE
    assert sink.closed == 0
    assert journal.lines[-2:] == ["stream closed", "leave seal client_gone"]


@pytest.mark.control("AUD-01")
@pytest.mark.parametrize(("word", "reason"), [((), Reason.CLIENT_GONE), ((Reason.CUT,), Reason.CUT)])
async def test_a_cancelled_call_is_sealed_and_stays_cancelled(journal: Journal, word: tuple[Reason, ...], reason: Reason) -> None:
    with pytest.raises(asyncio.CancelledError):
        await run(journal, events=(asyncio.CancelledError(*word),))
    assert journal.lines[-1] == f"leave seal {reason}"


async def test_a_bracket_that_refuses_on_the_way_in_ends_the_call_and_those_outside_it_see_why(journal: Journal) -> None:
    slots = JournalBracket("slots", journal, enter=Refusal(Deny(Reason.BUSY, "later")))
    exchange, _, upstream = await run(journal, inward=(JournalBracket("seal", journal), allow(journal), slots))
    assert upstream.sent == []
    assert exchange.reason is Reason.BUSY
    assert journal.lines == ["enter seal", "gate policy", "leave seal busy", "sink closed"]


@pytest.mark.control("AUD-02")
async def test_a_seal_that_fails_takes_the_answer_back(journal: Journal) -> None:
    seal = JournalBracket("seal", journal, leave=Refusal(Deny(Reason.AUDIT_UNAVAILABLE, "no log")))
    exchange, sink, _ = await run(journal, inward=(seal, allow(journal)))
    assert exchange.reason is Reason.AUDIT_UNAVAILABLE
    assert isinstance(sink.ending, Deny)


async def test_a_bracket_that_turns_a_cancellation_into_a_timeout_makes_it_a_deadline(journal: Journal) -> None:
    deadline = JournalBracket("deadline", journal, leave=TimeoutError())
    exchange, sink, _ = await run(journal, inward=(JournalBracket("seal", journal), deadline, allow(journal)), events=(asyncio.CancelledError(),))
    assert exchange.reason is Reason.DEADLINE
    assert journal.lines[-2:] == ["leave seal deadline", "sink closed"]
    assert isinstance(sink.ending, Deny)


async def test_two_roads_share_one_engine(journal: Journal) -> None:
    engine = Engine()
    one, two = ListSink(journal), ListSink(journal)
    await engine.run(Road("mcp", (allow(journal),), ListUpstream(journal, (LAST,)), ()), make_call(), one)
    empty = ListUpstream(journal, (Refusal(Deny(Reason.UPSTREAM_UNAVAILABLE, "no models yet")),))
    await engine.run(Road("model", (allow(journal),), empty, ()), make_call(), two)
    assert one.ending == LAST
    assert isinstance(two.ending, Deny)
