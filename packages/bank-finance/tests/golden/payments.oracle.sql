-- by UETR
SELECT payment.id, payment.transaction_id, payment.uetr, payment.message_id, payment.end_to_end_id, payment.scheme, payment.created_at, payment.settlement_date, payment.amount, payment.currency, payment.charge_bearer, payment.purpose, payment.debtor_name, payment.debtor_iban, payment.debtor_bic, payment.debtor_country, payment.debtor_address, payment.debtor_birth_date, payment.creditor_name, payment.creditor_iban, payment.creditor_bic, payment.creditor_country, payment.remittance
FROM payment
WHERE payment.uetr = :uetr_1

-- by message id, in a region
SELECT payment.id, payment.transaction_id, payment.uetr, payment.message_id, payment.end_to_end_id, payment.scheme, payment.created_at, payment.settlement_date, payment.amount, payment.currency, payment.charge_bearer, payment.purpose, payment.debtor_name, payment.debtor_iban, payment.debtor_bic, payment.debtor_country, payment.debtor_address, payment.debtor_birth_date, payment.creditor_name, payment.creditor_iban, payment.creditor_bic, payment.creditor_country, payment.remittance
FROM payment
WHERE payment.message_id = :message_id_1 AND (EXISTS (SELECT posting.journal_id
FROM posting JOIN account ON account.id = posting.account_id
WHERE posting.journal_id = payment.transaction_id AND account.legal_entity IN (:legal_entity_1_1) AND account.customer_id IS NOT NULL))

-- by payment id
SELECT payment.id, payment.transaction_id, payment.uetr, payment.message_id, payment.end_to_end_id, payment.scheme, payment.created_at, payment.settlement_date, payment.amount, payment.currency, payment.charge_bearer, payment.purpose, payment.debtor_name, payment.debtor_iban, payment.debtor_bic, payment.debtor_country, payment.debtor_address, payment.debtor_birth_date, payment.creditor_name, payment.creditor_iban, payment.creditor_bic, payment.creditor_country, payment.remittance
FROM payment
WHERE payment.id = :id_1

-- by transaction id
SELECT payment.id, payment.transaction_id, payment.uetr, payment.message_id, payment.end_to_end_id, payment.scheme, payment.created_at, payment.settlement_date, payment.amount, payment.currency, payment.charge_bearer, payment.purpose, payment.debtor_name, payment.debtor_iban, payment.debtor_bic, payment.debtor_country, payment.debtor_address, payment.debtor_birth_date, payment.creditor_name, payment.creditor_iban, payment.creditor_bic, payment.creditor_country, payment.remittance
FROM payment
WHERE payment.transaction_id = :transaction_id_1

-- trail
SELECT payment_status.payment_id, payment_status.step, payment_status.status, payment_status.reason, payment_status.reported_at
FROM payment_status
WHERE payment_status.payment_id = :payment_id_1 ORDER BY payment_status.step
