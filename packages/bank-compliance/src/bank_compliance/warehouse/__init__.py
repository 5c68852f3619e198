"""The warehouse: every transaction, account and party of the bank as tables for questions in SQL.

Above: monitoring, tracing, quality, cases and reports. Below: bank_kit's failures, DuckDB (in `duckdb`, its adapter: ask for it late).
Knows nothing of scenarios, alerts, lists or callers.
`port` is what a warehouse can do; `text` reads the SQL of a room and puts checked values into it; `duckdb` answers from the Parquet files of a world.
The views in `sql` and every question asked of them are one text that means the same to DuckDB and to Snowflake: sqlglot translates each in the tests.
Snowflake itself has never run them here.
"""
