-- One row for each journal: money leaves debit_account and reaches credit_account. amount_eur is worth in euro at the day's fixing.
-- narrative and counterparty are free text from outside: untrusted.
CREATE VIEW fact_tx AS
SELECT
    t.id AS tx_id, t.booked_at, t.debit_account, t.credit_account, t.amount, t.currency,
    CASE WHEN t.currency = 'EUR' THEN t.amount ELSE CAST(t.amount / r.per_euro AS DECIMAL(18, 2)) END AS amount_eur,
    t.kind, t.counterparty, t.counterparty_iban, t.counterparty_country, t.narrative
FROM staged_transaction AS t
JOIN dim_rate AS r ON r.currency = t.currency AND r.day = CAST(t.booked_at AS DATE)
