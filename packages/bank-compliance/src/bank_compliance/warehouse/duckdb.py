"""The warehouse on DuckDB, over the Parquet files of a world. The adapter: open it through `port.OPEN`, for it loads the engine.

Above: whoever composes the server, and the quality report. Below: the views of `sql`, DuckDB. Knows nothing of what is asked.
The engine may read the world's folder and nothing else, and its settings are locked. On Snowflake the staged tables are loaded from the same files;
the views are the same text.
"""

import threading
from dataclasses import dataclass
from pathlib import Path

import duckdb

from bank_compliance.warehouse import text
from bank_kit.failures import FailureCode, ToolFailureError

MEMORY = "1500MB"
THREADS = 2
SECONDS = 120.0
"""Time one question may take."""
MOST_ROWS = 300_000
"""Rows one answer may have."""
STAGED = ("transaction", "account", "party", "kyc_file", "fx_eod")
VIEWS = ("fact_tx", "fact_leg", "dim_account", "dim_party")

_RATES = """
CREATE TABLE dim_rate AS
WITH day AS (SELECT CAST(unnest(generate_series(min(date), max(date), INTERVAL 1 DAY)) AS DATE) AS day FROM staged_fx_eod),
wanted AS (SELECT quote AS currency, day FROM (SELECT DISTINCT quote FROM staged_fx_eod) CROSS JOIN day)
SELECT w.currency, w.day, f.mid AS per_euro FROM wanted w ASOF JOIN staged_fx_eod f ON f.quote = w.currency AND f.date <= w.day
UNION ALL SELECT 'EUR', day, 1.0 FROM day
ORDER BY currency, day
"""
"""A weekend or holiday has the rate of the business day before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What the engine may use: memory and spill as DuckDB writes them (`1500MB`), threads, seconds for one question."""

    memory: str = MEMORY
    spill: str = "8GB"
    threads: int = THREADS
    seconds: float = SECONDS


class DuckDBWarehouse:
    """A `Warehouse` on one engine; each question has a cursor of its own."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, version: str, seconds: float = SECONDS) -> None:
        self._connection = connection
        self._version = version
        self._seconds = seconds

    @property
    def version(self) -> str:
        """The version of the world."""
        return self._version

    def rows(self, question: str) -> list[tuple[object, ...]]:
        """As `Warehouse.rows`."""
        try:
            with self._connection.cursor() as cursor:
                found = self._fetched(cursor, question)
        except duckdb.InterruptException:
            raise ToolFailureError(FailureCode.DEADLINE_EXCEEDED, "the question took too long", remedy="ask for a shorter period") from None
        except duckdb.OutOfMemoryException:
            raise ToolFailureError(FailureCode.LIMIT_EXCEEDED, "the question needs more memory than it may have", remedy="ask for a shorter period") from None
        except duckdb.Error as error:
            # The engine's own words may hold paths and values.
            raise ToolFailureError(FailureCode.UNAVAILABLE, f"the warehouse did not answer ({type(error).__name__})", remedy="try again later") from None
        if len(found) > MOST_ROWS:
            raise ToolFailureError(FailureCode.LIMIT_EXCEEDED, "the answer has too many rows", remedy="ask for a shorter period or stricter parameters")
        return found

    def _fetched(self, cursor: duckdb.DuckDBPyConnection, question: str) -> list[tuple[object, ...]]:
        ends = threading.Timer(self._seconds, cursor.interrupt)
        ends.start()
        try:
            return cursor.execute(question).fetchmany(MOST_ROWS + 1)
        finally:
            ends.cancel()

    def close(self) -> None:
        """Ends the engine."""
        self._connection.close()


def open_warehouse(folder: Path, version: str, scratch: Path, bounds: Bounds | None = None) -> DuckDBWarehouse:
    """Over the Parquet files in the folder of a world (`World.folder`, `World.version`); spills into `scratch`. UNAVAILABLE when a file is missing."""
    allowed = bounds or Bounds()
    connection = duckdb.connect()
    connection.execute(f"SET memory_limit = '{allowed.memory}'")
    connection.execute(f"SET threads = {int(allowed.threads)}")
    connection.execute(f"SET max_temp_directory_size = '{allowed.spill}'")
    connection.execute("SET preserve_insertion_order = false")
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET temp_directory = $1", [str(scratch)])
    try:
        for table in STAGED:
            source = connection.read_parquet(str(folder / f"{table}.parquet"))
            source.create_view(f"staged_{table}")
        connection.execute("SET allowed_directories = $1", [[f"{folder}/"]])
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        make_tables(connection)
    except duckdb.IOException:
        connection.close()
        raise ToolFailureError(FailureCode.UNAVAILABLE, "the warehouse has no data", remedy="build the world first") from None
    return DuckDBWarehouse(connection, version, allowed.seconds)


def make_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """The rates and the views over `staged_` tables with the columns of the world."""
    connection.execute(_RATES)
    for view in VIEWS:
        connection.execute(text.read("bank_compliance.warehouse", view))
