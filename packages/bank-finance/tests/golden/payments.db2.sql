-- by UETR
SELECT payment.id, payment.transaction_id, payment.uetr, payment.message_id, payment.end_to_end_id, payment.scheme, payment.created_at, payment.settlement_date, payment.amount, payment.currency, payment.charge_bearer, payment.purpose, payment.debtor_name, payment.debtor_iban, payment.debtor_bic, payment.debtor_country, payment.debtor_address, payment.debtor_birth_date, payment.creditor_name, payment.creditor_iban, payment.creditor_bic, payment.creditor_country, payment.remittance
FROM payment
WHERE payment.uetr = ?

-- by message id, in a region
SELECT payment.id, payment.transaction_id, payment.uetr, payment.message_id, payment.end_to_end_id, payment.scheme, payment.created_at, payment.settlement_date, payment.amount, payment.currency, payment.charge_bearer, payment.purpose, payment.debtor_name, payment.debtor_iban, payment.debtor_bic, payment.debtor_country, payment.debtor_address, payment.debtor_birth_date, payment.creditor_name, payment.creditor_iban, payment.creditor_bic, payment.creditor_country, payment.remittance
FROM payment
WHERE payment.message_id = ? AND (EXISTS (SELECT posting.journal_id
FROM posting INNER JOIN account ON account.id = posting.account_id
WHERE posting.journal_id = payment.transaction_id AND account.legal_entity IN (?) AND account.customer_id IS NOT NULL))

-- by payment id
SELECT payment.id, payment.transaction_id, payment.uetr, payment.message_id, payment.end_to_end_id, payment.scheme, payment.created_at, payment.settlement_date, payment.amount, payment.currency, payment.charge_bearer, payment.purpose, payment.debtor_name, payment.debtor_iban, payment.debtor_bic, payment.debtor_country, payment.debtor_address, payment.debtor_birth_date, payment.creditor_name, payment.creditor_iban, payment.creditor_bic, payment.creditor_country, payment.remittance
FROM payment
WHERE payment.id = ?

-- by transaction id
SELECT payment.id, payment.transaction_id, payment.uetr, payment.message_id, payment.end_to_end_id, payment.scheme, payment.created_at, payment.settlement_date, payment.amount, payment.currency, payment.charge_bearer, payment.purpose, payment.debtor_name, payment.debtor_iban, payment.debtor_bic, payment.debtor_country, payment.debtor_address, payment.debtor_birth_date, payment.creditor_name, payment.creditor_iban, payment.creditor_bic, payment.creditor_country, payment.remittance
FROM payment
WHERE payment.transaction_id = ?

-- trail
SELECT payment_status.payment_id, payment_status.step, payment_status.status, payment_status.reason, payment_status.reported_at
FROM payment_status
WHERE payment_status.payment_id = ? ORDER BY payment_status.step
