-- Money that comes back to the account it left, over accounts of this bank, each hop later than the one before and keeping only a little.
WITH RECURSIVE edge AS (
    SELECT tx_id, booked_at, amount_eur, debit_account, credit_account
    FROM fact_tx
    WHERE debit_account LIKE 'A-%' AND credit_account LIKE 'A-%' AND amount_eur >= :amount
        AND booked_at >= :period_from - INTERVAL ':days DAY' AND booked_at < :period_end
), walk (subject, first_at, last_at, last_to, last_amount, hops, visited, tx_1, tx_2, tx_3, tx_4, tx_5, tx_6) AS (
    SELECT
        debit_account, booked_at, booked_at, credit_account, amount_eur, 1, '>' || debit_account || '>' || credit_account || '>',
        tx_id, tx_id, tx_id, tx_id, tx_id, tx_id
    FROM edge
    UNION ALL
    SELECT
        w.subject, w.first_at, e.booked_at, e.credit_account, e.amount_eur, w.hops + 1, w.visited || e.credit_account || '>',
        w.tx_1,
        CASE WHEN w.hops = 1 THEN e.tx_id ELSE w.tx_2 END,
        CASE WHEN w.hops <= 2 THEN e.tx_id ELSE w.tx_3 END,
        CASE WHEN w.hops <= 3 THEN e.tx_id ELSE w.tx_4 END,
        CASE WHEN w.hops <= 4 THEN e.tx_id ELSE w.tx_5 END,
        e.tx_id
    FROM walk AS w
    JOIN edge AS e
        ON e.debit_account = w.last_to AND e.booked_at > w.last_at AND e.booked_at <= w.first_at + INTERVAL ':days DAY'
        AND e.amount_eur >= :share_least * w.last_amount AND e.amount_eur <= :share_most * w.last_amount
    WHERE w.hops < :hops_most AND w.last_to <> w.subject
        AND (e.credit_account = w.subject OR POSITION('>' || e.credit_account || '>' IN w.visited) = 0)
), hit AS (
    SELECT subject, last_at, hops, last_amount, tx_1, tx_2, tx_3, tx_4, tx_5, tx_6
    FROM walk
    WHERE last_to = subject AND hops >= :hops_least AND last_at >= :period_from
), step (place) AS (
    SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6
), hop AS (
    SELECT
        h.subject, h.tx_1 || '-' || h.tx_6 AS hit, h.tx_1, h.hops, h.last_amount, s.place,
        CASE s.place WHEN 1 THEN h.tx_1 WHEN 2 THEN h.tx_2 WHEN 3 THEN h.tx_3 WHEN 4 THEN h.tx_4 WHEN 5 THEN h.tx_5 ELSE h.tx_6 END AS tx_id
    FROM hit AS h
    JOIN step AS s ON s.place <= h.hops
)
SELECT
    h.subject, h.hit, e.tx_id, e.booked_at, e.amount_eur, e.debit_account, e.credit_account, CASE WHEN e.tx_id = h.tx_1 THEN 1 ELSE 0 END AS counted,
    CAST(h.hops AS DOUBLE) AS measure_1, CASE WHEN e.tx_id = h.tx_1 THEN CAST(h.last_amount / e.amount_eur AS DOUBLE) END AS measure_2
FROM hop AS h
JOIN edge AS e ON e.tx_id = h.tx_id
ORDER BY 1, 2, 4, 3
