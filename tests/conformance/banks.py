"""The official suite against each of the four bank servers, directly; they share one synthetic bank, built on the first run.

    python tests/conformance/run.py --banks                       the bank servers alone
    python tests/conformance/run.py --banks --revision 2025-11-25

The servers run without tokens on loopback, since the suite cannot send any. What it says is kept in out/conformance/banks/.
"""

import json
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import suite
from inapplicable import judged
from ports import free_port
from process import Process, started

SERVERS = ("finance", "risk", "customer", "compliance")


@dataclass(frozen=True, slots=True)
class Finding:
    """One scenario of one revision on one server: what applies, and why the rest does not."""

    server: str
    revision: str
    scenario: str
    applicable: suite.Scenario
    reasons: Mapping[str, str]


async def run_banks(revisions: tuple[str, ...], folder: Path, *, scenario: str = "") -> list[Finding]:
    """Every chosen revision on every server, one server at a time."""
    folder.mkdir(parents=True, exist_ok=True)
    found: list[Finding] = []
    for server in SERVERS:
        port, begun = free_port(), time.monotonic()
        command = [sys.executable, "-m", f"bank_{server}", "serve", "--insecure-no-auth", "--port", str(port), "--world", str(folder / "world")]
        async with started(Process(server, command, port, folder=folder), folder):
            for revision in revisions:
                scenarios = await suite.run(f"http://localhost:{port}/mcp", revision, folder / server / revision, scenario=scenario)
                found += [Finding(server, revision, name, *judged(name, one)) for name, one in scenarios.items()]
        print(f"[conformance] bank-{server:<11} {', '.join(revisions)}  ({time.monotonic() - begun:.1f} s)", flush=True)
    return found


def table(found: list[Finding]) -> str:
    """Per server and revision what passed, failed and did not apply; every failure; every reason once with the scenarios and checks it covers."""
    lines = [f"{'server':<17}{'revision':<12}{'scenarios':>10}{'passed':>8}{'failed':>8}{'inapplicable':>14}"]
    for server, revision in dict.fromkeys((one.server, one.revision) for one in found):
        mine = [one for one in found if (one.server, one.revision) == (server, revision)]
        passed, failed = (sum(len(part) for part in parts) for parts in ([one.applicable.passed for one in mine], [one.applicable.failed for one in mine]))
        inapplicable = sum(len(one.reasons) for one in mine)
        lines.append(f"bank-{server:<12}{revision:<12}{len(mine):>10}{passed:>8}{failed:>8}{inapplicable:>14}")
    for one in found:
        lines += [f"FAILS:  bank-{one.server} {one.revision} {one.scenario} {check}: {message}" for check, message in one.applicable.failed.items()]
    passing = sorted({one.scenario for one in found if one.scenario not in {each.scenario for each in found if not _says_something(each)}})
    lines.append("judged: " + ", ".join(passing))
    reasons: dict[str, set[str]] = {}
    for one in found:
        for check, reason in one.reasons.items():
            reasons.setdefault(reason, set()).add(one.scenario if not _says_something(one) else f"{one.scenario} {check}")
    lines += [f"inapplicable: {reason}: {', '.join(sorted(places))}" for reason, places in sorted(reasons.items())]
    return "\n".join(lines) + "\n"


def _says_something(one: Finding) -> bool:
    """Whether more of it applies than the check of the wire."""
    return len(set(one.applicable.passed) | set(one.applicable.failed)) > 1 or not one.reasons


def keep(found: list[Finding], folder: Path) -> str:
    """Write banks.txt and banks.json into `folder`; returns the text."""
    text = table(found)
    (folder / "banks.txt").write_text(text)
    (folder / "banks.json").write_text(json.dumps([asdict(one) for one in found], indent=1) + "\n")
    return text


def failed(found: list[Finding]) -> bool:
    """Whether anything that applies fails."""
    return any(one.applicable.failed for one in found)
