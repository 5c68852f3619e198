"""Throughput of the audit log: durable records a second at several numbers of waiting callers, the cost of a seal on the event loop, and verification.

Usage: python bench/audit.py [--seconds 2] [--json FILE]. Writes to a folder below the system's temporary one: what is measured is that disk.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path

import uvloop

from strongroom.audit.bracket import SealBracket, SealRules
from strongroom.audit.embedded import EmbeddedLedger
from strongroom.audit.keys import FileKeys
from strongroom.audit.recent import Recent
from strongroom.audit.record import Recorder
from strongroom.audit.settings import AuditSettings
from strongroom.audit.verify import verify
from strongroom.core.call import Call, Request, Trace
from strongroom.core.decision import Decision, Effect, Obligation, ObligationKind
from strongroom.core.exchange import Exchange
from strongroom.core.ids import new_call_id
from strongroom.core.principal import MfaLevel, Principal
from strongroom.core.reason import Reason
from strongroom.core.target import Target, TargetKind

ANSWER = b'{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"' + b"x" * 300 + b'"}]}}'
PRINCIPAL = Principal(
    subject="u-1001",
    issuer="https://idp.example/",
    client="agent-7",
    actors=("agent-7",),
    roles=frozenset({"relationship_manager", "staff"}),
    mfa=MfaLevel.ONE_TIME_CODE,
)
DECISION = Decision(
    reason=Reason.ALLOWED,
    reasons=("Relationship managers may read accounts of their own customers.",),
    rule="accounts.read",
    revision="5f0c3a77d1e2b904",
    effect=Effect.READ,
    obligations=(Obligation(ObligationKind.MASK, "$.iban", "last4"),),
)


def exchange() -> Exchange:
    """A governed call that was allowed, as the engine leaves it."""
    call = Call(
        id=new_call_id(),
        principal=PRINCIPAL,
        target=Target(TargetKind.TOOL, "bank-finance", "get_account"),
        arguments={"account_id": "ACC-000017", "as_of": "2026-11-22"},
        request=Request(protocol="mcp", version="2026-07-28", endpoint="", method="tools/call", id=1, body=b"b" * 324),
        trace=Trace("a" * 32, "b" * 16),
        received_at=time.time(),
        peer="127.0.0.1",
        purpose="servicing",
        decision=DECISION,
    )
    made = Exchange(call)
    made.decision, made.reason, made.applied = DECISION, Reason.ALLOWED, {"mask:iban": 1}
    return made


async def sealed(directory: Path, callers: int, seconds: float) -> dict[str, float]:
    """Callers that each seal one call after the other; CPU is that of the whole process and of the event loop's thread alone."""
    settings = AuditSettings(directory=directory, origin="bench.example/audit")
    keys = FileKeys.open(directory, origin=settings.origin)
    ledger = EmbeddedLedger(settings, keys)
    await ledger.start()
    bracket = SealBracket(ledger, Recorder(keys.digest_key), Recent(), rules=SealRules())
    waited: list[float] = []
    made = exchange()
    end = time.perf_counter() + seconds
    whole, loop = time.process_time(), time.thread_time()

    async def caller() -> None:
        while time.perf_counter() < end:
            context = bracket.hold(made)
            begun = time.perf_counter()
            await context.__aenter__()
            if made.on_delivered is not None:
                made.on_delivered(ANSWER)
            await context.__aexit__(None, None, None)
            waited.append(time.perf_counter() - begun)

    await asyncio.gather(*(caller() for _ in range(callers)))
    whole, loop = time.process_time() - whole, time.thread_time() - loop
    await ledger.close()
    waited.sort()
    count = len(waited)
    return {
        "callers": callers,
        "records_per_second": count / seconds,
        "p50_ms": waited[count // 2] * 1e3,
        "p99_ms": waited[int(count * 0.99)] * 1e3,
        "cpu_us": whole / count * 1e6,
        "loop_cpu_us": loop / count * 1e6,
    }


def parts(rounds: int = 20_000) -> dict[str, float]:
    """Microseconds of the record alone, best of five."""
    recorder, made = Recorder(b"k" * 32), exchange()
    best = float("inf")
    for _ in range(5):
        begun = time.process_time()
        for _ in range(rounds):
            running = recorder.begin()
            running.update(ANSWER)
            recorder.record(made, running, duration_ns=1)
        best = min(best, (time.process_time() - begun) / rounds * 1e6)
    return {"record_us": best}


def main() -> int:
    """Measure and print; 1 if the log written by the benchmark does not verify."""
    parser = argparse.ArgumentParser(description="Throughput of the audit log.")
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        directory = Path(folder) / "audit"
        record = parts()
        print(f"record with three keyed digests: {record['record_us']:.1f} us CPU")
        print(f"{'callers':>8} {'durable/s':>10} {'p50 ms':>8} {'p99 ms':>8} {'CPU us':>8} {'loop us':>8}")
        rows = [uvloop.run(sealed(directory, callers, chosen.seconds)) for callers in (1, 16, 64, 512)]
        for row in rows:
            numbers = f"{row['p50_ms']:>8.2f} {row['p99_ms']:>8.2f} {row['cpu_us']:>8.1f} {row['loop_cpu_us']:>8.1f}"
            print(f"{row['callers']:>8.0f} {row['records_per_second']:>10.0f} {numbers}")
        begun = time.process_time()
        report = verify(directory)
        speed, quiet = report.records / report.seconds, report.records / (time.process_time() - begun)
        said = "whole" if report.whole else "DAMAGED"
        print(f"verify: {report.records} records, {report.checkpoints} checkpoints, {speed:,.0f} records/s ({quiet:,.0f} per second of CPU), {said}")
    if chosen.json:
        chosen.json.write_text(
            json.dumps({"parts": record, "durable": rows, "verify_per_second": speed, "verify_per_cpu_second": quiet, "whole": report.whole}, indent=2)
        )
    return 0 if report.whole else 1


if __name__ == "__main__":
    sys.exit(main())
