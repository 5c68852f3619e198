"""DuckDB over a world's files, for what is cheaper summed or turned there than row by row here. An adapter: ask for it late.

Above: filling. Below: the world's Parquet files.
"""

from collections.abc import Iterator

import duckdb

from bank_kit.world.port import FoundWorld

BATCH = 20_000

CURVE_DAYS = """
SELECT curve_id, date, max(zero_rate) FILTER (days = 30), max(zero_rate) FILTER (days = 91), max(zero_rate) FILTER (days = 182),
  max(zero_rate) FILTER (days = 365), max(zero_rate) FILTER (days = 730), max(zero_rate) FILTER (days = 1095), max(zero_rate) FILTER (days = 1826),
  max(zero_rate) FILTER (days = 2557), max(zero_rate) FILTER (days = 3652), max(zero_rate) FILTER (days = 7305), max(zero_rate) FILTER (days = 10957)
FROM read_parquet($1) GROUP BY curve_id, date ORDER BY curve_id, date
"""
VOLATILITY_DAYS = """
SELECT underlying, date, max(volatility) FILTER (tenor = '1M'), max(volatility) FILTER (tenor = '3M'), max(volatility) FILTER (tenor = '1Y'),
  max(volatility) FILTER (tenor = '5Y')
FROM read_parquet($1) GROUP BY underlying, date ORDER BY underlying, date
"""
DEPOSITS = """
WITH moved AS (
  SELECT debit_account AS id, -sum(amount) AS amount FROM read_parquet($1) GROUP BY 1
  UNION ALL SELECT credit_account, sum(amount) FROM read_parquet($1) GROUP BY 1
), net AS (SELECT id, sum(amount) AS amount FROM moved GROUP BY 1)
SELECT a.legal_entity, a.product, coalesce(p.segment, 'OWN'), a.currency, sum(a.opening + coalesce(n.amount, 0)), count(*)
FROM read_parquet($2) a LEFT JOIN net n ON n.id = a.id LEFT JOIN read_parquet($3) p ON p.id = a.customer_id
GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
"""


def curve_days(world: FoundWorld) -> Iterator[list[tuple[object, ...]]]:
    """Curve, day and its eleven zero rates, in batches."""
    return _asked(CURVE_DAYS, str(world.path("curve_point")))


def volatility_days(world: FoundWorld) -> Iterator[list[tuple[object, ...]]]:
    """Underlying, day and its four volatilities, in batches."""
    return _asked(VOLATILITY_DAYS, str(world.path("volatility_eod")))


def deposits(world: FoundWorld) -> Iterator[list[tuple[object, ...]]]:
    """Legal entity, product, segment, currency, balance at the end of the business date, number of accounts."""
    return _asked(DEPOSITS, *(str(world.path(name)) for name in ("transaction", "account", "party")))


def _asked(statement: str, *files: str) -> Iterator[list[tuple[object, ...]]]:
    with duckdb.connect() as connection:
        cursor = connection.execute(statement, list(files))
        while batch := cursor.fetchmany(BATCH):
            yield batch
