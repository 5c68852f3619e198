-- One row for each customer's account a journal touches, IN or OUT; `other` names the other side: an account, or an outside IBAN, name or ledger account.
-- What a rejected payment moves to the suspense account and back never left the bank, and is left out.
CREATE VIEW fact_leg AS
SELECT
    credit_account AS account_id, 'IN' AS direction, tx_id, booked_at, amount, amount_eur, kind, debit_account, credit_account, counterparty_country,
    CASE WHEN debit_account LIKE 'GL-%' THEN COALESCE(counterparty_iban, counterparty, debit_account) ELSE debit_account END AS other
FROM fact_tx
WHERE credit_account LIKE 'A-%' AND debit_account NOT LIKE 'GL-SUSPENSE-%'
UNION ALL
SELECT
    debit_account AS account_id, 'OUT' AS direction, tx_id, booked_at, amount, amount_eur, kind, debit_account, credit_account, counterparty_country,
    CASE WHEN credit_account LIKE 'GL-%' THEN COALESCE(counterparty_iban, counterparty, credit_account) ELSE credit_account END AS other
FROM fact_tx
WHERE debit_account LIKE 'A-%' AND credit_account NOT LIKE 'GL-SUSPENSE-%'
