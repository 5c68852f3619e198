-- Repeated transfers to or from countries that FATF names, within a rolling window.
WITH leg AS (
    SELECT account_id, tx_id, booked_at, amount_eur, debit_account, credit_account
    FROM fact_leg
    WHERE kind IN ('TRANSFER', 'WIRE', 'SUPPLIER_PAYMENT', 'CUSTOMER_RECEIPT') AND counterparty_country IN (:country)
        AND booked_at >= :period_from - INTERVAL ':days DAY' AND booked_at < :period_end
), rolling AS (
    SELECT
        account_id, tx_id, booked_at,
        COUNT(*) OVER (PARTITION BY account_id ORDER BY booked_at RANGE BETWEEN INTERVAL ':days DAY' PRECEDING AND CURRENT ROW) AS transfers,
        SUM(amount_eur) OVER (PARTITION BY account_id ORDER BY booked_at RANGE BETWEEN INTERVAL ':days DAY' PRECEDING AND CURRENT ROW) AS total
    FROM leg
), hit AS (
    SELECT account_id, tx_id, booked_at, transfers, total
    FROM rolling
    WHERE transfers >= :transfers AND total > :total AND booked_at >= :period_from
)
SELECT
    h.account_id AS subject, h.tx_id AS hit, l.tx_id, l.booked_at, l.amount_eur, l.debit_account, l.credit_account, 1 AS counted,
    CAST(h.transfers AS DOUBLE) AS measure_1, CAST(h.total AS DOUBLE) AS measure_2
FROM hit AS h
JOIN leg AS l ON l.account_id = h.account_id AND l.booked_at >= h.booked_at - INTERVAL ':days DAY' AND l.booked_at <= h.booked_at
ORDER BY 1, 2, 4, 3
