-- Cash deposits just under the reporting line, several within a rolling window, together above it.
WITH cash AS (
    SELECT credit_account AS subject, tx_id, booked_at, amount_eur, debit_account, credit_account
    FROM fact_tx
    WHERE kind = 'CASH_DEPOSIT' AND amount_eur BETWEEN :lowest AND :highest
        AND booked_at >= :period_from - INTERVAL ':days DAY' AND booked_at < :period_end
), rolling AS (
    SELECT
        subject, tx_id, booked_at,
        COUNT(*) OVER (PARTITION BY subject ORDER BY booked_at RANGE BETWEEN INTERVAL ':days DAY' PRECEDING AND CURRENT ROW) AS deposits,
        SUM(amount_eur) OVER (PARTITION BY subject ORDER BY booked_at RANGE BETWEEN INTERVAL ':days DAY' PRECEDING AND CURRENT ROW) AS total
    FROM cash
), hit AS (
    SELECT subject, tx_id, booked_at, deposits, total
    FROM rolling
    WHERE deposits >= :deposits AND total > :total AND booked_at >= :period_from
)
SELECT
    h.subject, h.tx_id AS hit, c.tx_id, c.booked_at, c.amount_eur, c.debit_account, c.credit_account, 1 AS counted,
    CAST(h.deposits AS DOUBLE) AS measure_1, CAST(h.total AS DOUBLE) AS measure_2
FROM hit AS h
JOIN cash AS c ON c.subject = h.subject AND c.booked_at >= h.booked_at - INTERVAL ':days DAY' AND c.booked_at <= h.booked_at
ORDER BY 1, 2, 4, 3
