"""What thirty days of stress would take out of each of the bank's companies, in euro: the measure of its buffer of liquid assets.

Above: build, books. Below: the drafts of accounts and booked transactions, party, loan, fx_eod.
Rough rates of a maker, not a rulebook: the risk server computes the coverage ratio from its dated parameters.
"""

import duckdb

from bank_kit.world.size import Spec

_BALANCE = """
CREATE TABLE draft_balance AS
WITH leg AS (
    SELECT debit AS number, -amount AS amount FROM draft_booked UNION ALL SELECT credit, amount FROM draft_booked
), moved AS (
    SELECT number, sum(amount) AS amount FROM leg GROUP BY number
)
SELECT d.number, d.n, a.legal_entity, a.currency, greatest(a.opening + coalesce(m.amount, 0), 0)::DECIMAL(18,2) AS balance
FROM draft_account d JOIN account a ON a.id = 'A-' || d.number LEFT JOIN moved m ON m.number = d.number
"""
_OUTFLOW = """
CREATE TABLE draft_outflow AS
WITH rate AS (
    SELECT quote, mid FROM fx_eod WHERE date = $as_of
), flow AS (
    SELECT b.legal_entity, b.currency,
        b.balance * CASE WHEN p.segment = 'CORPORATE' THEN 0.40 WHEN p.segment = 'INSTITUTION' THEN 1.0 ELSE 0.065 END AS amount
    FROM draft_balance b JOIN party p ON p.id = 'C-' || (100000 + b.n)
    UNION ALL
    SELECT legal_entity, currency, undrawn * CASE WHEN exposure_class = 'BANK' THEN 0.40 WHEN exposure_class = 'CORPORATE' THEN 0.10 ELSE 0.05 END FROM loan
)
SELECT f.legal_entity, sum(f.amount / coalesce(r.mid, 1))::DOUBLE AS amount FROM flow f LEFT JOIN rate r ON r.quote = f.currency
GROUP BY ALL ORDER BY ALL
"""


def make(connection: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    """Leaves draft_balance (closing balance of each customer's account) and draft_outflow (one row for each company)."""
    connection.execute(_BALANCE)
    connection.execute(_OUTFLOW, {"as_of": spec.as_of})
