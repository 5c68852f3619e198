-- Many pay one account, and within the same rolling window most of it leaves to several others.
WITH leg AS (
    SELECT account_id, direction, tx_id, booked_at, amount_eur, debit_account, credit_account, other
    FROM fact_leg
    WHERE kind IN ('TRANSFER', 'WIRE', 'SUPPLIER_PAYMENT', 'CUSTOMER_RECEIPT', 'RENT')
        AND booked_at >= :period_from - INTERVAL ':days DAY' AND booked_at < :period_end
), rolling AS (
    SELECT
        account_id, direction, tx_id, booked_at,
        SUM(CASE WHEN direction = 'IN' THEN 1 ELSE 0 END)
            OVER (PARTITION BY account_id ORDER BY booked_at RANGE BETWEEN INTERVAL ':days DAY' PRECEDING AND CURRENT ROW) AS arrivals,
        SUM(CASE WHEN direction = 'IN' THEN amount_eur ELSE 0 END)
            OVER (PARTITION BY account_id ORDER BY booked_at RANGE BETWEEN INTERVAL ':days DAY' PRECEDING AND CURRENT ROW) AS received,
        SUM(CASE WHEN direction = 'OUT' THEN amount_eur ELSE 0 END)
            OVER (PARTITION BY account_id ORDER BY booked_at RANGE BETWEEN INTERVAL ':days DAY' PRECEDING AND CURRENT ROW) AS sent
    FROM leg
), anchor AS (
    SELECT account_id, tx_id, booked_at, received, sent
    FROM rolling
    WHERE direction = 'OUT' AND booked_at >= :period_from AND arrivals >= :payers AND received >= :total
        AND sent >= :share_least * received AND sent <= :share_most * received
), member AS (
    SELECT
        a.account_id AS subject, a.tx_id AS hit, a.received, a.sent, l.direction, l.other, l.tx_id, l.booked_at, l.amount_eur, l.debit_account, l.credit_account
    FROM anchor AS a
    JOIN leg AS l ON l.account_id = a.account_id AND l.booked_at >= a.booked_at - INTERVAL ':days DAY' AND l.booked_at <= a.booked_at
), hit AS (
    SELECT hit, COUNT(DISTINCT CASE WHEN direction = 'IN' THEN other END) AS payers
    FROM member
    GROUP BY hit
    HAVING COUNT(DISTINCT CASE WHEN direction = 'IN' THEN other END) >= :payers AND COUNT(DISTINCT CASE WHEN direction = 'OUT' THEN other END) >= :payees
)
SELECT
    m.subject, m.hit, m.tx_id, m.booked_at, m.amount_eur, m.debit_account, m.credit_account, CASE WHEN m.direction = 'IN' THEN 1 ELSE 0 END AS counted,
    CAST(h.payers AS DOUBLE) AS measure_1, CAST(m.received AS DOUBLE) AS measure_2
FROM member AS m
JOIN hit AS h ON h.hit = m.hit
ORDER BY 1, 2, 4, 3
