"""The rows of the world as the store's tables want them: two legs for each transaction with running balances, decimals as whole numbers.

DuckDB does the work and is loaded with this module: ask for it late. Selected columns stand in the order of the store's table.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import duckdb

from bank_finance.store.texts import masked_name, search_text
from bank_kit.world.reader import World, find_world
from bank_kit.world.size import Size

BATCH = 20_000
MEMORY = "600MB"
"""What DuckDB may hold; the rest of a large world is spilled to disk while it is sorted."""

_MACROS = """
CREATE MACRO amount(x) AS CAST(round(x * 10000) AS BIGINT);
CREATE MACRO rate(x) AS CAST(round(x * 100000000) AS BIGINT);
"""
_NATIVE = "CREATE MACRO on_day(x) AS x; CREATE MACRO at_moment(x) AS x;"
_AS_TEXT = "CREATE MACRO on_day(x) AS CAST(x AS VARCHAR); CREATE MACRO at_moment(x) AS strftime(x, '%Y-%m-%d %H:%M:%S.%f');"
"""SQLite keeps days and moments as SQLAlchemy writes them there."""
_LEGS = """
CREATE TEMP TABLE leg AS
SELECT t.id || '-1' AS id, t.id AS journal_id, t.debit_account AS account_id, t.credit_account AS other_id, -t.amount AS amount, t.* EXCLUDE (id, amount)
FROM transaction t
UNION ALL
SELECT t.id || '-2', t.id, t.credit_account, t.debit_account, t.amount, t.* EXCLUDE (id, amount)
FROM transaction t
"""

_SELECTED: Mapping[str, str] = MappingProxyType(
    {
        "legal_entity": "SELECT lei, name, country, currency, jurisdiction, bic FROM legal_entity",
        "party_ref": "SELECT id, kind, name, country, lei, legal_entity FROM party ORDER BY id",
        "account": """
            SELECT a.id, a.iban, a.customer_id, a.legal_entity, a.product, a.status, a.currency, on_day(a.opened_on), amount(a.opening),
                amount(a.opening + coalesce(l.moved, 0)), amount(a.blocked), left(a.card, 6) || repeat('*', len(a.card) - 10) || right(a.card, 4)
            FROM account a LEFT JOIN (SELECT account_id, sum(amount) AS moved FROM leg GROUP BY account_id) l ON l.account_id = a.id ORDER BY a.id
        """,
        "posting": """
            SELECT l.id, l.journal_id, l.account_id, at_moment(l.booked_at), on_day(l.value_date), amount(l.amount), l.currency,
                amount(a.opening + sum(l.amount) OVER (PARTITION BY l.account_id ORDER BY l.booked_at, l.id)), l.kind, l.channel, l.bank_tx_code,
                coalesce(l.counterparty, p.name, o.product), coalesce(l.counterparty_iban, o.iban), coalesce(l.counterparty_bic, e.bic),
                coalesce(l.counterparty_country, e.country), l.narrative
            FROM leg l JOIN account a ON a.id = l.account_id JOIN account o ON o.id = l.other_id
            LEFT JOIN party p ON p.id = o.customer_id
            LEFT JOIN legal_entity e ON e.lei = o.legal_entity AND l.counterparty IS NULL
            ORDER BY l.id
        """,
        "balance_eod": """
            SELECT account_id, on_day(day), amount(opening + sum(booked) OVER past), amount(opening + sum(valued) OVER past)
            FROM (
                SELECT m.account_id, m.day, any_value(a.opening) AS opening, sum(m.booked) AS booked, sum(m.valued) AS valued
                FROM (
                    SELECT account_id, CAST(booked_at AS DATE) AS day, amount AS booked, 0 AS valued FROM leg
                    UNION ALL SELECT account_id, value_date, 0, amount FROM leg
                ) m JOIN account a ON a.id = m.account_id
                WHERE m.day <= (SELECT max(as_of) FROM position_eod) GROUP BY m.account_id, m.day
            )
            WINDOW past AS (PARTITION BY account_id ORDER BY day) ORDER BY account_id, day
        """,
        "payment": """
            SELECT id, transaction_id, uetr, message_id, end_to_end_id, scheme, at_moment(created_at), on_day(settlement_date), amount(amount), currency,
                charge_bearer, purpose, debtor_name, debtor_iban, debtor_bic, debtor_country, debtor_address, on_day(debtor_birth_date), creditor_name,
                creditor_iban, creditor_bic, creditor_country, remittance
            FROM payment ORDER BY id
        """,
        "payment_status": 'SELECT payment_id, sequence, status, reason, at_moment("at") FROM payment_status ORDER BY payment_id, sequence',
        "document_meta": """
            SELECT d.id, d.kind, d.owner_id, coalesce(p.legal_entity, a.legal_entity), d.title, at_moment(d.created_at), d.media_type, sha256(d.content),
                octet_length(encode(d.content))
            FROM document d LEFT JOIN party p ON p.id = d.owner_id LEFT JOIN account a ON a.id = d.owner_id
            WHERE d.kind <> 'IDENTIFICATION' ORDER BY d.id
        """,
        "instrument": """
            SELECT isin, figi, name, kind, currency, issuer_lei, issuer_country, sector, rating, rate(coupon), frequency, day_count, on_day(issue_date),
                on_day(maturity_date), hqla_level, mic
            FROM instrument ORDER BY isin
        """,
        "price_eod": "SELECT isin, on_day(date), amount(close), on_day(priced_on), source FROM price_eod",
        "curve": 'SELECT id, currency, "index", kind, day_count, interpolation FROM curve',
        "curve_point": "SELECT curve_id, on_day(date), days, tenor, rate(zero_rate) FROM curve_point",
        "fx_eod": "SELECT quote, on_day(date), rate(mid) FROM fx_eod",
        "volatility_eod": "SELECT underlying, on_day(date), tenor, rate(volatility) FROM volatility_eod",
        "book": "SELECT id, name, desk, kind, legal_entity FROM book",
        "position_eod": """
            SELECT on_day(as_of), book_id, isin, amount(quantity), amount(cost), amount(price), on_day(priced_on), price_source, amount(market_value),
                amount(accrued)
            FROM position_eod
        """,
        "counterparty_ref": "SELECT id, lei, name, country, sector, rating FROM counterparty",
        "trade": """
            SELECT id, uti, upi, book_id, counterparty_id, netting_set_id, kind, asset_class, direction, "option", currency, amount(notional), second_currency,
                amount(second_notional), underlying, underlying_rating, rate(strike), on_day(trade_date), on_day(start_date), on_day(end_date), amount(mark),
                client_order_id, execution_id
            FROM trade
        """,
        "trade_event": 'SELECT trade_id, sequence, kind, at_moment("at"), detail FROM trade_event',
    }
)
"""SQL on the tables of the world, by table of the store; the market's history leaves in the order it is kept in."""

