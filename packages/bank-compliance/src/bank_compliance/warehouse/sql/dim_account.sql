-- Customers' accounts; the bank's own ledger accounts stand only in fact_tx.
CREATE VIEW dim_account AS
SELECT id AS account_id, customer_id, legal_entity, product, status, currency, opened_on
FROM staged_account
WHERE id LIKE 'A-%'
