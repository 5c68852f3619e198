"""Puts all drafts in order of booking, names them, and finds for each account an opening balance from which it never runs dry.

Above: build, payments, truth. Below: routine, scenarios, everyday, accounts, outsiders. Leaves draft_booked (drafts with their final number `id`);
`transaction` is a view over it, so that ten million wide rows are never kept twice.
"""

import duckdb

from bank_kit.world.size import Spec

_BOOKED = """
CREATE TABLE draft_booked AS SELECT row_number() OVER (ORDER BY booked_at, source) AS id, * FROM draft_transaction ORDER BY booked_at, source;
DROP TABLE draft_transaction
"""
_OPENING = """
CREATE TABLE draft_opening AS
WITH leg AS (
    SELECT id, debit AS number, -amount AS amount FROM draft_booked WHERE debit > 100
    UNION ALL
    SELECT id, credit, amount FROM draft_booked WHERE credit > 100
), running AS (
    SELECT number, sum(amount) OVER (PARTITION BY number ORDER BY id ROWS UNBOUNDED PRECEDING) AS balance FROM leg
)
SELECT number, greatest(-min(balance), 0)::DECIMAL(18,2) AS needed FROM running GROUP BY number
"""
_ACCOUNT = """
CREATE TABLE account AS
SELECT 'A-' || number AS id, iban, 'C-' || (100000 + n) AS customer_id, entity AS legal_entity, product, status, currency, opened_on,
    CASE status WHEN 'CLOSED' THEN 0 ELSE coalesce(needed, 0) + blocked + cents('opening', number, 1, 20, CASE WHEN company THEN 40000 ELSE 6000 END) END
        AS opening,
    CASE status WHEN 'CLOSED' THEN 0 ELSE blocked END AS blocked, card
FROM draft_account LEFT JOIN draft_opening USING (number)
UNION ALL
SELECT id, NULL, NULL, entity, product, 'OPEN', currency, $first::DATE - 3650, 0, 0, NULL FROM draft_ledger
ORDER BY id
"""
_TRANSACTION = """
CREATE VIEW "transaction" AS
SELECT 'T-' || lpad(b.id::VARCHAR, 8, '0') AS id, booked_at,
    (booked_at::DATE + CASE isodow(booked_at) WHEN 6 THEN 2 WHEN 7 THEN 1 ELSE 0 END)::DATE AS value_date,
    coalesce(d.id, 'A-' || debit) AS debit_account, coalesce(c.id, 'A-' || credit) AS credit_account, amount,
    list_extract(['EUR', 'USD', 'GBP', 'CHF'], ledger // 10) AS currency,
    kind::VARCHAR AS kind,
    CASE WHEN kind = 'CARD_PAYMENT' THEN 'CARD' WHEN kind = 'CASH_WITHDRAWAL' THEN 'ATM' WHEN kind = 'CASH_DEPOSIT' THEN 'BRANCH'
        WHEN kind IN ('SALARY', 'PAYROLL', 'FEE', 'INTEREST', 'DIRECT_DEBIT', 'STANDING_ORDER', 'RENT', 'TAX') THEN 'BATCH' ELSE 'ONLINE' END AS channel,
    CASE WHEN kind = 'CARD_PAYMENT' THEN 'PMNT-CCRD-POSD' WHEN kind = 'CASH_WITHDRAWAL' THEN 'PMNT-CCRD-CWDL' WHEN kind = 'CASH_DEPOSIT' THEN 'PMNT-CNTR-CDPT'
        WHEN kind = 'DIRECT_DEBIT' THEN 'PMNT-RDDT-ESDD' WHEN kind = 'FEE' THEN 'ACMT-MDOP-FEES' WHEN kind = 'INTEREST' THEN 'ACMT-MCOP-INTR'
        WHEN kind = 'STANDING_ORDER' THEN 'PMNT-ICDT-STDO' WHEN kind = 'SALARY' THEN 'PMNT-RCDT-SALA' WHEN kind = 'PAYROLL' THEN 'PMNT-ICDT-SALA'
        WHEN kind = 'WIRE' AND debit < 100 THEN 'PMNT-RCDT-XBCT' WHEN kind = 'WIRE' THEN 'PMNT-ICDT-XBCT'
        WHEN debit < 100 THEN 'PMNT-RCDT-ESCT' WHEN credit > 100 THEN 'PMNT-ICDT-BOOK' ELSE 'PMNT-ICDT-ESCT' END AS bank_tx_code,
    o.name AS counterparty, o.iban AS counterparty_iban, CASE WHEN kind IN ('CARD_PAYMENT', 'CASH_DEPOSIT', 'CASH_WITHDRAWAL') THEN NULL ELSE o.bic END
        AS counterparty_bic,
    o.country AS counterparty_country,
    coalesce(narrative, CASE WHEN kind = 'SALARY' THEN 'Salary ' || strftime(booked_at, '%m/%Y')
        WHEN kind = 'RENT' THEN 'Rent ' || strftime(booked_at, '%m/%Y')
        WHEN kind = 'PAYROLL' THEN 'Wages ' || strftime(booked_at, '%m/%Y') WHEN kind = 'TAX' THEN 'Advance payment ' || strftime(booked_at, '%m/%Y')
        WHEN kind = 'FEE' THEN 'Account fee' WHEN kind = 'INTEREST' THEN 'Interest' WHEN kind = 'STANDING_ORDER' THEN 'Savings plan'
        WHEN kind = 'DIRECT_DEBIT' THEN 'Contract ' || (10000 + (draw('text', greatest(debit, credit), outside) % 90000)::BIGINT)
        WHEN kind = 'CARD_PAYMENT' THEN 'Card payment ' || o.name WHEN kind = 'CASH_DEPOSIT' THEN 'Cash paid in' WHEN kind = 'CASH_WITHDRAWAL' THEN 'Cash'
        WHEN kind = 'CUSTOMER_RECEIPT' THEN 'Invoice ' || (1000 + b.source * 7 % 9000)
        WHEN kind = 'SUPPLIER_PAYMENT' THEN 'Order ' || (1000 + b.source * 7 % 9000)
        WHEN kind = 'WIRE' THEN 'Contract of ' || strftime(booked_at, '%d/%m/%Y')
        ELSE pick(['Thank you', 'Dinner', 'Shared gift', 'Holiday flat', 'Tickets', 'For the car', 'Birthday'], 'text', b.source, 1) END) AS narrative
FROM draft_booked b LEFT JOIN draft_ledger d ON d.number = debit LEFT JOIN draft_ledger c ON c.number = credit LEFT JOIN draft_outsider o ON o.number = outside
"""


def make(connection: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    """Makes account and transaction."""
    connection.execute(_BOOKED)
    connection.execute(_OPENING)
    connection.execute(_ACCOUNT, {"first": spec.first_day})
    connection.execute(_TRANSACTION)
