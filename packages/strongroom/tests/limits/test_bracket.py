"""Slots are given back whatever happens; a deadline ends what takes too long and nothing else."""

import asyncio

import pytest
from support.calls import call_of, person

from strongroom.core.call import Call
from strongroom.core.exchange import Exchange
from strongroom.core.reason import Reason
from strongroom.core.stops import Bracket, Refusal
from strongroom.core.target import TargetKind
from strongroom.limits.bracket import DeadlineBracket, SlotsBracket, _Deadline
from strongroom.limits.settings import LimitsSettings


async def test_a_slot_is_held_while_the_call_runs_and_given_back_after_it() -> None:
    bracket = SlotsBracket(LimitsSettings())
    assert isinstance(bracket, Bracket)
    async with bracket.hold(Exchange(call_of())):
        assert sorted(bracket.taken.values()) == [1, 1, 1]
    assert bracket.taken == {}


@pytest.mark.control("LIM-02")
async def test_a_slot_is_given_back_when_the_call_fails() -> None:
    bracket = SlotsBracket(LimitsSettings())
    with pytest.raises(ValueError, match="broken"):
        async with bracket.hold(Exchange(call_of())):
            raise ValueError("broken")
    assert bracket.taken == {}


@pytest.mark.control("LIM-02")
@pytest.mark.parametrize(
    ("settings", "other", "fits"),
    [
        ({"caller_slots": 1}, call_of(), False),
        ({"caller_slots": 1}, call_of(person("rashid")), True),
        ({"server_slots": 1}, call_of(person("rashid")), False),
        ({"server_slots": 1}, call_of(person("rashid"), "customer/tool/x"), True),
        ({"slots": 1}, call_of(person("rashid"), "customer/tool/x"), False),
        ({"caller_slots": 1, "server_slots": 1, "slots": 1}, call_of(target="finance/stream/"), True),
    ],
)
async def test_each_limit_counts_its_own(settings: dict[str, int], other: Call, fits: bool) -> None:
    bracket = SlotsBracket(LimitsSettings.model_validate(settings))
    async with bracket.hold(Exchange(call_of())):
        before = dict(bracket.taken)
        second = bracket.hold(Exchange(other))
        if fits:
            async with second:
                assert bracket.taken != before
        else:
            with pytest.raises(Refusal) as refused:
                await second.__aenter__()
            assert refused.value.deny.reason is Reason.BUSY
            assert refused.value.deny.retry_after
        assert bracket.taken == before


async def test_standing_streams_of_one_caller_are_few() -> None:
    bracket = SlotsBracket(LimitsSettings(caller_streams=1))
    stream = Exchange(call_of(target="finance/stream/"))
    async with bracket.hold(stream):
        with pytest.raises(Refusal, match="standing streams of this caller"):
            await bracket.hold(stream).__aenter__()


@pytest.mark.control("LIM-03")
async def test_a_call_that_takes_too_long_ends_in_a_timeout() -> None:
    bracket = DeadlineBracket(LimitsSettings(call_seconds=0.001))
    assert isinstance(bracket, Bracket)
    with pytest.raises(TimeoutError):
        async with bracket.hold(Exchange(call_of())):
            await asyncio.Event().wait()
    task = asyncio.current_task()
    assert task is not None
    assert task.cancelling() == 0


async def test_a_call_in_time_leaves_nothing_that_could_still_expire() -> None:
    held = DeadlineBracket(LimitsSettings(call_seconds=1)).hold(Exchange(call_of()))
    assert isinstance(held, _Deadline)
    async with held:
        assert list(held._hourglass._waiting) == [held]
    assert not held._hourglass._waiting


async def test_one_timer_serves_calls_that_begin_one_after_the_other() -> None:
    bracket = DeadlineBracket(LimitsSettings(call_seconds=0.02))
    ended: list[int] = []

    async def run(number: int) -> None:
        try:
            async with bracket.hold(Exchange(call_of())):
                await asyncio.Event().wait()
        except TimeoutError:
            ended.append(number)

    first = asyncio.create_task(run(1))
    async with bracket.hold(Exchange(call_of())):
        await asyncio.wait([first], timeout=0.001)
    second = asyncio.create_task(run(2))
    await asyncio.wait([first, second])
    third = asyncio.create_task(run(3))
    await third
    assert ended == [1, 2, 3]


async def test_somebody_elses_cancellation_stays_one() -> None:
    bracket = DeadlineBracket(LimitsSettings())
    entered = asyncio.Event()

    async def run() -> None:
        async with bracket.hold(Exchange(call_of())):
            entered.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(run())
    await entered.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_an_outer_cancellation_wins_over_a_deadline_that_struck_with_it() -> None:
    bracket = DeadlineBracket(LimitsSettings())
    entered = asyncio.Event()

    async def run() -> None:
        held = bracket.hold(Exchange(call_of()))
        assert isinstance(held, _Deadline)
        async with held:
            entered.set()
            try:
                await asyncio.Event().wait()
            finally:
                held.expire()

    task = asyncio.create_task(run())
    await entered.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


@pytest.mark.parametrize(
    ("kind", "seconds"),
    [(TargetKind.TOOL, 7), (TargetKind.MODEL, 7), (TargetKind.CATALOG, 5), (TargetKind.SESSION, 5), (TargetKind.COMPLETION, 5), (TargetKind.STREAM, 9)],
)
def test_each_kind_of_call_has_its_own_time(kind: TargetKind, seconds: int) -> None:
    bracket = DeadlineBracket(LimitsSettings(call_seconds=7, question_seconds=5, stream_seconds=9))
    held = bracket.hold(Exchange(call_of(target=f"finance/{kind.value}/x")))
    assert isinstance(held, _Deadline)
    assert held.seconds == seconds
