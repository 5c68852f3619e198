"""Floods: one caller's excess is that caller's own, strangers cost little, standing streams are counted and end with their token."""

import json
import socket
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import pairwise

import pytest
from staging.ground import Ground
from staging.hostile import Heard, Hostile, Json
from staging.house import House, house, memory_kib, modern
from staging.stage import POLICY, Stage
from staging.wire import Asked, ask, opened, read_until

pytestmark = pytest.mark.component

LIMITS = """\
routing: {probe_seconds: 0}
limits: {caller: {per_second: 20, burst: 20}, targets: {alpha/tool/open_rare: {per_second: 0.1, burst: 2}}, caller_slots: 3, caller_streams: 2}
"""


async def echo(heard: Heard) -> None:
    await heard.text("echo")


async def waits(heard: Heard) -> None:
    await heard.until_gone()


@pytest.fixture(scope="module")
def narrow(ground: Ground, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A gateway with small limits."""
    alpha = Hostile("alpha")
    for name in ("open_echo", "open_rare"):
        alpha.offer(name, echo)
    alpha.offer("open_waits", waits)
    alpha.acts["subscriptions/listen"] = _listening
    ground.raise_up(alpha)
    issuer = ground.issuer()
    with house(tmp_path_factory.mktemp("narrow"), issuer, (alpha,), POLICY, more=LIMITS) as made:
        yield Stage(made, alpha, alpha, issuer, ground)


async def _listening(heard: Heard) -> None:
    await heard.begin()
    params: Json = {"notifications": {}, "_meta": {"io.modelcontextprotocol/subscriptionId": heard.message["id"]}}
    await heard.event({"jsonrpc": "2.0", "method": "notifications/subscriptions/acknowledged", "params": params})
    await heard.until_gone(60)


def statuses(house: House, count: int, subject: str, tool: str = "open_echo", agent: str = "agent") -> Counter[int]:
    token = house.issuer.token(house.door("alpha"), subject, {"client_id": agent})
    return Counter(house.call(tool, server="alpha", token=token).status for _ in range(count))


@pytest.mark.control("LIM-01")
def test_one_callers_flood_slows_nobody_else_down(narrow: Stage) -> None:
    flood = statuses(narrow.house, 60, "flooder")
    assert flood[429] > 20
    assert statuses(narrow.house, 10, "neighbour") == {200: 10}
    assert statuses(narrow.house, 10, "flooder", agent="rate-other")[200] == 10, "the user's other agent is counted apart"


@pytest.mark.control("LIM-01")
def test_what_is_refused_is_charged_as_what_is_answered_and_hidden_names_are_no_way_round(narrow: Stage) -> None:
    refused = statuses(narrow.house, 60, "prober", tool="secret_none")
    assert refused[429] > 20
    # On a slow machine a call or two may have become free again meanwhile.
    assert statuses(narrow.house, 8, "prober")[429] >= 4


@pytest.mark.control("LIM-01")
def test_a_targets_own_rate_holds_at_both_doors_and_in_both_eras(narrow: Stage) -> None:
    house = narrow.house
    one, all_ = (house.token(server, "rarely") for server in ("alpha", ""))
    seen = [
        house.call("open_rare", server="alpha", token=one).status,
        house.call("alpha__open_rare", token=all_).status,
        house.legacy("tools/call", {"name": "open_rare"}, server="alpha", token=one).status,
        house.legacy("tools/call", {"name": "alpha__open_rare"}, token=all_).status,
    ]
    assert seen == [200, 200, 429, 429]
    limited = house.call("open_rare", server="alpha", token=one)
    assert int(limited.header("retry-after")) >= 1
    assert house.sealed(limited.call)["outcome"] == "rate_limited"


@pytest.mark.control("LIM-02")
def test_slots_of_one_caller_are_its_own_and_are_given_back(narrow: Stage) -> None:
    house = narrow.house
    message, headers = modern("tools/call", {"name": "open_waits", "arguments": {}}, {})
    token = house.token("alpha", "holder")
    asked = Asked(house.port, "POST", "/mcp/alpha", (("authorization", f"Bearer {token}"), *headers), _encoded(message))
    with ExitStack() as held:
        narrow.alpha.heard.clear()
        for _ in range(3):
            held.enter_context(opened(asked))
        narrow.alpha.wait(lambda: len(narrow.alpha.calls("open_waits")) == 3)
        busy = house.call("open_echo", server="alpha", token=token)
        assert (busy.status, busy.reason) == (503, "busy")
        assert statuses(house, 3, "another") == {200: 3}
    for one in narrow.alpha.calls("open_waits"):
        narrow.alpha.wait(one.gone.is_set)
    assert house.call("open_echo", server="alpha", token=token).status == 200


def _encoded(message: Json) -> bytes:
    return json.dumps(message).encode()


def _listen(house: House, token: str) -> Asked:
    message, headers = modern("subscriptions/listen", {"notifications": {"toolsListChanged": True}}, {})
    return Asked(house.port, "POST", "/mcp/alpha", (("authorization", f"Bearer {token}"), *headers), _encoded(message))


@pytest.mark.control("LIM-02")
def test_standing_streams_of_one_caller_are_counted(narrow: Stage) -> None:
    house = narrow.house
    token = house.token("alpha", "listener")
    with ExitStack() as held:
        for _ in range(2):
            read_until(held.enter_context(opened(_listen(house, token))), b"acknowledged")
        assert ask(_listen(house, token)).status == 503
        with opened(_listen(house, house.token("alpha", "listener two"))) as other:
            read_until(other, b"acknowledged")


@pytest.mark.control("IDN-06")
def test_a_standing_stream_ends_with_the_token_that_opened_it(narrow: Stage) -> None:
    house = narrow.house
    token = house.issuer.token(house.door("alpha"), "brief", {"exp": int(time.time()) + 2})
    begun = time.monotonic()
    with opened(_listen(house, token)) as stream:
        read_until(stream, b"acknowledged")
        stream.settimeout(10)
        rest = b""
        while piece := stream.recv(65536):
            rest += piece
    assert time.monotonic() - begun < 5
    assert b"restarting" in rest or b"cut" in rest or rest.endswith(b"0\r\n\r\n")


@pytest.mark.control("EDG-04")
def test_strangers_in_hundreds_cost_the_house_little_and_known_callers_nothing(narrow: Stage) -> None:
    house = narrow.house
    process = house.process
    assert process is not None
    size = memory_kib(process.pid)

    def stranger(number: int) -> int:
        return house.call("open_echo", server="alpha", token=f"not.a.token{number}").status

    with ThreadPoolExecutor(8) as pool:
        begun = [time.perf_counter()]
        flood = pool.map(stranger, range(800))
        for number in range(15):
            assert house.call("open_echo", server="alpha", token=house.token("alpha", f"known{number % 3}")).status == 200
            begun.append(time.perf_counter())
        assert set(flood) <= {401, 429}
    assert max(later - earlier for earlier, later in pairwise(begun)) < 1.5
    assert memory_kib(process.pid) - size < 50 * 1024


def test_a_thousand_idle_connections_are_no_reason_to_stop(narrow: Stage) -> None:
    house = narrow.house
    idle = [socket.create_connection(("127.0.0.1", house.port), timeout=20) for _ in range(400)]
    try:
        assert house.call("open_echo", server="alpha", token=house.token("alpha", "patient")).status == 200
    finally:
        for one in idle:
            one.close()
