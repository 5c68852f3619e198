-- account by id
SELECT account.id, account.iban, account.customer_id, account.legal_entity, account.product, account.status, account.currency, account.opened_on, account.opening, account.ledger, account.blocked, account.card
FROM account
WHERE account.id = ?

-- account by IBAN, in a region
SELECT account.id, account.iban, account.customer_id, account.legal_entity, account.product, account.status, account.currency, account.opened_on, account.opening, account.ledger, account.blocked, account.card
FROM account
WHERE account.iban = ? AND account.legal_entity IN (?)

-- balance on a day
SELECT balance_eod.account_id, balance_eod.as_of, balance_eod.ledger, balance_eod.value_dated
FROM balance_eod
WHERE balance_eod.account_id = ? AND balance_eod.as_of <= ? ORDER BY balance_eod.as_of DESC LIMIT 1

-- a customer's accounts
SELECT account.id
FROM account
WHERE account.customer_id = ? AND account.legal_entity IN (?) LIMIT 1

-- count of a search
SELECT count(*) AS total
FROM posting
WHERE posting.account_id IN (SELECT account.id
FROM account
WHERE account.customer_id = ? AND account.legal_entity IN (?)) AND posting.booked_at >= ? AND posting.booked_at < ? AND (posting.search_text LIKE '%' || ? || '%' ESCAPE '/') AND (posting.amount >= ? AND posting.amount <= ? OR posting.amount <= ? AND posting.amount >= ?)

-- page of a search
SELECT posting.id, posting.journal_id, posting.account_id, posting.booked_at, posting.value_date, posting.amount, posting.currency, posting.balance, posting.kind, posting.channel, posting.bank_tx_code, posting.counterparty, posting.counterparty_iban, posting.counterparty_bic, posting.counterparty_country, posting.narrative, posting.search_text, account.legal_entity
FROM posting INNER JOIN account ON account.id = posting.account_id
WHERE posting.account_id IN (SELECT account.id
FROM account
WHERE account.customer_id = ? AND account.legal_entity IN (?)) AND posting.booked_at >= ? AND posting.booked_at < ? AND (posting.search_text LIKE '%' || ? || '%' ESCAPE '/') AND (posting.amount >= ? AND posting.amount <= ? OR posting.amount <= ? AND posting.amount >= ?) AND (posting.booked_at < ? OR posting.booked_at = ? AND posting.id < ?) ORDER BY posting.booked_at DESC, posting.id DESC LIMIT 10

-- sum of a statement
SELECT count(*) AS total, sum(posting.amount) AS booked
FROM posting
WHERE posting.account_id = ? AND posting.booked_at >= ? AND posting.booked_at < ?

-- entries of a statement
SELECT posting.id, posting.journal_id, posting.account_id, posting.booked_at, posting.value_date, posting.amount, posting.currency, posting.balance, posting.kind, posting.channel, posting.bank_tx_code, posting.counterparty, posting.counterparty_iban, posting.counterparty_bic, posting.counterparty_country, posting.narrative, posting.search_text, payment.end_to_end_id, payment.uetr
FROM posting LEFT OUTER JOIN payment ON payment.transaction_id = posting.journal_id
WHERE posting.account_id = ? AND posting.booked_at >= ? AND posting.booked_at < ? AND (posting.booked_at > ? OR posting.booked_at = ? AND posting.id > ?) ORDER BY posting.booked_at, posting.id LIMIT 10
