-- Many pay one account within a rolling window (fan-in), or one account pays many (fan-out).
WITH leg AS (
    SELECT account_id, direction, tx_id, booked_at, amount_eur, debit_account, credit_account, other
    FROM fact_leg
    WHERE kind IN ('TRANSFER', 'WIRE', 'SUPPLIER_PAYMENT', 'CUSTOMER_RECEIPT', 'RENT')
        AND booked_at >= :period_from - INTERVAL ':days DAY' AND booked_at < :period_end
), rolling AS (
    SELECT
        account_id, direction, tx_id, booked_at,
        COUNT(*) OVER (PARTITION BY account_id, direction ORDER BY booked_at RANGE BETWEEN INTERVAL ':days DAY' PRECEDING AND CURRENT ROW) AS legs,
        SUM(amount_eur) OVER (PARTITION BY account_id, direction ORDER BY booked_at RANGE BETWEEN INTERVAL ':days DAY' PRECEDING AND CURRENT ROW) AS total
    FROM leg
), anchor AS (
    SELECT account_id, direction, tx_id, booked_at, total
    FROM rolling
    WHERE booked_at >= :period_from AND legs >= :counterparties AND total >= :total
), member AS (
    SELECT
        a.account_id AS subject, a.direction || '-' || a.tx_id AS hit, a.total, l.other, l.tx_id, l.booked_at, l.amount_eur, l.debit_account, l.credit_account
    FROM anchor AS a
    JOIN leg AS l
        ON l.account_id = a.account_id AND l.direction = a.direction
        AND l.booked_at >= a.booked_at - INTERVAL ':days DAY' AND l.booked_at <= a.booked_at
), hit AS (
    SELECT hit, COUNT(DISTINCT other) AS others FROM member GROUP BY hit HAVING COUNT(DISTINCT other) >= :counterparties
)
SELECT
    m.subject, m.hit, m.tx_id, m.booked_at, m.amount_eur, m.debit_account, m.credit_account, 1 AS counted,
    CAST(h.others AS DOUBLE) AS measure_1, CAST(m.total AS DOUBLE) AS measure_2
FROM member AS m
JOIN hit AS h ON h.hit = m.hit
ORDER BY 1, 2, 4, 3
