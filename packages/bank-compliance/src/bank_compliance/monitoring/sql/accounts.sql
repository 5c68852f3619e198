-- Who holds the accounts that alerts are about, and what due diligence says of them.
SELECT a.account_id, a.customer_id, a.legal_entity, p.segment, p.rating
FROM dim_account AS a
JOIN dim_party AS p ON p.customer_id = a.customer_id
WHERE a.account_id IN (:accounts)
ORDER BY 1
