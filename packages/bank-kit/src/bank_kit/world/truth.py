"""The ground truth: which groups of transactions launder, and which only look alike. Computed from size and seed, never kept in a world's folder.

Above: the command line and tests that measure detection. Below: the makers of the ledger, DuckDB (this is its adapter). No server may import this module.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path

import duckdb

from bank_kit.world.making.build import LEDGER, connect
from bank_kit.world.manifest import WorldError
from bank_kit.world.size import Spec

_GROUP = """
CREATE TABLE truth AS
WITH paid AS (SELECT grp, list('T-' || lpad(id::VARCHAR, 8, '0') ORDER BY id) AS transactions FROM draft_booked WHERE grp IS NOT NULL GROUP BY grp)
SELECT scenario AS typology, grp AS "group", laundering, list('A-' || number ORDER BY place) AS accounts, any_value(transactions) AS transactions
FROM draft_role JOIN paid USING (grp) GROUP BY scenario, grp, laundering ORDER BY grp
"""
_FLAT = """
SELECT typology, "group", laundering, list_aggregate(accounts, 'string_agg', ' ') AS accounts, list_aggregate(transactions, 'string_agg', ' ') AS transactions
FROM truth
"""
_FORMATS = {".parquet": "FROM truth", ".csv": _FLAT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One group of a typology: its accounts, the centre first, and its transactions in order of booking."""

    typology: str
    group: int
    laundering: bool
    accounts: tuple[str, ...]
    transactions: tuple[str, ...]


def truth(spec: Spec) -> tuple[Group, ...]:
    """All groups of the world of that spec."""
    with tempfile.TemporaryDirectory() as scratch, _computed(spec, Path(scratch)) as connection:
        rows = connection.execute("FROM truth").fetchall()
    return tuple(
        Group(typology=typology, group=group, laundering=laundering, accounts=tuple(accounts), transactions=tuple(transactions))
        for typology, group, laundering, accounts, transactions in rows
    )


def write_truth(spec: Spec, file: Path) -> int:
    """Writes a row for each group to a .parquet file (lists) or a .csv file (lists with spaces between); returns how many. WorldError for other names."""
    chosen = _FORMATS.get(file.suffix)
    if chosen is None:
        raise WorldError(f"the file must end in {' or '.join(_FORMATS)}")
    with tempfile.TemporaryDirectory() as scratch, _computed(spec, Path(scratch)) as connection:
        written = connection.execute(f"COPY ({chosen}) TO $1 (FORMAT {file.suffix.removeprefix('.')})", [str(file)]).fetchone()
    assert written is not None
    return int(written[0])


def _computed(spec: Spec, scratch: Path) -> duckdb.DuckDBPyConnection:
    connection = connect(spec, scratch)
    for step in LEDGER:
        step.make(connection, spec)
    connection.execute(_GROUP)
    return connection
