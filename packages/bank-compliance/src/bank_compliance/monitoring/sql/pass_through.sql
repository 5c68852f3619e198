-- A large sum comes in, and nearly all of it goes out within hours.
WITH arrival AS (
    SELECT credit_account AS subject, tx_id, booked_at, amount_eur, debit_account, credit_account
    FROM fact_tx
    WHERE amount_eur >= :amount AND credit_account LIKE 'A-%' AND debit_account NOT LIKE 'GL-SUSPENSE-%'
        AND booked_at >= :period_from - INTERVAL ':hours HOUR' AND booked_at < :period_end
), departure AS (
    SELECT debit_account AS subject, tx_id, booked_at, amount_eur, debit_account, credit_account
    FROM fact_tx
    WHERE debit_account IN (SELECT subject FROM arrival) AND credit_account NOT LIKE 'GL-SUSPENSE-%'
        AND booked_at >= :period_from - INTERVAL ':hours HOUR' AND booked_at < :period_end
), pair AS (
    SELECT
        a.subject, a.tx_id AS hit, a.amount_eur AS received, d.tx_id, d.booked_at, d.amount_eur, d.debit_account, d.credit_account,
        SUM(d.amount_eur) OVER (PARTITION BY a.tx_id) AS sent, MAX(d.booked_at) OVER (PARTITION BY a.tx_id) AS last_at
    FROM arrival AS a
    JOIN departure AS d
        ON d.subject = a.subject AND d.tx_id <> a.tx_id AND d.booked_at >= a.booked_at AND d.booked_at <= a.booked_at + INTERVAL ':hours HOUR'
), hit AS (
    SELECT subject, hit, received, tx_id, booked_at, amount_eur, debit_account, credit_account, sent
    FROM pair
    WHERE sent >= :share_least * received AND sent <= :share_most * received AND last_at >= :period_from
)
SELECT
    subject, hit, tx_id, booked_at, amount_eur, debit_account, credit_account, 0 AS counted,
    CAST(received AS DOUBLE) AS measure_1, CAST(sent / received AS DOUBLE) AS measure_2
FROM hit
UNION ALL
SELECT
    a.subject, a.tx_id AS hit, a.tx_id, a.booked_at, a.amount_eur, a.debit_account, a.credit_account, 1 AS counted,
    CAST(a.amount_eur AS DOUBLE) AS measure_1, CAST(NULL AS DOUBLE) AS measure_2
FROM arrival AS a
WHERE a.tx_id IN (SELECT hit FROM hit)
ORDER BY 1, 2, 4, 3
