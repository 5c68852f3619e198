"""Compares a direct run with one through the gateway, and writes the comparison for people and for machines."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from suite import Scenario

Run = Mapping[str, Scenario]


@dataclass(frozen=True, slots=True)
class Row:
    """One scenario of one revision, both ways."""

    revision: str
    scenario: str
    direct: Scenario
    through: Scenario | None

    @property
    def worse(self) -> bool:
        """Whether it passes directly and fails, or is missing, through the gateway."""
        return not self.direct.failed and (self.through is None or bool(self.through.failed))

    @property
    def weaker(self) -> list[str]:
        """Checks that pass directly and are only warned of, skipped or not reached through the gateway."""
        if self.through is None:
            return []
        return sorted(set(self.direct.passed) - set(self.through.passed) - set(self.through.failed))


def compare(direct: Mapping[str, Run], through: Mapping[str, Run]) -> list[Row]:
    """One row per revision and scenario, in the order of the direct run."""
    return [
        Row(revision, name, scenario, through.get(revision, {}).get(name)) for revision, scenarios in direct.items() for name, scenario in scenarios.items()
    ]


def table(rows: list[Row], *, way: str) -> str:
    """The comparison as text: totals per revision, then every scenario that is not the same both ways, then what failed and why."""
    lines = [f"{'revision':<12}{'scenarios':>10}{'direct':>16}{way:>18}   verdict", f"{'':<12}{'':>10}{'passed/failed':>16}{'passed/failed':>18}"]
    for revision in dict.fromkeys(row.revision for row in rows):
        mine = [row for row in rows if row.revision == revision]
        through = [row.through for row in mine if row.through]
        direct_total = f"{sum(len(row.direct.passed) for row in mine)}/{sum(len(row.direct.failed) for row in mine)}"
        through_total = f"{sum(len(one.passed) for one in through)}/{sum(len(one.failed) for one in through)}"
        worse = sum(row.worse for row in mine)
        lines.append(f"{revision:<12}{len(mine):>10}{direct_total:>16}{through_total:>18}   {'same' if not worse else f'{worse} scenarios worse'}")
    for row in rows:
        for check, message in row.direct.failed.items():
            lines.append(f"fails directly:  {row.revision} {row.scenario} {check}: {message}")
        if row.worse:
            failed = row.through.failed if row.through else {"(all)": "not run"}
            lines += [f"WORSE:           {row.revision} {row.scenario} {check}: {message}" for check, message in failed.items()]
        if row.weaker:
            lines.append(f"weaker:          {row.revision} {row.scenario}: {', '.join(row.weaker)}")
    return "\n".join(lines) + "\n"


def keep(rows: list[Row], folder: Path, *, way: str) -> str:
    """Write summary.txt and summary.json into `folder`; returns the text."""
    text = table(rows, way=way)
    (folder / "summary.txt").write_text(text)
    data = {
        "way": way,
        "worse": [f"{row.revision} {row.scenario}" for row in rows if row.worse],
        "scenarios": [
            {
                "revision": row.revision,
                "scenario": row.scenario,
                "direct": asdict(row.direct),
                "through": asdict(row.through) if row.through else None,
                "worse": row.worse,
                "weaker": row.weaker,
            }
            for row in rows
        ],
    }
    (folder / "summary.json").write_text(json.dumps(data, indent=1) + "\n")
    return text
