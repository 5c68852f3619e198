-- account by id
SELECT account.id, account.iban, account.customer_id, account.legal_entity, account.product, account.status, account.currency, account.opened_on, account.opening, account.ledger, account.blocked, account.card
FROM account
WHERE account.id = :id_1

-- account by IBAN, in a region
SELECT account.id, account.iban, account.customer_id, account.legal_entity, account.product, account.status, account.currency, account.opened_on, account.opening, account.ledger, account.blocked, account.card
FROM account
WHERE account.iban = :iban_1 AND account.legal_entity IN (:legal_entity_1_1)

-- balance on a day
SELECT balance_eod.account_id, balance_eod.as_of, balance_eod.ledger, balance_eod.value_dated
FROM balance_eod
WHERE balance_eod.account_id = :account_id_1 AND balance_eod.as_of <= :as_of_1 ORDER BY balance_eod.as_of DESC
 FETCH FIRST 1 ROWS ONLY

-- a customer's accounts
SELECT account.id
FROM account
WHERE account.customer_id = :customer_id_1 AND account.legal_entity IN (:legal_entity_1_1)
 FETCH FIRST 1 ROWS ONLY

-- count of a search
SELECT count(*) AS total
FROM posting
WHERE posting.account_id IN (SELECT account.id
FROM account
WHERE account.customer_id = :customer_id_1 AND account.legal_entity IN (:legal_entity_1_1)) AND posting.booked_at >= :booked_at_1 AND posting.booked_at < :booked_at_2 AND (posting.search_text LIKE '%' || :search_text_1 || '%' ESCAPE '/') AND (posting.amount >= :amount_1 AND posting.amount <= :amount_2 OR posting.amount <= :amount_3 AND posting.amount >= :amount_4)

-- page of a search
SELECT posting.id, posting.journal_id, posting.account_id, posting.booked_at, posting.value_date, posting.amount, posting.currency, posting.balance, posting.kind, posting.channel, posting.bank_tx_code, posting.counterparty, posting.counterparty_iban, posting.counterparty_bic, posting.counterparty_country, posting.narrative, posting.search_text, account.legal_entity
FROM posting JOIN account ON account.id = posting.account_id
WHERE posting.account_id IN (SELECT account.id
FROM account
WHERE account.customer_id = :customer_id_1 AND account.legal_entity IN (:legal_entity_1_1)) AND posting.booked_at >= :booked_at_1 AND posting.booked_at < :booked_at_2 AND (posting.search_text LIKE '%' || :search_text_1 || '%' ESCAPE '/') AND (posting.amount >= :amount_1 AND posting.amount <= :amount_2 OR posting.amount <= :amount_3 AND posting.amount >= :amount_4) AND (posting.booked_at < :booked_at_3 OR posting.booked_at = :booked_at_4 AND posting.id < :id_1) ORDER BY posting.booked_at DESC, posting.id DESC
 FETCH FIRST 10 ROWS ONLY

-- sum of a statement
SELECT count(*) AS total, sum(posting.amount) AS booked
FROM posting
WHERE posting.account_id = :account_id_1 AND posting.booked_at >= :booked_at_1 AND posting.booked_at < :booked_at_2

-- entries of a statement
SELECT posting.id, posting.journal_id, posting.account_id, posting.booked_at, posting.value_date, posting.amount, posting.currency, posting.balance, posting.kind, posting.channel, posting.bank_tx_code, posting.counterparty, posting.counterparty_iban, posting.counterparty_bic, posting.counterparty_country, posting.narrative, posting.search_text, payment.end_to_end_id, payment.uetr
FROM posting LEFT OUTER JOIN payment ON payment.transaction_id = posting.journal_id
WHERE posting.account_id = :account_id_1 AND posting.booked_at >= :booked_at_1 AND posting.booked_at < :booked_at_2 AND (posting.booked_at > :booked_at_3 OR posting.booked_at = :booked_at_4 AND posting.id > :id_1) ORDER BY posting.booked_at, posting.id
 FETCH FIRST 10 ROWS ONLY
