-- The same account sends, or receives, round sums again and again within a rolling window; round in the currency they were paid in.
WITH leg AS (
    SELECT account_id, direction, tx_id, booked_at, amount_eur, debit_account, credit_account
    FROM fact_leg
    WHERE kind IN ('TRANSFER', 'WIRE', 'SUPPLIER_PAYMENT', 'CUSTOMER_RECEIPT', 'CASH_DEPOSIT') AND amount >= :multiple AND MOD(amount, :multiple) = 0
        AND booked_at >= :period_from - INTERVAL ':days DAY' AND booked_at < :period_end
), rolling AS (
    SELECT
        account_id, direction, tx_id, booked_at,
        COUNT(*) OVER (PARTITION BY account_id, direction ORDER BY booked_at RANGE BETWEEN INTERVAL ':days DAY' PRECEDING AND CURRENT ROW) AS repeats,
        SUM(amount_eur) OVER (PARTITION BY account_id, direction ORDER BY booked_at RANGE BETWEEN INTERVAL ':days DAY' PRECEDING AND CURRENT ROW) AS total
    FROM leg
), hit AS (
    SELECT account_id, direction, tx_id, booked_at, repeats, total
    FROM rolling
    WHERE repeats >= :repeats AND total >= :total AND booked_at >= :period_from
)
SELECT
    h.account_id AS subject, h.direction || '-' || h.tx_id AS hit, l.tx_id, l.booked_at, l.amount_eur, l.debit_account, l.credit_account, 1 AS counted,
    CAST(h.repeats AS DOUBLE) AS measure_1, CAST(h.total AS DOUBLE) AS measure_2
FROM hit AS h
JOIN leg AS l
    ON l.account_id = h.account_id AND l.direction = h.direction AND l.booked_at >= h.booked_at - INTERVAL ':days DAY' AND l.booked_at <= h.booked_at
ORDER BY 1, 2, 4, 3
