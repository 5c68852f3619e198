-- postings
SELECT posting.id, posting.journal_id, posting.account_id, posting.booked_at, posting.value_date, posting.amount, posting.currency, posting.balance, posting.kind, posting.channel, posting.bank_tx_code, posting.counterparty, posting.counterparty_iban, posting.counterparty_bic, posting.counterparty_country, posting.narrative, posting.search_text, payment.end_to_end_id
FROM posting LEFT OUTER JOIN payment ON payment.transaction_id = posting.journal_id
WHERE posting.account_id = ? AND posting.booked_at >= ? AND posting.booked_at < ? AND posting.kind IN (?, ?) ORDER BY posting.id LIMIT 10

-- settled payments
SELECT payment.id, payment.transaction_id, payment.uetr, payment.message_id, payment.end_to_end_id, payment.scheme, payment.created_at, payment.settlement_date, payment.amount, payment.currency, payment.charge_bearer, payment.purpose, payment.debtor_name, payment.debtor_iban, payment.debtor_bic, payment.debtor_country, payment.debtor_address, payment.debtor_birth_date, payment.creditor_name, payment.creditor_iban, payment.creditor_bic, payment.creditor_country, payment.remittance, posting.amount AS booked
FROM payment INNER JOIN posting ON posting.journal_id = payment.transaction_id
WHERE posting.account_id = ? AND posting.booked_at >= ? AND posting.booked_at < ? AND (EXISTS (SELECT payment_status.payment_id
FROM payment_status
WHERE payment_status.payment_id = payment.id AND payment_status.status = ?)) ORDER BY payment.id LIMIT 10

-- positions
SELECT position_eod.as_of, position_eod.book_id, position_eod.isin, position_eod.quantity, position_eod.cost, position_eod.price, position_eod.priced_on, position_eod.price_source, position_eod.market_value, position_eod.accrued, instrument.currency
FROM position_eod INNER JOIN instrument ON instrument.isin = position_eod.isin
WHERE position_eod.book_id = ? AND position_eod.as_of = ? ORDER BY position_eod.isin
