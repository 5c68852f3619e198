"""Regulatory parameters as dated tables: a value is always asked for by rulebook, paragraph, name and date, and always comes with its source.

A table is a CSV file (UTF-8, comma) in the package that uses it, one file for each framework, with the columns of `COLUMNS`.
`jurisdiction` is BCBS, EU, UK or US; `key` tells rows of one name apart and may be empty; `valid_to` is the last day and may be empty;
`unit` is ratio, bp, years, days, count, EUR or none; `doubt` says what could not be checked against the primary text, and is shown to the user.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from pathlib import Path

from bank_kit.envelope import digest
from bank_kit.failures import FailureCode, ToolFailureError

COLUMNS = ("framework", "paragraph", "name", "key", "value", "unit", "jurisdiction", "valid_from", "valid_to", "source", "doubt")
UNITS = frozenset({"ratio", "bp", "years", "days", "count", "EUR", "none"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One row: a value in force from `valid_from` to `valid_to` inclusive."""

    framework: str
    paragraph: str
    name: str
    key: str
    value: Decimal
    unit: str
    jurisdiction: str
    valid_from: date
    valid_to: date | None
    source: str
    doubt: str

    def in_force(self, on: date) -> bool:
        """Whether it holds on that day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class ParameterTableError(ValueError):
    """A table file is wrong; the message names file and line."""


class Rulebook:
    """The parameters of one jurisdiction on one day; `version` changes with any of them."""

    def __init__(self, jurisdiction: str, on: date, rows: Iterable[Parameter]) -> None:
        self.jurisdiction = jurisdiction
        self.on = on
        self._rows = {(row.framework, row.name, row.key): row for row in rows}
        shown = sorted([*key, str(row.value)] for key, row in self._rows.items())
        self.version = f"{jurisdiction}-{on.isoformat()}-{digest(shown).removeprefix('sha256:')[:12]}"

    def row(self, framework: str, name: str, key: str = "") -> Parameter:
        """The parameter in force; UNSUPPORTED_JURISDICTION when this rulebook has none."""
        found = self._rows.get((framework, name, key))
        if found is None:
            named = f"{framework} {name}{f' [{key}]' if key else ''}"
            raise ToolFailureError(
                FailureCode.UNSUPPORTED_JURISDICTION,
                f"no value of {named} is in force in {self.jurisdiction} on {self.on.isoformat()}",
                field="as_of",
                remedy="ask for another jurisdiction or date; the parameter resources show what is in force",
            )
        return found

    def number(self, framework: str, name: str, key: str = "") -> float:
        """As `row`, for calculators on floats."""
        return float(self.row(framework, name, key).value)

    def exact(self, framework: str, name: str, key: str = "") -> Decimal:
        """As `row`, for rules on money."""
        return self.row(framework, name, key).value

    def keyed(self, framework: str, name: str) -> Mapping[str, float]:
        """All keys of one name; empty when there are none."""
        return {key: float(row.value) for (of, called, key), row in self._rows.items() if (of, called) == (framework, name)}

    def doubts(self, *frameworks: str) -> tuple[str, ...]:
        """Warnings for results that rest on values whose primary text could not be checked."""
        found = {
            f"UNVERIFIED_PARAMETER: {row.framework} {row.paragraph} {row.name}: {row.doubt}"
            for row in self._rows.values()
            if row.doubt and row.framework in frameworks
        }
        return tuple(sorted(found))


class ParameterTables:
    """All rows of some table files."""

    def __init__(self, rows: Iterable[Parameter]) -> None:
        self.rows = tuple(rows)
        _without_overlap(self.rows)

    @classmethod
    def read(cls, folder: Path) -> "ParameterTables":
        """Every `*.csv` of a folder; ParameterTableError when a row is malformed or two rows are in force at once."""
        return cls(row for path in sorted(folder.glob("*.csv")) for row in _read(path))

    def rulebook(self, jurisdiction: str, on: date) -> Rulebook:
        """What is in force that day: the jurisdiction's own rows, and those of BCBS where it has none of that name."""
        chosen = [row for row in self.rows if row.jurisdiction == jurisdiction and row.in_force(on)]
        if not any(row.jurisdiction == jurisdiction for row in self.rows):
            allowed = ", ".join(sorted({row.jurisdiction for row in self.rows}))
            raise ToolFailureError(FailureCode.UNSUPPORTED_JURISDICTION, "no parameters of that jurisdiction", field="jurisdiction", allowed=allowed)
        own = {(row.framework, row.name) for row in chosen}
        fallback = [row for row in self.rows if row.jurisdiction == "BCBS" and row.in_force(on) and (row.framework, row.name) not in own]
        return Rulebook(jurisdiction, on, [*fallback, *chosen])

    def of(self, framework: str, paragraph: str) -> tuple[Parameter, ...]:
        """All rows of a paragraph, of every jurisdiction and time, for those who look rules up."""
        return tuple(row for row in self.rows if (row.framework, row.paragraph) == (framework, paragraph))


def _read(path: Path) -> Iterable[Parameter]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise ParameterTableError(f"{path.name}: the first line must be {','.join(COLUMNS)}")
        for line, cells in enumerate(reader, start=2):
            try:
                yield _parameter(cells)
            except (ValueError, InvalidOperation, KeyError, TypeError) as error:
                raise ParameterTableError(f"{path.name}:{line}: {error}") from None


def _parameter(cells: Mapping[str, str]) -> Parameter:
    if cells["unit"] not in UNITS:
        raise ValueError(f"unit must be one of {', '.join(sorted(UNITS))}")
    if not cells["source"]:
        raise ValueError("source is empty")
    return Parameter(
        framework=cells["framework"],
        paragraph=cells["paragraph"],
        name=cells["name"],
        key=cells["key"],
        value=Decimal(cells["value"]),
        unit=cells["unit"],
        jurisdiction=cells["jurisdiction"],
        valid_from=date.fromisoformat(cells["valid_from"]),
        valid_to=date.fromisoformat(cells["valid_to"]) if cells["valid_to"] else None,
        source=cells["source"],
        doubt=cells["doubt"],
    )


def _without_overlap(rows: Iterable[Parameter]) -> None:
    ordered = sorted(rows, key=lambda row: (row.framework, row.name, row.key, row.jurisdiction, row.valid_from))
    for first, second in pairwise(ordered):
        same = (first.framework, first.name, first.key, first.jurisdiction) == (second.framework, second.name, second.key, second.jurisdiction)
        if same and (first.valid_to is None or first.valid_to >= second.valid_from):
            raise ParameterTableError(f"{second.framework} {second.name} [{second.key}] {second.jurisdiction}: two rows are in force on {second.valid_from}")
