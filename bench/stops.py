"""Where the microseconds of one call go: the real composed house, driven in this process through its ASGI door, by a few callers at once.

Usage: python bench/stops.py SETTINGS TARGET_FILE      prints JSON: [[stop, median microseconds], ...]
Times are of the wall clock. Brackets are timed on the way in; what they do on the way out is in the row "leaving". The row "routing" holds the wait for
the server, during which other calls run; the last row is the CPU time of the whole process per call, without the HTTP server in front of the door.
"""

import asyncio
import json
import statistics
import sys
import time
from collections.abc import Iterator, MutableMapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import uvloop

from strongroom.app.compose import House
from strongroom.app.configuration import load
from strongroom.core.call import Call
from strongroom.core.exchange import Exchange
from strongroom.core.stops import Sink
from strongroom.pipeline.engine import Road

WARM_UP: Final = 300
CALLS: Final = 4000
CALLERS: Final = 8
INSIDE: Final[ContextVar[list[int]]] = ContextVar("inside")
"""Nanoseconds that the call of this context spent in the engine."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One call to the door: path, headers and body as a client would send them; @ID@ stands where the id goes."""

    path: str
    host: str
    headers: tuple[tuple[str, str], ...]
    body: str

    def scope(self, length: int) -> dict[str, object]:
        """As uvicorn would say it."""
        lines = [("host", self.host), *((name.lower(), value) for name, value in self.headers), ("content-length", str(length))]
        return {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.4"},
            "http_version": "1.1",
            "method": "POST",
            "scheme": "http",
            "path": self.path,
            "raw_path": self.path.encode(),
            "query_string": b"",
            "root_path": "",
            "headers": [(name.encode(), value.encode()) for name, value in lines],
            "client": ("127.0.0.1", 50000),
            "server": ("127.0.0.1", int(self.host.rpartition(":")[2])),
            "state": {},
        }


@dataclass(slots=True)
class Watch:
    """Stands in the place of the engine's `run` and keeps what each exchange says about itself."""

    house: House
    rows: dict[str, list[float]] = field(default_factory=dict)

    async def run(self, road: Road, call: Call, sink: Sink) -> Exchange:
        """Run, and remember."""
        begun = time.perf_counter_ns()
        exchange = await type(self.house.engine).run(self.house.engine, road, call, sink)
        whole = time.perf_counter_ns() - begun
        INSIDE.get().append(whole)
        left = whole - exchange.upstream_ns
        for name, nanoseconds in exchange.timings:
            self.keep(name, nanoseconds)
            left -= nanoseconds
        self.keep("routing (server and wire)", exchange.upstream_ns)
        self.keep("leaving (seal, slots, engine)", left)
        return exchange

    def keep(self, name: str, nanoseconds: int) -> None:
        """One more value for a row."""
        self.rows.setdefault(name, []).append(nanoseconds / 1000)


async def shoot(house: House, watch: Watch, shot: Shot, number: int) -> None:
    """One call through the whole door; the answer must be a good one."""
    body = shot.body.replace("@ID@", f"{number:06}").encode()
    told = asyncio.Event()
    status = 0

    async def receive() -> dict[str, object]:
        if told.is_set():
            await asyncio.Event().wait()
        told.set()
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: MutableMapping[str, object]) -> None:
        nonlocal status
        found = message.get("status")
        status = found if isinstance(found, int) else status

    inside: list[int] = []
    INSIDE.set(inside)
    begun = time.perf_counter_ns()
    await house.application(shot.scope(len(body)), receive, send)
    whole = time.perf_counter_ns() - begun
    if status != 200:
        raise RuntimeError(f"the door answered {status}")
    watch.keep("edge (read, identity, answer)", whole - sum(inside))


async def fire(house: House, watch: Watch, shot: Shot, numbers: Iterator[int]) -> None:
    """One caller: takes numbers as long as there are any."""
    for number in numbers:
        await shoot(house, watch, shot, number)


async def volley(house: House, watch: Watch, shot: Shot, count: int) -> float:
    """`count` calls by all callers; microseconds of CPU per call."""
    numbers = iter(range(count))
    begun = time.process_time_ns()
    await asyncio.gather(*(fire(house, watch, shot, numbers) for _ in range(CALLERS)))
    return (time.process_time_ns() - begun) / count / 1000


async def medians(settings: Path, shot: Shot) -> list[tuple[str, float]]:
    """Median microseconds by stop."""
    house = House(load(settings), measure=True)
    watch = Watch(house)
    vars(house.engine)["run"] = watch.run
    await house.start()
    try:
        await volley(house, watch, shot, WARM_UP)
        watch.rows.clear()
        cpu = await volley(house, watch, shot, CALLS)
    finally:
        await house.close()
    order = ["edge (read, identity, answer)", *(name for name in watch.rows if not name.startswith("edge"))]
    return [*((name, statistics.median(watch.rows[name])) for name in order), ("CPU of the process per call", cpu)]


def main() -> None:
    """Read the arguments, measure, print."""
    said = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    shot = Shot(said["path"], said["host"], tuple(said["headers"].items()), said["body"].replace("@ID@", '"@ID@"'))
    print(json.dumps(uvloop.run(medians(Path(sys.argv[1]), shot))))


if __name__ == "__main__":
    main()