Row = tuple[object, ...]


class Shaper:
    """The world's rows in the store's shape; a context of its own, for one filling."""

    def __init__(self, world: World, *, days_as_text: bool) -> None:
        self._spill = TemporaryDirectory(prefix="finance-filling-")
        self._connection = duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": self._spill.name})
        self._connection.execute(_MACROS + (_AS_TEXT if days_as_text else _NATIVE))
        for name in world.manifest.tables:
            self._connection.read_parquet(str(world.path(name))).create_view(name)
        self._connection.execute(_LEGS)

    def rows(self, table: str) -> Iterator[list[Row]]:
        """Batches of the rows of a store's table; KeyError for one that no table of the world fills."""
        cursor = self._connection.execute(_SELECTED[table])
        while batch := cursor.fetchmany(BATCH):
            yield _finished(table, batch)

    def close(self) -> None:
        """Let go of the memory, and of what did not fit into it."""
        self._connection.close()
        self._spill.cleanup()


def shape_world(base: Path, size: Size, seed: int, *, days_as_text: bool) -> Shaper:
    """The world of that size and seed in `base`, built when it is missing, in the store's shape."""
    return Shaper(find_world(base, size, seed), days_as_text=days_as_text)


def _finished(table: str, batch: list[Row]) -> list[Row]:
    """What is done to text is done here, by the code that answers queries, so that both always agree."""
    if table == "posting":
        return [(*row, search_text(f"{row[11]} {row[15]}")) for row in batch]
    if table == "party_ref":
        return [(row[0], row[1], masked_name(str(row[2]), kind=str(row[1])), *row[3:]) for row in batch]
    return batch
