"""make conformance: the official MCP suites against the fixture, directly and through the gateway; fails where the way through is worse.

Then against the four bank servers, directly; fails where a check that applies to them fails (see banks.py).

    python tests/conformance/run.py                  both ways and the bank servers, all revisions
    python tests/conformance/run.py --relay          a plain relay in place of the gateway: what the shim alone changes (nothing)
    python tests/conformance/run.py --direct         the fixture alone
    python tests/conformance/run.py --banks          the bank servers alone
    python tests/conformance/run.py --revision 2026-07-28 --scenario caching

The summary is printed and kept in out/conformance/ with everything the suite and the processes said.
"""

import argparse
import asyncio
import contextlib
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import banks
import suite
from gateway import Ports, gateway, sealed
from ports import free_port
from process import Process, started
from shim import Relay
from summary import compare, keep

OUT = suite.ROOT / "out" / "conformance"
HERE = Path(__file__).resolve().parent


@contextlib.asynccontextmanager
async def way_through(arguments: argparse.Namespace, fixture: int) -> AsyncIterator[str]:
    """The address under test: the shim, and behind it the gateway (or nothing), and behind that the fixture."""
    shim_port = free_port()
    async with contextlib.AsyncExitStack() as stack:
        if arguments.relay:
            relay, path = Relay(fixture, "unused"), "/mcp"
        else:
            behind = await stack.enter_async_context(gateway(Ports(fixture=fixture, shim=shim_port, own=free_port(), issuer=free_port()), OUT))
            relay, path = Relay(behind.port, behind.token), behind.path
        server = await relay.serve(shim_port)
        stack.push_async_callback(server.wait_closed)
        stack.callback(server.close)
        yield f"http://localhost:{shim_port}{path}"


async def run_all(url: str, name: str, arguments: argparse.Namespace) -> dict[str, dict[str, suite.Scenario]]:
    """Every chosen revision against one address."""
    found = {}
    for revision in arguments.revision or suite.REVISIONS:
        begun = time.monotonic()
        found[revision] = await suite.run(url, revision, OUT / name / revision, scenario=arguments.scenario)
        passed = sum(len(one.passed) for one in found[revision].values())
        failed = sum(len(one.failed) for one in found[revision].values())
        print(f"[conformance] {name:<8} {revision}  {passed} passed, {failed} failed  ({time.monotonic() - begun:.1f} s)", flush=True)
    return found


async def main(arguments: argparse.Namespace) -> int:
    """0 where nothing that passes directly fails on the way through, and the bank servers pass what applies to them."""
    OUT.mkdir(parents=True, exist_ok=True)
    if arguments.banks:
        return await run_the_banks(arguments)
    worse = await run_the_house(arguments)
    if arguments.direct or arguments.relay:
        return worse
    return max(worse, await run_the_banks(arguments))


async def run_the_banks(arguments: argparse.Namespace) -> int:
    """0 where they pass all that applies."""
    found = await banks.run_banks(tuple(arguments.revision or suite.REVISIONS), OUT / "banks", scenario=arguments.scenario)
    print(banks.keep(found, OUT), end="")
    return 1 if banks.failed(found) else 0


async def run_the_house(arguments: argparse.Namespace) -> int:
    """0 where nothing that passes directly fails on the way through."""
    port = free_port()
    fixture = Process("fixture", [sys.executable, "-m", "fixture", "--port", str(port)], port, folder=HERE)
    async with started(fixture, OUT):
        direct = await run_all(f"http://localhost:{port}/mcp", "direct", arguments)
        if arguments.direct:
            return 1 if any(scenario.failed for found in direct.values() for scenario in found.values()) else 0
        way = "relay" if arguments.relay else "gateway"
        async with way_through(arguments, port) as url:
            through = await run_all(url, way, arguments)
    if not arguments.relay:
        print(f"[conformance] the audit log of the run verifies: {await sealed(OUT)} calls sealed")
    rows = compare(direct, through)
    print(keep(rows, OUT, way=way), end="")
    return 1 if any(row.worse for row in rows) else 0


def parsed(words: list[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="Run the official MCP suites directly and through the gateway.")
    parser.add_argument("--relay", action="store_true", help="a plain relay in place of the gateway")
    parser.add_argument("--direct", action="store_true", help="the fixture alone")
    parser.add_argument("--banks", action="store_true", help="the bank servers alone")
    parser.add_argument("--revision", action="append", choices=suite.REVISIONS, help="only this revision; may be repeated")
    parser.add_argument("--scenario", default="", help="only this scenario")
    return parser.parse_args(words)


if __name__ == "__main__":
    try:
        sys.exit(asyncio.run(main(parsed(sys.argv[1:]))))
    except suite.SuiteError as error:
        print(f"[conformance] {error}", file=sys.stderr)
        sys.exit(2)
