"""Long runs are few, tell how far they are, and stop when the caller goes."""

import asyncio
import threading

import pytest
from pydantic import BaseModel

from bank_kit.envelope import Envelope
from bank_kit.identity.caller import Caller
from bank_kit.long_runs import LongRuns
from bank_kit.progress import Progress
from bank_kit.tools import Long, Tool


class Nothing(BaseModel):
    pass


class Gate:
    """A run that reports at each look whether it may end; counts how many are inside."""

    def __init__(self) -> None:
        self.opened = threading.Event()
        self.inside = threading.Semaphore(0)

    def wait(self, _: Nothing, caller: Caller, progress: Progress) -> Nothing:
        del caller
        self.inside.release()
        done = 0.0
        while not self.opened.wait(0.005):
            done += 1
            progress.report(done)
        return Nothing()

    def tool(self, *, seconds: float = 30) -> Tool[Nothing]:
        return Tool(name="wait", title="Wait", description="Waits.", scope="test.read", arguments=Nothing, result=Nothing, run=Long(self.wait, seconds=seconds))


@pytest.fixture
def gate() -> Gate:
    return Gate()


async def _unheard(done: float, total: float | None, message: str | None) -> None:
    del done, total, message


async def test_each_step_is_sent_once_and_in_order(gate: Gate, caller: Caller) -> None:
    heard: list[float] = []

    async def hear(done: float, total: float | None, message: str | None) -> None:
        del total, message
        heard.append(done)
        if len(heard) == 2:
            gate.opened.set()

    result = await LongRuns().call(gate.tool(), {}, caller, hear)
    assert not result.is_error
    assert len(heard) >= 2
    assert heard == sorted(set(heard))


async def test_a_caller_who_goes_stops_the_thread(gate: Gate, caller: Caller) -> None:
    runs = LongRuns(threads=1)
    call = asyncio.create_task(runs.call(gate.tool(), {}, caller, _unheard))
    await asyncio.to_thread(gate.inside.acquire)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    gate.opened.set()
    # The only thread is free again.
    assert not (await runs.call(gate.tool(), {}, caller, _unheard)).is_error


async def test_a_run_ends_when_its_time_is_up(gate: Gate, caller: Caller) -> None:
    result = await LongRuns().call(gate.tool(seconds=0.05), {}, caller, _unheard)
    assert result.structured_content["error"]["code"] == "DEADLINE_EXCEEDED"


async def test_no_more_runs_than_threads_and_no_longer_a_queue_than_said(gate: Gate, caller: Caller) -> None:
    runs = LongRuns(threads=1, waiting=1)
    calls = [asyncio.create_task(runs.call(gate.tool(), {}, caller, _unheard)) for _ in range(2)]
    await asyncio.to_thread(gate.inside.acquire)
    refused = await runs.call(gate.tool(), {}, caller, _unheard)
    assert refused.structured_content["error"]["code"] == "LIMIT_EXCEEDED"
    assert refused.structured_content["error"]["allowed"] == "1 at once and 1 that wait"
    assert not gate.inside.acquire(blocking=False)
    gate.opened.set()
    assert [(await call).is_error for call in calls] == [False, False]


def test_a_tool_can_be_run_where_nobody_listens(gate: Gate, caller: Caller) -> None:
    gate.opened.set()
    assert not gate.tool().call({}, caller).is_error
    assert Tool(name="a", title="a", description="a", scope="a", arguments=Nothing, result=Envelope[Nothing], run=lambda _, __: Nothing()).seconds is None
