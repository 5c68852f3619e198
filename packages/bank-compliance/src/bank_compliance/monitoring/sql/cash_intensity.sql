-- The most cash an account took in within any rolling window, against the accounts of its trade; against all of its kind where the trade has too few.
WITH cash AS (
    SELECT credit_account AS subject, tx_id, booked_at, amount_eur, debit_account, credit_account
    FROM fact_tx
    WHERE kind = 'CASH_DEPOSIT' AND booked_at >= :period_from - INTERVAL ':days DAY' AND booked_at < :period_end
), rolling AS (
    SELECT
        subject, tx_id, booked_at,
        SUM(amount_eur) OVER (PARTITION BY subject ORDER BY booked_at RANGE BETWEEN INTERVAL ':days DAY' PRECEDING AND CURRENT ROW) AS total
    FROM cash
), peak AS (
    SELECT subject, MAX(total) AS total FROM rolling WHERE booked_at >= :period_from GROUP BY subject
), peer AS (
    SELECT a.account_id, p.kind, p.occupation, CAST(COALESCE(k.total, 0) AS DOUBLE) AS total
    FROM dim_account AS a
    JOIN dim_party AS p ON p.customer_id = a.customer_id
    LEFT JOIN peak AS k ON k.subject = a.account_id
    WHERE a.status = 'OPEN' AND a.product IN ('CURRENT', 'BUSINESS')
), compared AS (
    SELECT
        account_id, total,
        COUNT(*) OVER (PARTITION BY kind, occupation) AS of_trade,
        AVG(total) OVER (PARTITION BY kind, occupation) AS trade_mean, STDDEV_POP(total) OVER (PARTITION BY kind, occupation) AS trade_deviation,
        AVG(total) OVER (PARTITION BY kind) AS kind_mean, STDDEV_POP(total) OVER (PARTITION BY kind) AS kind_deviation
    FROM peer
), scored AS (
    SELECT
        account_id, total,
        CASE WHEN of_trade >= :peers THEN (total - trade_mean) / NULLIF(trade_deviation, 0) ELSE (total - kind_mean) / NULLIF(kind_deviation, 0) END AS z
    FROM compared
), hit AS (
    SELECT s.account_id, MAX(s.z) AS z, MAX(s.total) AS total, MIN(r.booked_at) AS booked_at, MIN(r.tx_id) AS tx_id
    FROM scored AS s
    JOIN peak AS k ON k.subject = s.account_id
    JOIN rolling AS r ON r.subject = k.subject AND r.total = k.total AND r.booked_at >= :period_from
    WHERE s.z > :z AND s.total >= :total
    GROUP BY s.account_id
)
SELECT
    h.account_id AS subject, h.tx_id AS hit, c.tx_id, c.booked_at, c.amount_eur, c.debit_account, c.credit_account, 1 AS counted,
    h.z AS measure_1, h.total AS measure_2
FROM hit AS h
JOIN cash AS c ON c.subject = h.account_id AND c.booked_at >= h.booked_at - INTERVAL ':days DAY' AND c.booked_at <= h.booked_at
ORDER BY 1, 2, 4, 3
