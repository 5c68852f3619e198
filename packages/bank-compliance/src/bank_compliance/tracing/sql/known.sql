-- Whether there is such an account.
SELECT account_id FROM dim_account WHERE account_id IN (:accounts)
