"""Short requests pay for nothing; long ones are watched; and stopping ends them all."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

import pytest

from strongroom.core.reason import Reason
from strongroom.core.target import TargetKind
from strongroom.edge.endings import Asked
from strongroom.edge.flights import TICK_SECONDS, Flight, Flights, Patience
from strongroom.edge.port import AsgiMessage
from strongroom.edge.sink import AnswerSink, Hooks
from strongroom.wire.mcp.revisions import Era

ASKED = Asked(Era.MODERN, 1, "tools/call", TargetKind.TOOL, "get", "c1")


class Airport:
    """Flights whose clock the test moves, and whose client the test is."""

    def __init__(self, asked: Asked = ASKED) -> None:
        self.time = 1000.0
        self.flights = Flights(Patience(body=10, write=30, keep_alive=15), lambda: self.time)
        self.gone = asyncio.Event()
        self.sent: list[AsgiMessage] = []
        self.block: asyncio.Event | None = None
        self.sink = AnswerSink(self.send, asked, Hooks(), lambda: self.time)

    async def send(self, message: AsgiMessage) -> None:
        if self.block is not None:
            await self.block.wait()
        self.sent.append(message)

    async def receive(self) -> AsgiMessage:
        await self.gone.wait()
        return {"type": "http.disconnect"}

    def board(self, work: Callable[[], Awaitable[object]], *, sink: bool = True) -> Flight:
        async def worked() -> object:
            return await work()

        flight = Flight(asyncio.create_task(worked()), self.receive, lambda: self.time)
        flight.sink = self.sink if sink else None
        self.flights.board(flight)
        return flight

    async def ticks(self, seconds: float) -> None:
        self.time += seconds
        for _ in range(10):
            self.flights.tick(self.time)
            await asyncio.sleep(0)


async def ended(flight: Flight) -> Reason | None:
    """Why it was cancelled, if it was."""
    await asyncio.wait((flight.task,), timeout=1)
    return flight.ended if flight.task.cancelled() else None


def reason(flight: Flight) -> Reason | None:
    return flight.ended


async def forever() -> None:
    await asyncio.Event().wait()


async def test_a_young_flight_is_left_alone() -> None:
    port = Airport()
    flight = port.board(forever)
    await port.ticks(TICK_SECONDS / 2)
    assert flight.watch is None
    port.flights.leave(flight)
    flight.task.cancel()
    assert len(port.flights) == 0


async def test_the_ticker_runs_by_itself_while_anybody_flies() -> None:
    port = Airport()
    port.time = asyncio.get_running_loop().time()
    flight = port.board(forever)
    port.gone.set()
    assert await ended(flight) is Reason.CLIENT_GONE


async def test_a_hang_up_ends_what_its_era_says_it_ends() -> None:
    modern = Airport()
    flight = modern.board(forever)
    await modern.ticks(1)
    modern.gone.set()
    assert await ended(flight)
    legacy = Airport(ASKED._replace(era=Era.LEGACY))
    legacy.sink.marked = True
    flight = legacy.board(forever)
    await legacy.ticks(1)
    legacy.gone.set()
    await legacy.ticks(1)
    assert not flight.task.done() and legacy.sink.gone
    flight.task.cancel()


async def test_a_body_that_is_late_is_given_up() -> None:
    port = Airport()
    flight = port.board(forever, sink=False)
    await port.ticks(9)
    assert reason(flight) is None
    await port.ticks(2)
    assert await ended(flight) is Reason.DEADLINE


async def test_silence_is_broken_by_a_sign_of_life() -> None:
    port = Airport()
    flight = port.board(forever)
    await port.ticks(14)
    assert not port.sent
    await port.ticks(2)
    await asyncio.sleep(0)
    assert port.sent[1]["body"] == b": still here\n\n"
    flight.task.cancel()


async def test_a_standing_stream_shows_at_once_that_it_stands() -> None:
    port = Airport()
    flight = port.board(forever)
    flight.standing = True
    await port.ticks(0.1)
    await asyncio.sleep(0)
    assert port.sent[0]["status"] == 200
    flight.task.cancel()


async def test_a_client_that_does_not_read_is_hung_up_on() -> None:
    port = Airport()
    port.block = asyncio.Event()
    flight = port.board(port.sink.keep_alive)
    await port.ticks(29)
    assert reason(flight) is None
    await port.ticks(2)
    assert await ended(flight) is Reason.CLIENT_GONE and port.sink.gone


async def test_a_standing_stream_ends_with_the_token_that_opened_it() -> None:
    port = Airport()
    flight = port.board(forever)
    flight.standing, flight.expires_at = True, port.time + 60
    await port.ticks(59)
    assert reason(flight) is None
    await port.ticks(2)
    assert await ended(flight) is Reason.CUT


@pytest.mark.control("OPS-01")
def left(port: Airport, flight: Flight, task: asyncio.Task[object]) -> None:
    port.flights.leave(flight)


async def test_draining_waits_for_those_that_finish_and_cuts_the_rest() -> None:
    port = Airport()
    done = asyncio.Event()

    async def leaving(work: asyncio.Event) -> None:
        await work.wait()

    quick, slow, standing = port.board(lambda: leaving(done)), port.board(forever), port.board(forever)
    standing.standing = True
    for flight in (quick, slow, standing):
        flight.task.add_done_callback(partial(left, port, flight))
    draining = asyncio.create_task(port.flights.drain(0.05))
    await asyncio.sleep(0)
    assert port.flights.draining and reason(standing) is Reason.CUT and reason(slow) is None
    done.set()
    assert await draining == 1
    assert reason(slow) is Reason.CUT and reason(quick) is None and not len(port.flights)
