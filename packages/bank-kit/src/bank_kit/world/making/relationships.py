"""Who owns, controls, signs for and lives with whom.

Above: build. Below: parties, casting. Half the companies come in groups of eight, a tree of holdings, so that a person may stand four edges above a company;
shares of one company add up to one at most. The companies of a benign ring of payments belong to its first.
"""

import duckdb

from bank_kit.world.size import Spec

_EDGES = """
CREATE TABLE draft_edge AS
WITH treasury AS (
    SELECT member.n, head.n AS head, member.place AS seat FROM draft_role member JOIN draft_role head USING (grp)
    WHERE member.scenario = 'CYCLE' AND NOT member.laundering AND head.place = 0
), company AS (
    SELECT p.n, p.since, (p.n // 3 - 1) // 8 AS block, (p.n // 3 - 1) % 8 AS place, t.head, t.seat
    FROM draft_party p LEFT JOIN treasury t USING (n) WHERE p.company
), parent AS (
    SELECT *, CASE WHEN seat > 0 THEN head WHEN seat IS NULL AND place > 0 AND (block = 0 OR happens('group', block, 1, 0.5))
        THEN (block * 8 + (place - 1) // 2 + 1) * 3 END AS parent
    FROM company
), cut AS (
    SELECT *, CASE WHEN seat > 0 THEN [1.0] WHEN parent IS NOT NULL THEN pick([[1.0], [0.8, 0.2], [0.51, 0.49], [0.75, 0.25], [0.6, 0.3]], 'owner', n, 1)
        ELSE pick([[1.0], [0.6, 0.4], [0.5, 0.25, 0.25], [0.74, 0.26], [0.76, 0.24], [0.34, 0.33, 0.33], [0.3, 0.3, 0.2, 0.2], [0.2, 0.2, 0.15, 0.1]],
            'owner', n, 1) END AS parts
    FROM parent
), owned AS (
    SELECT *, unnest(parts) AS share, unnest(range(len(parts))) AS k FROM cut
)
SELECT CASE WHEN parent IS NOT NULL AND k = 0 THEN parent ELSE person(n, 2, k) END AS holder,
    n AS held, 'OWNS' AS kind, share::DOUBLE AS share, since FROM owned
UNION ALL
SELECT person(n, 2, 0), n, 'CONTROLS', NULL, since FROM cut WHERE list_max(parts) < 0.25 OR happens('owner', n, 3, 0.05)
UNION ALL
SELECT person(n, 2, 3 + unnest(range(1 + (draw('owner', n, 4) % 2)::INTEGER))), n, 'SIGNATORY', NULL, since FROM cut
UNION ALL
SELECT n, n + 1, 'HOUSEHOLD', NULL, greatest(since, born + 18 * 366) FROM draft_party WHERE shared AND n % 3 = 1 AND n < $parties
"""
_RELATIONSHIP = """
CREATE TABLE relationship AS
SELECT 'R-' || lpad(row_number() OVER (ORDER BY held, kind, holder)::VARCHAR, 8, '0') AS id,
    'C-' || (100000 + holder) AS from_id, 'C-' || (100000 + held) AS to_id,
    kind, share, since
FROM draft_edge ORDER BY id
"""


def make(connection: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    """Makes relationship."""
    persons = 2 * (spec.counts.parties // 3)
    # The k-th of a company's people: different for different k, and never a company, because every third number is one.
    connection.execute(
        "CREATE OR REPLACE TEMP MACRO person(n, topic, k) AS "
        f"((draw('owner', n, topic) + (k * 7)::UBIGINT) % {persons} // 2 * 3 + (draw('owner', n, topic) + (k * 7)::UBIGINT) % {persons} % 2 + 1)::BIGINT"
    )
    connection.execute(_EDGES, {"parties": spec.counts.parties})
    connection.execute(_RELATIONSHIP)
