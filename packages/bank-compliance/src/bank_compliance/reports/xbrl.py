"""Validates an instance with Arelle, offline, in a process of its own: Arelle keeps state of the whole process, and a server has other work.

The extra `xbrl`; without it the answer says that nothing was validated.
"""

import importlib.util
import json
import os
import sys
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from subprocess import DEVNULL

import anyio

from bank_compliance.reports.instance import TAXONOMY
from bank_kit.failures import FailureCode, ToolFailureError

SECONDS = 60.0
MOST_MESSAGES = 20
_FAULTS = frozenset({"error", "critical", "warning"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """What the validator said; `done` is False where it is not installed, and then `valid` says nothing."""

    done: bool
    valid: bool
    validator: str
    messages: tuple[str, ...]


def validate(instance: bytes, taxonomy: bytes) -> Validation:
    """Against XBRL 2.1 and the taxonomy; DEADLINE_EXCEEDED after a minute."""
    if importlib.util.find_spec("arelle") is None:
        return Validation(done=False, valid=False, validator="none", messages=("NOT_VALIDATED: the extra xbrl is not installed",))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "instance.xbrl").write_bytes(instance)
        (folder / TAXONOMY).write_bytes(taxonomy)
        anyio.run(partial(_run, folder))
        return _read(folder / "log.json")


async def _run(folder: Path) -> None:
    command = [
        sys.executable, "-m", "arelle.CntlrCmdLine", "--file", "instance.xbrl", "--internetConnectivity=offline", "--validate", "--logFile", "log.json",
    ]  # fmt: skip
    # Its settings and cache go with the scratch folder: nothing of one run reaches the next.
    environment = {**os.environ, "XDG_CONFIG_HOME": str(folder / "settings"), "HOME": str(folder)}
    with anyio.move_on_after(SECONDS) as scope:
        await anyio.run_process(command, cwd=folder, env=environment, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL, check=False)
    if scope.cancelled_caught:
        raise ToolFailureError(FailureCode.DEADLINE_EXCEEDED, "the validation of the report took too long", remedy="try again later")


def _read(log: Path) -> Validation:
    try:
        entries = json.loads(log.read_text(encoding="utf-8"))["log"]
    except (OSError, ValueError, KeyError):
        raise ToolFailureError(FailureCode.UNAVAILABLE, "the validator gave no answer", remedy="try again later") from None
    faults = [entry for entry in entries if entry.get("level") in _FAULTS]
    told = tuple(f"{entry.get('code', '')}: {str(entry.get('message', {}).get('text', ''))[:200]}" for entry in faults[:MOST_MESSAGES])
    validated = any("validated" in str(entry.get("message", {}).get("text", "")) for entry in entries)
    return Validation(done=True, valid=validated and not faults, validator="Arelle, XBRL 2.1, offline", messages=told)
