-- Customers with what monitoring weighs; names and identifiers stay with the customer server.
CREATE VIEW dim_party AS
SELECT p.id AS customer_id, p.kind, p.occupation, p.segment, p.country, p.customer_since, p.declared_turnover, p.legal_entity, k.rating
FROM staged_party AS p
JOIN staged_kyc_file AS k ON k.customer_id = p.id
