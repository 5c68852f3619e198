"""The controls as written down in catalogue.toml."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from bank_kit.envelope import digest

_FILE = Path(__file__).parent / "catalogue.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One control; a restricted one rests on suspicious-activity reports and is asked for cleared callers only."""

    framework: str
    id: str
    clause: str
    title: str
    population: str
    violations: str
    note: str = ""
    restricted: bool = False
    parameters: dict[str, int] = field(default_factory=dict)

    @property
    def query_sha256(self) -> str:
        """Of both questions."""
        return digest([self.population, self.violations])

    @property
    def params_version(self) -> str:
        """Of the values they are asked with."""
        return digest(self.parameters)


@cache
def catalogue() -> tuple[Control, ...]:
    """All, in the order of the file."""
    return tuple(Control(**entry) for entry in tomllib.loads(_FILE.read_text(encoding="utf-8"))["control"])


def frameworks() -> tuple[str, ...]:
    """Their names, sorted."""
    return tuple(sorted({control.framework for control in catalogue()}))


def of_framework(name: str) -> tuple[Control, ...]:
    """Its controls; empty for a name that is none."""
    return tuple(control for control in catalogue() if control.framework == name)
