-- An account without any movement of its holder's for half a year wakes with a sum far above what was usual.
-- A sleep this long spans months, so the months' first and last movements show it without sorting every movement.
WITH leg AS (
    SELECT account_id, direction, tx_id, booked_at, amount_eur, debit_account, credit_account
    FROM fact_leg
    WHERE kind NOT IN ('FEE', 'INTEREST') AND booked_at < :period_end
), month AS (
    SELECT account_id, DATE_TRUNC('MONTH', booked_at) AS month, MIN(booked_at) AS first_at, MAX(booked_at) AS last_at
    FROM leg
    GROUP BY account_id, DATE_TRUNC('MONTH', booked_at)
), gap AS (
    SELECT account_id, first_at, LAG(last_at) OVER (PARTITION BY account_id ORDER BY month) AS before_at FROM month
), wake AS (
    SELECT account_id, first_at, CAST(DATEDIFF('DAY', before_at, first_at) AS DOUBLE) AS slept
    FROM gap
    WHERE first_at > before_at + INTERVAL ':sleep_days DAY' AND first_at >= :period_from - INTERVAL ':days DAY'
), usual AS (
    SELECT w.account_id, w.first_at, MAX(w.slept) AS slept, CAST(MEDIAN(l.amount_eur) AS DOUBLE) AS amount
    FROM wake AS w
    JOIN leg AS l ON l.account_id = w.account_id AND l.booked_at < w.first_at
    GROUP BY w.account_id, w.first_at
), member AS (
    SELECT
        u.account_id AS subject, u.first_at, u.slept, u.amount AS usual, l.direction, l.tx_id, l.booked_at, l.amount_eur, l.debit_account, l.credit_account,
        CASE WHEN l.amount_eur > :times * u.amount THEN 1 ELSE 0 END AS large
    FROM usual AS u
    JOIN leg AS l ON l.account_id = u.account_id AND l.booked_at >= u.first_at AND l.booked_at <= u.first_at + INTERVAL ':days DAY'
), hit AS (
    SELECT subject, first_at, MIN(direction) AS direction, MIN(tx_id) AS hit, MAX(amount_eur) AS largest
    FROM member
    WHERE large = 1
    GROUP BY subject, first_at
    HAVING MAX(booked_at) >= :period_from
)
SELECT
    m.subject, h.hit, m.tx_id, m.booked_at, m.amount_eur, m.debit_account, m.credit_account,
    CASE WHEN m.direction = h.direction THEN 1 ELSE 0 END AS counted,
    m.slept AS measure_1, CAST(h.largest / m.usual AS DOUBLE) AS measure_2
FROM member AS m
JOIN hit AS h ON h.subject = m.subject AND h.first_at = m.first_at
ORDER BY 1, 2, 4, 3
