"""Fills tables of the schema from columns of values: the road from NumPy and Python into DuckDB.

Above: the makers that draw with NumPy. Below: bank_kit.world.schema, duckdb.
"""

from collections.abc import Iterable, Mapping, Sequence

import duckdb
import numpy as np
from numpy.typing import NDArray

from bank_kit.world.schema import TABLES

Column = NDArray[np.generic]


def objects(values: Iterable[object]) -> NDArray[np.object_]:
    """A column of Python values, None where there is no value."""
    found = list(values)
    column = np.empty(len(found), dtype=np.object_)
    column[:] = found
    return column


def fill(connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, Column]) -> None:
    """Creates the table with the schema's columns and types; KeyError when a column is missing. Days may be datetime64 of any unit."""
    wanted = TABLES[table].columns
    # DuckDB scans datetime64 from seconds downwards only, and takes texts an object at a time far faster than as fixed-width ones.
    arrays = {column.name: _scannable(columns[column.name]) for column in wanted}
    connection.register("filling", arrays)
    selected = ", ".join(f'"{column.name}"::{column.type} AS "{column.name}"' for column in wanted)
    connection.execute(f'CREATE TABLE "{table}" AS SELECT {selected} FROM filling')
    connection.unregister("filling")


def fill_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Creates the table from rows whose values stand in the schema's order; ValueError for a row of another width."""
    names = [column.name for column in TABLES[table].columns]
    if any(len(row) != len(names) for row in rows):
        raise ValueError(f"a row of {table} has not {len(names)} values")
    fill(connection, table, {name: objects(row[index] for row in rows) for index, name in enumerate(names)})


def _scannable(column: Column) -> Column:
    if column.dtype.kind == "M":
        return column.astype("datetime64[s]")
    return column.astype(np.object_) if column.dtype.kind == "U" else column
