"""However a call ends, one record says so, with the right reason: answered, cut, hung up, killed, without a disk, without a server."""

import asyncio
import json
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from staging.ground import Ground
from staging.hostile import Heard, Hostile
from staging.house import House, modern
from staging.wire import Answer, Asked, opened

from strongroom.audit.keys import VERIFIER_FILE
from strongroom.audit.note import Verifier
from strongroom.audit.prove import ProofError, check_proof, prove
from strongroom.audit.verify import verify

pytestmark = [pytest.mark.component, pytest.mark.timeout(120)]

Build = Callable[..., House]
QUIET = "routing: {probe_seconds: 0, open_seconds: 0.5}"


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    """Callers beside the test."""
    with ThreadPoolExecutor(8) as made:
        yield made


class Slow:
    """A tool that answers when it is told to."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._go = asyncio.Event()

    async def act(self, heard: Heard) -> None:
        await asyncio.wait({asyncio.ensure_future(self._go.wait()), asyncio.ensure_future(heard.gone.wait())}, return_when=asyncio.FIRST_COMPLETED)
        if not heard.gone.is_set():
            await heard.text("slow, but here")

    def go(self) -> None:
        async def now() -> None:
            self._go.set()

        self._ground.do(now())


def in_flight(pool: ThreadPoolExecutor, house: House, alpha: Hostile, tool: str = "open_slow") -> "Future[Answer]":
    """A call that is at the server now."""
    before = len(alpha.calls(tool))
    said = pool.submit(house.call, tool, server="alpha")
    alpha.wait(lambda: len(alpha.calls(tool)) > before)
    return said


def outcomes(house: House, tool: str) -> list[str]:
    """How the calls of one tool ended, by the log."""
    return [str(one["outcome"]) for one in house.records() if isinstance(one["target"], dict) and one["target"]["name"] == tool]


def until(true: Callable[[], bool], seconds: float, what: str) -> float:
    begun = time.monotonic()
    while not true():
        assert time.monotonic() - begun < seconds, what
        time.sleep(0.05)
    return time.monotonic() - begun


@pytest.mark.control("OPS-02")
def test_a_changed_policy_hides_a_tool_within_two_seconds_and_drops_nothing(build: Build, ground: Ground, alpha: Hostile, pool: ThreadPoolExecutor) -> None:
    house, slow = build(QUIET), Slow(ground)
    alpha.offer("open_slow", slow.act)
    said = in_flight(pool, house, alpha)
    policy = house.folder / "policy.yaml"
    policy.write_text(policy.read_text().replace('"alpha/tool/open_*", ', ""))

    def hidden() -> bool:
        return "open_echo" not in house.send("tools/list", server="alpha").names()

    took = until(hidden, 5, "the tool never went")
    assert took < 2.5
    refused = house.call("open_echo", server="alpha")
    assert refused.reason == "not_found"
    slow.go()
    answered = said.result(20)
    assert answered.status == 200, "the call that was allowed when it began ends under the road it began on"
    assert house.sealed(answered.call)["outcome"] == "allowed"
    assert house.sealed(refused.call)["outcome"] == "not_found"
    policy.write_text("rules: nonsense\n")
    until(lambda: "is not taken" in house.output, 5, "the fault was never told")
    assert house.call("write_echo", server="alpha").status == 200, "a policy that is none changes nothing"


@pytest.mark.control("OPS-01")
def test_a_stop_lets_the_quick_finish_and_seals_the_slow_as_cut(build: Build, ground: Ground, alpha: Hostile, pool: ThreadPoolExecutor) -> None:
    house, slow, never = build(QUIET), Slow(ground), Slow(ground)
    alpha.offer("open_slow", slow.act)
    alpha.offer("open_never", never.act)
    quick = in_flight(pool, house, alpha)
    stuck = in_flight(pool, house, alpha, "open_never")
    stopped = pool.submit(house.stop)
    time.sleep(0.5)
    slow.go()
    assert quick.result(20).status == 200
    cut = stuck.result(20)
    assert (cut.status, cut.reason) == (503, "cut")
    assert stopped.result(40) == 0
    assert house.sealed(quick.result().call)["outcome"] == "allowed"
    assert house.sealed(cut.call)["outcome"] == "cut"
    alpha.wait(alpha.calls("open_never")[0].gone.is_set)
    assert verify(house.state / "audit").whole
    assert "Traceback" not in house.output


@pytest.mark.control("AUD-01")
def test_a_client_that_hangs_up_stops_the_server_and_is_sealed_as_gone(build: Build, ground: Ground, alpha: Hostile) -> None:
    house = build(QUIET)
    alpha.offer("open_slow", Slow(ground).act)
    message, headers = modern("tools/call", {"name": "open_slow", "arguments": {}}, {})
    asked = Asked(house.port, "POST", "/mcp/alpha", (("authorization", f"Bearer {house.token('alpha')}"), *headers), json.dumps(message).encode())
    for _ in range(3):
        alpha.heard.clear()
        with opened(asked):
            alpha.wait(lambda: len(alpha.calls("open_slow")) == 1)
        alpha.wait(alpha.calls("open_slow")[-1].gone.is_set)
    until(lambda: outcomes(house, "open_slow") == ["client_gone"] * 3, 10, "not sealed as gone")
    assert house.call("open_echo", server="alpha").status == 200


@pytest.mark.control("AUD-03")
def test_killed_under_load_the_gateway_loses_no_call_that_it_answered(build: Build, pool: ThreadPoolExecutor) -> None:
    house = build(f"{QUIET}\nlimits: {{caller: {{per_second: 100000, burst: 100000}}}}")
    answered: list[str] = []

    def load(number: int) -> None:
        token = house.token("alpha", f"user{number}")
        try:
            while True:
                said = house.call("write_echo", {"n": number}, server="alpha", token=token)
                if said.status == 200:
                    answered.append(said.call)
        except (OSError, ValueError):
            return

    for round_ in range(2):
        working = [pool.submit(load, number) for number in range(4)]
        _grown(answered, 150 * (round_ + 1))
        assert house.stop(signal.SIGKILL) == -signal.SIGKILL
        for one in working:
            one.result(30)
        house.start()
    sealed = Counter(str(one["call"]) for one in house.records())
    assert len(answered) > 300
    assert [call for call in answered if sealed[call] != 1] == []
    last = house.call("write_echo", server="alpha").call
    audit = house.state / "audit"
    verifier = Verifier.parse((audit / VERIFIER_FILE).read_text())
    until(lambda: _proves(audit, last), 15, "no checkpoint covers the last call")
    for call in (answered[0], answered[len(answered) // 2], answered[-1], last):
        assert call.encode() in check_proof(prove(audit, call), verifier).record
    house.stop()
    assert verify(audit).whole


def _grown(answered: list[str], most: int) -> None:
    until(lambda: len(answered) > most, 30, "no load")


def _proves(audit: Path, call: str) -> bool:
    try:
        return bool(prove(audit, call))
    except ProofError:
        return False


@pytest.mark.control("AUD-08")
def test_without_room_on_the_disk_writes_are_refused_reads_go_on_and_nothing_is_lost(build: Build) -> None:
    house = build(f"{QUIET}\nlog_level: error\nlimits: {{caller: {{per_second: 100000, burst: 100000}}}}", under=("prlimit", "--fsize=150000:unlimited"))
    process = house.process
    assert process is not None
    calls: list[Answer] = []
    while (said := house.call("write_echo", server="alpha")).status == 200:
        calls.append(said)
        assert len(calls) < 2000, "the limit was never met"
    assert (said.status, said.reason) == (503, "audit_unavailable")
    assert "audit log cannot be written" in said.text
    reads = [house.call("open_echo", server="alpha") for _ in range(10)]
    assert [one.status for one in reads] == [200] * 10
    refused = house.call("write_echo", server="alpha")
    assert (refused.status, refused.reason) == (503, "audit_unavailable")
    assert house.get("/readyz").status in {200, 503}
    assert "audit" in house.get("/readyz").text
    subprocess.run(["prlimit", "--pid", str(process.pid), "--fsize=unlimited:unlimited"], check=True)
    until(lambda: house.call("write_echo", server="alpha").status == 200, 15, "it never recovers")
    for one in (*calls, *reads, said, refused):
        house.sealed(one.call)
    assert house.stop() == 0
    assert verify(house.state / "audit").whole


@pytest.mark.control("OPS-05")
def test_a_server_that_is_down_is_named_left_alone_and_taken_back(build: Build, ground: Ground, alpha: Hostile) -> None:
    house = build("routing: {probe_seconds: 0, failures_to_open: 3, open_seconds: 1}")
    assert house.call("open_echo", server="alpha").status == 200
    port = alpha.port
    alpha.up = False
    ground.take_down(port)
    refused = [house.call("open_echo", server="alpha") for _ in range(6)]
    assert {(one.status, one.reason) for one in refused} == {(502, "upstream_unavailable")}
    assert all("alpha" in one.text for one in refused)
    assert [house.sealed(one.call)["outcome"] for one in refused] == ["upstream_unavailable"] * 6
    assert "alpha" in house.get("/readyz").text
    alpha.up = True
    ground.raise_up(alpha, port)
    took = until(lambda: house.call("open_echo", server="alpha").status == 200, 10, "it is never taken back")
    assert took < 5


@pytest.mark.control("OPS-05")
def test_a_write_is_never_sent_twice_however_its_connection_breaks(build: Build, alpha: Hostile) -> None:
    house = build(QUIET)

    async def breaks(heard: Heard) -> None:
        heard.writer.transport.abort()

    alpha.offer("write_breaks", breaks)
    alpha.offer("open_breaks", breaks)
    for tool, most in (("write_breaks", 1), ("open_breaks", 3)):
        house.call("write_echo", server="alpha")
        said = house.call(tool, server="alpha")
        assert (said.status, said.reason) == (502, "upstream_unavailable")
        assert 1 <= len(alpha.calls(tool)) <= most
        assert outcomes(house, tool) == ["upstream_unavailable"]


@pytest.mark.control("LIM-03")
def test_a_call_over_its_deadline_is_ended_and_says_so(build: Build, ground: Ground, alpha: Hostile) -> None:
    house = build(f"{QUIET}\nlimits: {{call_seconds: 0.7}}")
    alpha.offer("open_slow", Slow(ground).act)
    said = house.call("open_slow", server="alpha")
    assert (said.status, said.reason) == (504, "deadline")
    assert house.sealed(said.call)["outcome"] == "deadline"
    alpha.wait(alpha.calls("open_slow")[0].gone.is_set)


def test_one_session_is_at_home_with_every_worker_and_ends_for_all(build: Build, alpha: Hostile) -> None:
    house = build(QUIET, "--workers", "2")
    session = house.handshake(server="alpha")
    said = [house.legacy("tools/call", {"name": "write_echo", "arguments": {"n": n}}, server="alpha", session=session) for n in range(40)]
    assert {one.status for one in said} == {200}
    assert {one.header("mcp-session-id") for one in alpha.calls("write_echo")} == alpha.sessions
    shards = {path.name for path in (house.state / "audit").glob("shard-*")}
    assert len(shards) == 2
    assert len({str(house.sealed(one.call)["call"]) for one in said}) == 40
    deleted = house.ask("DELETE", server="alpha", session=session)
    assert deleted.status == 200
    after = {house.legacy("tools/list", server="alpha", session=session).status for _ in range(20)}
    assert after == {404}, "a session that was ended is gone at every worker"
    sealed_by = _shards_with_calls(house)
    assert sealed_by == 2, "both workers had calls"


def _shards_with_calls(house: House) -> int:
    return sum(1 for shard in (house.state / "audit").glob("shard-*") if any(path.stat().st_size > 5000 for path in shard.rglob("*.segment")))


def test_a_full_operational_log_stops_no_call(build: Build, tmp_path: Path) -> None:
    (tmp_path / "gateway.log").write_bytes(b"x" * 4_999_000)
    house = build(f"{QUIET}\nlog_level: info", under=("prlimit", "--fsize=5000000:unlimited"))
    said = [house.call("write_echo", server="alpha") for _ in range(30)]
    assert (tmp_path / "gateway.log").stat().st_size == 5_000_000, "the log is full"
    assert {one.status for one in said} == {200}
    assert house.stop() == 0
    assert verify(house.state / "audit").records >= 30


@pytest.mark.control("AUD-01")
def test_a_client_of_the_handshake_era_cancels_with_a_message_and_the_server_hears_it(
    build: Build, ground: Ground, alpha: Hostile, pool: ThreadPoolExecutor
) -> None:
    house, slow = build(QUIET), Slow(ground)
    alpha.offer("open_slow", slow.act)
    session = house.handshake(server="alpha")
    said = pool.submit(house.legacy, "tools/call", {"name": "open_slow"}, server="alpha", session=session)
    alpha.wait(lambda: len(alpha.calls("open_slow")) == 1)
    cancel: dict[str, object] = {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 1, "reason": "enough"}}
    lines = [("mcp-protocol-version", "2025-11-25"), ("mcp-session-id", session)]
    assert house.post(json.dumps(cancel).encode(), server="alpha", headers=lines).status == 202
    alpha.wait(lambda: any(one.method == "notifications/cancelled" and one.params.get("requestId") == 1 for one in alpha.heard))
    heard = next(one for one in alpha.heard if one.method == "notifications/cancelled")
    assert heard.header("mcp-session-id") in alpha.sessions
    slow.go()
    assert house.sealed(said.result(20).call)["outcome"] == "allowed"
