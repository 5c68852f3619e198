"""A table of the world as written down: one line for each column."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `type` is DuckDB's word for it."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table, the columns its rows are ordered by and unique in, and all its columns."""

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]


def table(name: str, meaning: str, key: str, columns: str) -> Table:
    """From `key` names and lines of `name TYPE meaning`; ValueError for a key that is no column."""
    found = tuple(Column(*(line.split(maxsplit=2))) for line in columns.strip().splitlines())
    keys = tuple(key.split())
    missing = set(keys) - {column.name for column in found}
    if missing:
        raise ValueError(f"table {name}: {sorted(missing)} are no columns")
    return Table(name, meaning, keys, found)
