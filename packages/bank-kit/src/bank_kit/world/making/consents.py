"""On what legal basis the bank uses a customer's data, purpose by purpose (GDPR Article 6).

Above: build. Below: parties. Servicing rests on contract and anti-money-laundering work on law, so nobody can withdraw those.
"""

import duckdb

from bank_kit.world.size import Spec

_CONSENT = """
CREATE TABLE consent AS
WITH wanted AS (
    SELECT n, since, k, purpose, legal_basis, since::TIMESTAMP + to_seconds(draw_between('consent', n, k, 28800, 64800)) AS given_at,
        legal_basis = 'consent' AND happens('consent', n, 20 + k, 0.15) AS withdrawn
    FROM (SELECT n, CASE WHEN company THEN since ELSE greatest(since, born + 18 * 366) END AS since FROM draft_party)
    CROSS JOIN (VALUES (1, 'servicing', 'contract', 1.0), (2, 'aml', 'legal_obligation', 1.0), (3, 'marketing', 'consent', 0.55),
        (4, 'profiling', 'consent', 0.3), (5, 'credit_scoring', 'legitimate_interest', 0.5), (6, 'third_party_sharing', 'consent', 0.15))
        p(k, purpose, legal_basis, part)
    WHERE happens('consent', n, 10 + k, part)
)
SELECT 'K-' || lpad(row_number() OVER (ORDER BY n, k)::VARCHAR, 8, '0') AS id, 'C-' || (100000 + n) AS customer_id, purpose, legal_basis, given_at,
    CASE WHEN withdrawn THEN given_at + to_seconds(1 + (draw('consent', n, 30 + k) % epoch($as_of::TIMESTAMP - given_at)::UBIGINT)::BIGINT) END AS withdrawn_at
FROM wanted ORDER BY id
"""


def make(connection: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    """Makes consent."""
    connection.execute(_CONSENT, {"as_of": spec.as_of})
