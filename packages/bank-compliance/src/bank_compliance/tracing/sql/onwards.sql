-- Transfers out of some accounts in a window, the oldest first; what went to the suspense account and back never left.
SELECT
    tx_id, booked_at, amount_eur, debit_account,
    CASE WHEN credit_account LIKE 'GL-%' THEN 'outside:' || COALESCE(counterparty_iban, counterparty, credit_account) ELSE credit_account END AS other
FROM fact_tx
WHERE debit_account IN (:accounts) AND amount_eur >= :minimum AND booked_at >= :window_from AND booked_at < :window_end
    AND credit_account NOT LIKE 'GL-SUSPENSE-%'
ORDER BY booked_at, tx_id
LIMIT :most
