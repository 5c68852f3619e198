"""The pacs.008 message behind each transaction that a payment carried, and the pacs.002 reports on it.

Above: build. Below: booking (draft_booked), parties, accounts, outsiders. A few lack what FATF Recommendation 16 asks for; those whose money went to the
suspense account were rejected; those of the business date are still pending. Both are views: written once, kept nowhere.
"""

import duckdb

from bank_kit.world.making.outsiders import PEOPLE_FROM
from bank_kit.world.making.words import STREETS, sql_list
from bank_kit.world.schema.accounts import PAYMENT_KINDS
from bank_kit.world.size import Spec

_HOLDER = """
CREATE TABLE draft_holder AS
SELECT a.number, p.name, a.iban, p.country, p.street || ', ' || p.postcode || ' ' || p.city AS address, p.birth_date, e.bic, a.currency
FROM draft_account a JOIN party p ON p.id = 'C-' || (100000 + a.n) JOIN legal_entity e ON e.lei = a.entity
UNION ALL
SELECT -number, name, iban, country, draw_between('outside', number, 1, 1, 99) || ' ' || pick(STREET_LIST, 'outside', number, 2) || ', Farlund',
    CASE WHEN number % 2 = 0 AND number >= PEOPLE THEN DATE '1950-01-01' + draw_between('outside', number, 3, 0, 18000)::INTEGER END, bic, NULL
FROM draft_outsider
""".replace("STREET_LIST", sql_list(STREETS)).replace("PEOPLE", str(PEOPLE_FROM))
_PAYMENT = f"""
CREATE TABLE draft_paid AS SELECT * FROM draft_booked WHERE kind IN {PAYMENT_KINDS} AND NOT (debit < 100 AND debit % 10 = 5) ORDER BY id;
CREATE VIEW draft_payment AS
SELECT b.id, b.booked_at, b.credit < 100 AND b.credit % 10 = 5 AS rejected, b.booked_at::DATE = $as_of AS pending, b.amount,
    coalesce(d.currency, c.currency) AS currency, b.narrative, b.source, d AS debtor, c AS creditor,
    coalesce(d.currency, c.currency) = 'EUR' AND list_has_all(['DE', 'NL', 'AT', 'CH', 'GB'], [d.country, c.country]) AS sepa,
    uniform('incomplete', b.id, 1) AS u
FROM draft_paid b
LEFT JOIN draft_holder d ON d.number = CASE WHEN b.debit < 100 THEN -b.outside ELSE b.debit END
LEFT JOIN draft_holder c ON c.number = CASE WHEN b.credit < 100 THEN -b.outside ELSE b.credit END;
CREATE VIEW payment AS
SELECT 'P-' || lpad(id::VARCHAR, 8, '0') AS id, 'T-' || lpad(id::VARCHAR, 8, '0') AS transaction_id, uetr(id) AS uetr,
    'KMB' || strftime(booked_at, '%Y%m%d') || lpad(id::VARCHAR, 8, '0') AS message_id,
    'E2E-' || lpad(hex(draw('end', id, 1) % 4294967296), 8, '0') AS end_to_end_id,
    CASE WHEN sepa THEN 'SEPA' ELSE 'SWIFT' END AS scheme, booked_at - to_seconds(60 + (draw('created', id, 1) % 1800)::BIGINT) AS created_at,
    (booked_at::DATE + CASE WHEN sepa THEN 0 WHEN isodow(booked_at) = 5 THEN 3 ELSE 1 END)::DATE AS settlement_date, amount, currency,
    CASE WHEN sepa THEN 'SLEV' ELSE pick(['SHAR', 'SHAR', 'DEBT', 'CRED'], 'charge', id, 1) END AS charge_bearer,
    CASE WHEN happens('purpose', id, 1, 0.6) THEN pick(['SUPP', 'GDDS', 'SCVE', 'OTHR', 'INTC'], 'purpose', id, 2) END AS purpose,
    debtor.name AS debtor_name, debtor.iban AS debtor_iban, debtor.bic AS debtor_bic, CASE WHEN u >= 0.01 THEN debtor.country END AS debtor_country,
    CASE WHEN u >= 0.03 THEN debtor.address END AS debtor_address, CASE WHEN u NOT BETWEEN 0.02 AND 0.05 THEN debtor.birth_date END AS debtor_birth_date,
    creditor.name AS creditor_name, creditor.iban AS creditor_iban, creditor.bic AS creditor_bic,
    CASE WHEN u NOT BETWEEN 0.05 AND 0.06 THEN creditor.country END AS creditor_country,
    coalesce(narrative, 'Ref ' || (100000 + source * 31 % 900000)) AS remittance
FROM draft_payment;
CREATE VIEW payment_status AS
SELECT 'P-' || lpad(id::VARCHAR, 8, '0') AS payment_id, k::INTEGER AS sequence, steps[k] AS status,
    CASE WHEN steps[k] = 'RJCT' THEN pick(['AC01', 'AC04', 'AM05', 'RC01', 'BE05'], 'reason', id, 1) END AS reason,
    booked_at - to_seconds(59 - 15 * k + CASE WHEN steps[k] = 'RJCT' THEN -900 ELSE 0 END) AS at
FROM (SELECT *, unnest(range(1, len(steps) + 1)) AS k FROM (
    SELECT id, booked_at, CASE WHEN rejected THEN ['RCVD', 'ACTC', 'RJCT'] WHEN pending THEN ['RCVD', 'ACTC', 'PDNG'] ELSE ['RCVD', 'ACTC', 'ACSP', 'ACSC'] END
        AS steps FROM draft_payment))
"""
_UETR = """
CREATE OR REPLACE TEMP MACRO uetr_of(h) AS substr(h, 1, 8) || '-' || substr(h, 9, 4)
    || '-4' || substr(h, 14, 3) || '-8' || substr(h, 18, 3) || '-' || substr(h, 21, 12);
CREATE OR REPLACE TEMP MACRO uetr(id) AS uetr_of(lower(lpad(hex(draw('uetr', id, 1)), 16, '0') || lpad(hex(draw('uetr', id, 2)), 16, '0')))
"""


def make(connection: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    """Makes payment and payment_status."""
    connection.execute(_UETR)
    connection.execute(_HOLDER)
    connection.execute(_PAYMENT.replace("$as_of", f"DATE '{spec.as_of}'"))
