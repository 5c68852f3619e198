-- One account pays many of this bank's accounts, and within the same rolling window each passes most of it on to one and the same other.
WITH edge AS (
    SELECT tx_id, booked_at, amount_eur, debit_account, credit_account
    FROM fact_tx
    WHERE debit_account LIKE 'A-%' AND credit_account LIKE 'A-%' AND kind IN ('TRANSFER', 'WIRE', 'SUPPLIER_PAYMENT', 'CUSTOMER_RECEIPT', 'RENT')
        AND booked_at >= :period_from - INTERVAL ':days DAY' AND booked_at < :period_end
), pair AS (
    SELECT
        o.debit_account AS subject, o.credit_account AS middle, i.credit_account AS gatherer, o.tx_id AS tx_out, o.booked_at AS first_at,
        o.amount_eur AS amount_out, i.tx_id AS tx_in, i.booked_at AS last_at, i.amount_eur AS amount_in
    FROM edge AS o
    JOIN edge AS i
        ON i.debit_account = o.credit_account AND i.booked_at > o.booked_at AND i.booked_at <= o.booked_at + INTERVAL ':days DAY'
        AND i.amount_eur >= :share_least * o.amount_eur AND i.amount_eur <= :share_most * o.amount_eur AND i.credit_account <> o.debit_account
), crowded AS (
    SELECT subject, gatherer FROM pair GROUP BY subject, gatherer HAVING COUNT(DISTINCT middle) >= :payers
), chosen AS (
    SELECT p.subject, p.gatherer, p.middle, p.tx_out, p.first_at, p.amount_out, p.tx_in, p.last_at, p.amount_in
    FROM pair AS p
    JOIN crowded AS c ON c.subject = p.subject AND c.gatherer = p.gatherer
), member AS (
    SELECT a.subject, a.tx_in AS hit, p.gatherer, p.middle, p.tx_out, p.first_at, p.amount_out, p.tx_in, p.last_at, p.amount_in
    FROM chosen AS a
    JOIN chosen AS p
        ON p.subject = a.subject AND p.gatherer = a.gatherer AND p.last_at <= a.last_at AND p.first_at >= a.last_at - INTERVAL ':days DAY'
    WHERE a.last_at >= :period_from
), hit AS (
    SELECT hit, COUNT(DISTINCT middle) AS middles, SUM(amount_out) AS total
    FROM member
    GROUP BY hit
    HAVING COUNT(DISTINCT middle) >= :payers AND SUM(amount_out) >= :total
)
SELECT
    m.subject, m.hit, m.tx_out AS tx_id, m.first_at AS booked_at, m.amount_out AS amount_eur, m.subject AS debit_account, m.middle AS credit_account, 1 AS counted,
    CAST(h.middles AS DOUBLE) AS measure_1, CAST(h.total AS DOUBLE) AS measure_2
FROM member AS m
JOIN hit AS h ON h.hit = m.hit
UNION ALL
SELECT
    m.subject, m.hit, m.tx_in AS tx_id, m.last_at AS booked_at, m.amount_in AS amount_eur, m.middle AS debit_account, m.gatherer AS credit_account, 0 AS counted,
    CAST(h.middles AS DOUBLE) AS measure_1, CAST(h.total AS DOUBLE) AS measure_2
FROM member AS m
JOIN hit AS h ON h.hit = m.hit
ORDER BY 1, 2, 4, 3
