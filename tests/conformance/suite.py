"""Runs the official suite against one address and reads what it found, scenario by scenario."""

import asyncio
import json
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INSTALLED = ROOT / ".components" / "conformance"
PROGRAM = INSTALLED / "node_modules" / "@modelcontextprotocol" / "conformance" / "dist" / "index.js"
REVISIONS = ("2026-07-28", "2025-11-25", "2025-06-18")
SUITE_SECONDS = 300
_FOLDER = re.compile(r"server-(?P<scenario>.+?)-\d{4}-\d\d-\d\dT.*")


@dataclass(slots=True)
class Scenario:
    """What one scenario said: the ids of the checks by status, and the message of each failure."""

    passed: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)

    def add(self, check: dict[str, object]) -> None:
        """Count one check; informational ones do not count."""
        identity, message = str(check["id"]), str(check.get("errorMessage", ""))
        status = check["status"]
        if status == "SUCCESS":
            self.passed.append(identity)
        elif status == "FAILURE":
            self.failed[identity] = message
        elif status == "WARNING":
            self.warned.append(identity)
        elif status == "SKIPPED":
            self.skipped.append(identity)


class SuiteError(Exception):
    """The suite itself could not run."""


async def run(url: str, revision: str, folder: Path, *, scenario: str = "") -> dict[str, Scenario]:
    """Run all scenarios of one revision (or the one named) against `url`, keep the suite's own files in `folder`.

    Raises SuiteError where the suite is not installed, hangs, or leaves no results.
    """
    node = _prepare(folder)
    chosen = ["--scenario", scenario] if scenario else ["--suite", "all"]
    with (folder / "suite.txt").open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            node,
            PROGRAM,
            "server",
            "--url",
            url,
            *chosen,
            "--spec-version",
            revision,
            "-o",
            folder,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
        try:
            await asyncio.wait_for(process.wait(), SUITE_SECONDS)
        except TimeoutError as error:
            process.kill()
            raise SuiteError(f"revision {revision} took longer than {SUITE_SECONDS} s; see {folder}") from error
    found = read(folder)
    if not found:
        raise SuiteError(f"revision {revision} left no results; see {folder / 'suite.txt'}")
    return found


def _prepare(folder: Path) -> Path:
    """An empty folder, and the Node the suite runs on."""
    node = INSTALLED / "node"
    if not node.exists():
        raise SuiteError("the suite is not installed; run `make components`")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return node


def read(folder: Path) -> dict[str, Scenario]:
    """The scenarios whose results lie in `folder`, by name."""
    found: dict[str, Scenario] = {}
    for path in sorted(folder.glob("*/checks.json")):
        named = _FOLDER.fullmatch(path.parent.name)
        if named is None:
            continue
        scenario = found.setdefault(named["scenario"], Scenario())
        for check in json.loads(path.read_text()):
            scenario.add(check)
    return found
