-- Transfers into some accounts in a window, the newest first; what came back from the suspense account had never left.
SELECT
    tx_id, booked_at, amount_eur, credit_account,
    CASE WHEN debit_account LIKE 'GL-%' THEN 'outside:' || COALESCE(counterparty_iban, counterparty, debit_account) ELSE debit_account END AS other
FROM fact_tx
WHERE credit_account IN (:accounts) AND amount_eur >= :minimum AND booked_at >= :window_from AND booked_at < :window_end
    AND debit_account NOT LIKE 'GL-SUSPENSE-%'
ORDER BY booked_at DESC NULLS LAST, tx_id DESC NULLS LAST
LIMIT :most
