"""The makers' only source of chance, as SQL: every draw is a hash of (seed, topic, i, k), so rows may be made in any order on any thread.

`topic` is a word of the maker's own such as 'party', `i` the number of the row, `k` the number of the draw within the row.
Above: the makers. Below: DuckDB. Never `random()`, never the order of rows.
"""

import duckdb

MACROS = (
    # Arguments are combined with exclusive-or, so that without the outer hash two draws of one row would differ by a constant only.
    "draw(topic, i, k) AS hash(hash({seed}::BIGINT, topic::VARCHAR, i::BIGINT, k::BIGINT))",
    "uniform(topic, i, k) AS (draw(topic, i, k) >> 11)::DOUBLE / 9007199254740992.0",
    "draw_between(topic, i, k, low, high) AS (low::BIGINT + (draw(topic, i, k) % (high::BIGINT - low::BIGINT + 1)::UBIGINT)::BIGINT)",
    "cents(topic, i, k, low, high) AS (draw_between(topic, i, k, low::BIGINT * 100, high::BIGINT * 100)::DECIMAL(18,0) * 0.01)::DECIMAL(18,2)",
    "happens(topic, i, k, probability) AS (uniform(topic, i, k) < probability)",
    "pick(choices, topic, i, k) AS choices[(draw(topic, i, k) % len(choices)::UBIGINT)::BIGINT + 1]",
    "normal(topic, i, k) AS sqrt(-2 * ln(1 - uniform(topic, i, k))) * cos(2 * pi() * uniform(topic, i, k + 1000003))",
)


def install(connection: duckdb.DuckDBPyConnection, seed: int) -> None:
    """Gives the connection the macros of that seed.

    draw -> UBIGINT; uniform -> [0, 1); draw_between(topic, i, k, low, high) -> BIGINT, both ends included; cents -> DECIMAL(18,2) between whole
    amounts; happens -> BOOLEAN; pick(list, topic, i, k) -> an element; normal -> standard normal.
    """
    for macro in MACROS:
        connection.execute(f"CREATE OR REPLACE TEMP MACRO {macro.format(seed=int(seed))}")
