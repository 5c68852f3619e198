"""Summaries of what moves on customers' accounts, worked out by DuckDB over the world's files. The adapter file of DuckDB here: ask for it late.

Amounts are EUR at the mid rates of the business date. Moves between a customer's own accounts are left out. Counterparties become keyed hashes.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb

from bank_customer.keys.ring import Hasher
from bank_customer.store.documents import ActivityDocument, PeerGroupDocument, WindowDocument

WINDOWS = (30, 90, 365)
TOP = 5
_NOTHING = Decimal(0)

_MOVES = """
CREATE TEMP TABLE moved AS
WITH rate AS (SELECT quote, mid FROM read_parquet($fx) WHERE date = (SELECT max(date) FROM read_parquet($fx) WHERE date <= $as_of)),
held AS (SELECT id, customer_id FROM read_parquet($account)),
journal AS (
    SELECT t.*, d.customer_id AS payer, c.customer_id AS payee, t.amount / coalesce(r.mid, 1) AS eur
    FROM read_parquet($transaction) t
    JOIN held d ON d.id = t.debit_account JOIN held c ON c.id = t.credit_account LEFT JOIN rate r ON r.quote = t.currency
    WHERE d.customer_id IS DISTINCT FROM c.customer_id AND t.booked_at::DATE <= $as_of
)
SELECT payee AS customer_id, TRUE AS incoming, ($as_of - booked_at::DATE) AS age, eur, kind LIKE 'CASH%' AS cash,
    coalesce(payer, counterparty_iban, counterparty, kind) AS other FROM journal WHERE payee IS NOT NULL
UNION ALL
SELECT payer, FALSE, ($as_of - booked_at::DATE), eur, kind LIKE 'CASH%', coalesce(payee, counterparty_iban, counterparty, kind)
FROM journal WHERE payer IS NOT NULL
"""
_WINDOW = """
CREATE OR REPLACE TEMP TABLE summary AS
SELECT p.id, p.segment, count(*) FILTER (m.incoming) AS incoming, count(*) FILTER (NOT m.incoming) AS outgoing,
    coalesce(sum(m.eur) FILTER (m.incoming), 0)::DECIMAL(18,2) AS amount_in, coalesce(sum(m.eur) FILTER (NOT m.incoming), 0)::DECIMAL(18,2) AS amount_out,
    coalesce(sum(m.eur) FILTER (m.cash), 0)::DECIMAL(18,2) AS cash
FROM read_parquet($party) p LEFT JOIN moved m ON m.customer_id = p.id AND m.age < $days GROUP BY p.id, p.segment ORDER BY p.id
"""
_COUNTERPARTIES = """
SELECT customer_id, other, total FROM (
    SELECT customer_id, other, sum(eur)::DECIMAL(18,2) AS total FROM moved WHERE age < $days AND NOT cash GROUP BY customer_id, other
) QUALIFY row_number() OVER (PARTITION BY customer_id ORDER BY total DESC, other) <= $top ORDER BY customer_id, total DESC, other
"""
_PEERS = """
SELECT segment, count(*), quantile_cont(amount_in + amount_out, [i / 100 FOR i IN range(101)]) FROM summary GROUP BY segment ORDER BY segment
"""


def summaries(folder: Path, as_of: date, hasher: Hasher) -> tuple[list[ActivityDocument], list[PeerGroupDocument]]:
    """One document for each party of the world in `folder`, and one for each segment and window."""
    windows: dict[str, dict[str, WindowDocument]] = defaultdict(dict)
    groups: list[PeerGroupDocument] = []
    tables = {"fx": "fx_eod", "account": "account", "transaction": "transaction"}
    with duckdb.connect() as connection:
        connection.execute(_MOVES, {name: _path(folder, table) for name, table in tables.items()} | {"as_of": as_of})
        for days in WINDOWS:
            connection.execute(_WINDOW, {"party": _path(folder, "party"), "days": days})
            for customer_id, window in _windows(connection, days, hasher):
                windows[customer_id][str(days)] = window
            for segment, population, quantiles in connection.execute(_PEERS).fetchall():
                groups.append(PeerGroupDocument(id=f"{segment}:{days}", population=population, quantiles=tuple(_cents(each) for each in quantiles)))
    return [ActivityDocument(id=customer_id, windows=held) for customer_id, held in windows.items()], groups


def _windows(connection: duckdb.DuckDBPyConnection, days: int, hasher: Hasher) -> Iterator[tuple[str, WindowDocument]]:
    others: dict[str, dict[str, str]] = defaultdict(dict)
    for customer_id, other, total in connection.execute(_COUNTERPARTIES, {"days": days, "top": TOP}).fetchall():
        others[customer_id][hasher.mark("counterparty", other)] = _cents(total)
    rows = connection.execute("SELECT id, incoming, outgoing, amount_in, amount_out, cash FROM summary ORDER BY id").fetchall()
    for customer_id, incoming, outgoing, amount_in, amount_out, cash in rows:
        yield (
            customer_id,
            WindowDocument(
                incoming=incoming,
                outgoing=outgoing,
                amount_in=_cents(amount_in),
                amount_out=_cents(amount_out),
                cash=_cents(cash),
                counterparties=others.get(customer_id, {}),
            ),
        )


def _cents(amount: Decimal | float) -> str:
    return f"{max(Decimal(str(amount)), _NOTHING):.2f}"


def _path(folder: Path, table: str) -> str:
    return str(folder / f"{table}.parquet")
