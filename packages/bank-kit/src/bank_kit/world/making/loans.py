"""Loans of the banking book over the bank's customers, and what a month of stress would take out of each company.

Above: build. Below: chance; reads party, account and draft_balance. Loans to persons are mostly mortgages; classes, ratings, PD and LGD agree.
"""

import duckdb

from bank_kit.world.size import Spec

PERSONS = 0.88
"""Part of the loans that persons took."""

_CUSTOMERS = """
CREATE TABLE draft_borrower AS
SELECT id, kind, segment, country, legal_entity, row_number() OVER (PARTITION BY kind ORDER BY id) - 1 AS place FROM party
"""
_DRAFT = """
CREATE TABLE draft_loan AS
WITH counted AS (
    SELECT kind AS wanted, count(*)::UBIGINT AS places FROM draft_borrower GROUP BY kind
), numbered AS (
    SELECT i AS n, CASE WHEN happens('loan', i, 1, $persons) THEN 'PERSON' ELSE 'COMPANY' END AS wanted FROM range(1, $loans + 1) t(i)
), placed AS (
    SELECT n, wanted, (draw('loan', n, 2) % places)::BIGINT AS place FROM numbered JOIN counted USING (wanted)
), borrowed AS (
    SELECT p.n, b.* FROM placed p JOIN draft_borrower b ON b.kind = p.wanted AND b.place = p.place
), classed AS (
    SELECT *,
        CASE WHEN kind = 'PERSON' THEN CASE WHEN uniform('loan', n, 3) < 0.68 THEN 'MORTGAGE' WHEN uniform('loan', n, 3) < 0.85 THEN 'RETAIL' ELSE 'QRRE' END
            WHEN segment = 'SME' THEN 'SME' WHEN segment = 'CORPORATE' THEN 'CORPORATE' WHEN happens('loan', n, 4, 0.3) THEN 'SOVEREIGN' ELSE 'BANK' END
            AS exposure_class,
        least(greatest(normal('loan', n, 5), -2.8), 2.8) AS quality,
        uniform('loan', n, 6) AS size,
        uniform('loan', n, 7) AS share
    FROM borrowed
)
SELECT *,
    -- Property values of 120,000 to 1,100,000; half of the loans stand below 60 % of them, one in fifty above.
    CASE WHEN exposure_class = 'MORTGAGE' THEN round(320000 * exp(0.45 * greatest(least(normal('loan', n, 8), 2.7), -2.2)), -3) END AS property,
    CASE WHEN share < 0.30 THEN 0.12 + share * 1.25 WHEN share < 0.90 THEN 0.50 + (share - 0.30) * 0.65 WHEN share < 0.98 THEN 0.89 + (share - 0.90) * 1.35
        ELSE 1.01 + (share - 0.98) * 6 END AS loan_to_value,
    happens('loan', n, 9, CASE exposure_class WHEN 'MORTGAGE' THEN 0.008 WHEN 'SME' THEN 0.03 WHEN 'RETAIL' THEN 0.025 WHEN 'QRRE' THEN 0.03
        WHEN 'CORPORATE' THEN 0.012 ELSE 0 END) AS defaulted,
    CASE exposure_class WHEN 'SOVEREIGN' THEN 0.0002 WHEN 'BANK' THEN 0.0010 WHEN 'CORPORATE' THEN 0.0045 WHEN 'SME' THEN 0.0120
        WHEN 'MORTGAGE' THEN 0.0040 WHEN 'RETAIL' THEN 0.0150 ELSE 0.0180 END
        * exp(CASE exposure_class WHEN 'SOVEREIGN' THEN 0.4 ELSE 0.9 END * quality) AS estimate
FROM classed
"""
_AMOUNTS = """
CREATE TABLE draft_amount AS
SELECT *,
    CASE exposure_class
        WHEN 'MORTGAGE' THEN round(property * loan_to_value, 2)
        WHEN 'RETAIL' THEN round(3000 + 42000 * size * size, 2)
        WHEN 'QRRE' THEN round(50 + 4450 * size * share, 2)
        WHEN 'SME' THEN round(40000 * exp(3.4 * size), 2)
        WHEN 'CORPORATE' THEN round(400000 * exp(2.3 * size), 2)
        WHEN 'BANK' THEN round(500000 * exp(1.8 * size), 2)
        ELSE round(800000 * exp(1.6 * size), 2) END AS lent,
    CASE WHEN defaulted THEN 1.0 ELSE least(round(estimate, 6), 0.25) END AS pd,
    round(CASE exposure_class WHEN 'MORTGAGE' THEN 0.08 + 0.22 * least(loan_to_value, 1.1) WHEN 'SOVEREIGN' THEN 0.40 WHEN 'BANK' THEN 0.42
        WHEN 'QRRE' THEN 0.72 WHEN 'RETAIL' THEN 0.48 ELSE 0.36 END + 0.05 * uniform('loan', n, 10), 4) AS lgd,
    CASE WHEN exposure_class = 'MORTGAGE' THEN draw_between('loan', n, 11, 400, 28 * 365) WHEN exposure_class = 'QRRE' THEN 365
        ELSE draw_between('loan', n, 11, 40, 7 * 365) END AS days,
    happens('loan', n, 12, CASE exposure_class WHEN 'MORTGAGE' THEN 0.65 WHEN 'RETAIL' THEN 0.9 WHEN 'QRRE' THEN 0 ELSE 0.3 END) AS is_fixed
FROM draft_loan
"""
_LOAN = """
CREATE TABLE loan AS
SELECT 'L-' || (300000 + n) AS id, id AS customer_id, legal_entity, exposure_class,
    CASE country WHEN 'GB' THEN 'GBP' WHEN 'US' THEN 'USD' WHEN 'CH' THEN 'CHF' ELSE 'EUR' END AS currency,
    lent::DECIMAL(18,2) AS drawn,
    CASE WHEN defaulted THEN 0 WHEN exposure_class = 'QRRE' THEN round(2000 + 7000 * size - lent * 0.2, 2)
        WHEN exposure_class IN ('SME', 'CORPORATE', 'BANK') AND happens('loan', n, 13, 0.5) THEN round(lent * (0.1 + 0.6 * share), 2) ELSE 0 END::DECIMAL(18,2)
        AS undrawn,
    pd::DOUBLE AS pd, lgd::DOUBLE AS lgd,
    CASE WHEN exposure_class IN ('SOVEREIGN', 'BANK') OR exposure_class = 'CORPORATE' AND happens('loan', n, 14, 0.55) THEN
        CASE WHEN defaulted THEN 'CCC' WHEN estimate < 0.00015 THEN 'AAA' WHEN estimate < 0.0005 THEN 'AA' WHEN estimate < 0.0012 THEN 'A'
            WHEN estimate < 0.0045 THEN 'BBB' WHEN estimate < 0.018 THEN 'BB' WHEN estimate < 0.08 THEN 'B' ELSE 'CCC' END END AS rating,
    $as_of + days::INTEGER AS maturity_date,
    CASE WHEN is_fixed THEN 'FIXED' ELSE 'FLOATING' END AS rate_kind,
    round(CASE exposure_class WHEN 'QRRE' THEN 0.115 WHEN 'RETAIL' THEN 0.062 WHEN 'MORTGAGE' THEN 0.031 WHEN 'SME' THEN 0.042 ELSE 0.034 END
        + least(estimate, 0.1) * lgd * 0.6 + 0.008 * (uniform('loan', n, 15) - 0.5), 5)::DOUBLE AS rate,
    $as_of + CASE WHEN is_fixed THEN CASE WHEN exposure_class = 'MORTGAGE' THEN least(days, draw_between('loan', n, 16, 60, 3650)) ELSE days END
        ELSE least(days, draw_between('loan', n, 16, 1, 182)) END::INTEGER AS repricing_date,
    property::DECIMAL(18,2) AS property_value,
    CASE exposure_class WHEN 'SME' THEN round(400000 + lent * (2 + 8 * share), -3) WHEN 'CORPORATE' THEN round(52000000 + lent * (10 + 150 * share), -3) END
        ::DECIMAL(18,2) AS turnover,
    defaulted,
    CASE WHEN defaulted THEN round(lent * lgd * (0.7 + 0.3 * uniform('loan', n, 17)), 2) ELSE 0 END::DECIMAL(18,2) AS provision
FROM draft_amount ORDER BY id
"""


def make(connection: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    """Creates loan."""
    connection.execute(_CUSTOMERS)
    connection.execute(_DRAFT, {"persons": PERSONS, "loans": spec.counts.loans})
    connection.execute(_AMOUNTS)
    connection.execute(_LOAN, {"as_of": spec.as_of})
    for name in ("draft_borrower", "draft_loan", "draft_amount"):
        connection.execute(f"DROP TABLE {name}")
