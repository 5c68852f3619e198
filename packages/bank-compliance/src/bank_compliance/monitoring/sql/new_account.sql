-- In its first days an account takes in many times what its holder declared for a year.
WITH young AS (
    SELECT a.account_id, a.opened_on, p.declared_turnover
    FROM dim_account AS a
    JOIN dim_party AS p ON p.customer_id = a.customer_id
    WHERE p.declared_turnover > 0 AND a.opened_on >= :period_from - INTERVAL ':days DAY' AND a.opened_on < :period_end
), arrival AS (
    SELECT
        y.account_id, y.declared_turnover, l.tx_id, l.booked_at, l.amount_eur, l.debit_account, l.credit_account,
        SUM(l.amount_eur) OVER (PARTITION BY y.account_id) AS total, MAX(l.booked_at) OVER (PARTITION BY y.account_id) AS last_at
    FROM young AS y
    JOIN fact_leg AS l ON l.account_id = y.account_id AND l.booked_at >= y.opened_on AND l.booked_at < y.opened_on + INTERVAL ':days DAY'
    WHERE l.direction = 'IN' AND l.booked_at < :period_end
)
SELECT
    account_id AS subject, account_id AS hit, tx_id, booked_at, amount_eur, debit_account, credit_account, 1 AS counted,
    CAST(total / declared_turnover AS DOUBLE) AS measure_1, CAST(NULL AS DOUBLE) AS measure_2
FROM arrival
WHERE total > :times * declared_turnover AND last_at >= :period_from
ORDER BY 1, 2, 4, 3
