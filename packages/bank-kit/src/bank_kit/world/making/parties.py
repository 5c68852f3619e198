"""The bank's own companies, its customers, and what it knows about knowing them.

Above: build. Below: countries, words, chance. Every third customer is a company; the two persons before it may share a household.
"""

import duckdb

from bank_kit.world.making import countries
from bank_kit.world.making.words import CASH_TRADES, FAMILY_HEADS, FAMILY_TAILS, GIVEN_NAMES, NOTES, OCCUPATIONS, STREETS, TRADES, sql_list
from bank_kit.world.size import Spec

COMPANY_EVERY = 3
_FIRST = 100_000

_ENTITIES = f"""
CREATE TABLE legal_entity AS SELECT * FROM (VALUES
    ('{countries.EU}', 'Kestrelmoor Bank SE', 'DE', 'EUR', 'EU', 'XBNKDEQZ'),
    ('{countries.UK}', 'Kestrelmoor Bank UK plc', 'GB', 'GBP', 'UK', 'XBNKGBQZ'),
    ('{countries.US}', 'Kestrelmoor Bank America, NA', 'US', 'USD', 'US', 'XBNKUSQZ')
) t(lei, name, country, currency, jurisdiction, bic) ORDER BY lei
"""
_DRAFT = f"""
CREATE TABLE draft_party AS
WITH numbered AS (
    SELECT i AS n, i // {COMPANY_EVERY} AS pair, i % {COMPANY_EVERY} = 0 AS company FROM range(1, $parties + 1) t(i)
), placed AS (
    SELECT *, NOT company AND happens('household', pair, 1, 0.4) AS shared, CASE WHEN shared THEN -1 - pair ELSE n END AS home FROM numbered
)
SELECT p.n, p.pair, p.company, p.shared, p.home, c.*,
    pick({sql_list(GIVEN_NAMES)}, 'party', n, 1) AS given,
    pick({sql_list(FAMILY_HEADS)}, 'party', home, 2) || pick({sql_list(FAMILY_TAILS)}, 'party', home, 3) AS family,
    CASE WHEN happens('party', n, 4, 0.25) THEN pick({sql_list(CASH_TRADES)}, 'party', n, 5) ELSE pick({sql_list(TRADES)}, 'party', n, 5) END AS trade,
    pick(['RETAIL', 'RETAIL', 'RETAIL', 'RETAIL', 'AFFLUENT', 'PRIVATE'], 'party', n, 6) AS person_segment,
    pick(['SME', 'SME', 'SME', 'CORPORATE', 'INSTITUTION'], 'party', n, 7) AS company_segment,
    $as_of - draw_between('party', n, 8, 21 * 366, 85 * 366)::INTEGER AS born,
    $as_of - draw_between('party', n, 9, 60, 18 * 365)::INTEGER AS since,
    NOT company AND n > 1 AND happens('party', n, 10, 0.02) AS exposed
FROM placed p JOIN draft_country c ON c.slot = CASE WHEN n = 1 THEN 34 ELSE draw_between('country', CASE WHEN company THEN n ELSE -1 - pair END, 1, 0, 99) END
ORDER BY n
"""
_PARTY = f"""
CREATE TABLE party AS
SELECT 'C-' || ({_FIRST} + n) AS id,
    CASE WHEN company THEN 'COMPANY' ELSE 'PERSON' END AS kind,
    CASE WHEN company THEN family || ' ' || trade || ' ' || form ELSE given || ' ' || family END AS name,
    CASE WHEN NOT company THEN given END AS given_name,
    CASE WHEN NOT company THEN family END AS family_name,
    CASE WHEN NOT company THEN born END AS birth_date,
    country,
    CASE WHEN NOT company THEN CASE WHEN happens('party', n, 11, 0.85) THEN country
        ELSE pick(['FR', 'IT', 'PL', 'ES', 'TR', 'IN', 'US', 'NG', 'LB', 'VN'], 'party', n, 12) END END AS nationality,
    draw_between('street', home, 1, 1, 180) || ' ' || pick({sql_list(STREETS)}, 'street', home, 2) AS street,
    CASE country WHEN 'NL' THEN '0' || draw_between('street', home, 3, 100, 999) || ' QZ'
        WHEN 'GB' THEN 'QZ' || draw_between('street', home, 3, 1, 99) || ' 1QZ'
        WHEN 'US' THEN '000' || draw_between('street', home, 3, 10, 99) WHEN 'DE' THEN '00' || draw_between('street', home, 3, 100, 999)
        ELSE '0' || draw_between('street', home, 3, 100, 999) END AS postcode,
    pick(towns, 'street', home, 4) AS city,
    CASE WHEN company THEN 'office@' || lower(family) || '-' || lower(trade) || CASE WHEN n > 100 THEN '-' || n ELSE '' END || '.example'
        ELSE lower(given) || '.' || lower(family) || CASE WHEN n > 1000 THEN n::VARCHAR ELSE '' END || '@'
            || pick(['mail.example', 'post.example', 'inbox.example'], 'party', n, 13) END AS email,
    '+1-' || draw_between('party', n, 14, 201, 989) || '-555-01' || lpad((n % 100)::VARCHAR, 2, '0') AS phone,
    CASE WHEN company THEN company_tax_id(country, n) ELSE person_tax_id(country, n) END AS tax_id,
    CASE WHEN company THEN 'REGISTER_EXTRACT' ELSE pick(['PASSPORT', 'ID_CARD'], 'party', n, 15) END AS document_type,
    'X' || lpad((draw('party', n, 16) % 10)::VARCHAR, 1, '0') || lpad(n::VARCHAR, 7, '0') AS document_number,
    CASE WHEN NOT company THEN ($as_of + draw_between('party', n, 17, -90, 3400)::INTEGER) END AS document_expiry,
    CASE WHEN company THEN trade ELSE pick({sql_list(OCCUPATIONS)}, 'party', n, 18) END AS occupation,
    CASE WHEN company AND (company_segment <> 'SME' OR happens('party', n, 19, 0.3)) THEN lei_of(n) END AS lei,
    CASE WHEN company THEN company_segment ELSE person_segment END AS segment,
    'rm-' || lpad((n % 12 + 1)::VARCHAR, 2, '0') AS relationship_manager,
    CASE WHEN company THEN since ELSE greatest(since, born + 18 * 366) END AS customer_since,
    (CASE WHEN NOT company THEN draw_between('party', n, 20, 18, 95) * CASE person_segment WHEN 'PRIVATE' THEN 8 WHEN 'AFFLUENT' THEN 2 ELSE 1 END
        ELSE draw_between('party', n, 20, 150, 900) * CASE company_segment WHEN 'SME' THEN 1 WHEN 'CORPORATE' THEN 30 ELSE 100 END END * 1000)::DECIMAL(18,2)
        AS declared_turnover,
    CASE WHEN exposed THEN pick(['DOMESTIC', 'DOMESTIC', 'FOREIGN'], 'party', n, 21) ELSE 'NONE' END AS politically_exposed,
    entity AS legal_entity,
    CASE WHEN shared THEN (pair + 1)::INTEGER END AS household,
    pick({sql_list(NOTES)}, 'party', n, 22) || CASE WHEN happens('party', n, 23, 0.2) THEN ' Reach at ' || email || '.' ELSE '' END AS note
FROM draft_party ORDER BY id
"""
_KYC = """
CREATE TABLE kyc_file AS
WITH scored AS (
    SELECT p.id, p.document_expiry, d.n,
        CASE WHEN coalesce(p.nationality, p.country) IN ('NG', 'LB', 'VN') THEN 20 WHEN p.country = 'US' THEN 5
            ELSE pick([0, 0, 5], 'kyc', n, 1) END AS geography,
        CASE p.segment WHEN 'PRIVATE' THEN 15 WHEN 'INSTITUTION' THEN 10 ELSE pick([0, 0, 5, 10], 'kyc', n, 2) END AS product,
        pick([0, 5, 5, 10], 'kyc', n, 3) AS channel,
        CASE WHEN p.occupation IN ('Restaurants', 'Taxi', 'Markets', 'shop owner') THEN 15 ELSE pick([0, 0, 5], 'kyc', n, 4) END AS occupation,
        CASE p.politically_exposed WHEN 'NONE' THEN 0 WHEN 'DOMESTIC' THEN 30 ELSE 40 END AS politically_exposed
    FROM party p JOIN draft_party d ON p.id = 'C-' || (100000 + d.n)
), summed AS (
    SELECT *, geography + product + channel + occupation + politically_exposed AS score FROM scored
), levelled AS (
    SELECT *, CASE WHEN score >= 40 OR politically_exposed > 0 THEN 'EDD' WHEN score < 10 THEN 'SDD' ELSE 'CDD' END AS level,
        CASE level WHEN 'EDD' THEN 365 WHEN 'CDD' THEN 1095 ELSE 1825 END AS days
    FROM summed
), reviewed AS (
    SELECT *, $as_of - draw_between('kyc', n, 5, 20, days + 20)::INTEGER AS last_review, last_review + days AS next_review FROM levelled
)
SELECT id AS customer_id, level, CASE WHEN score >= 40 THEN 'high' WHEN score >= 20 THEN 'medium' ELSE 'low' END AS rating, score,
    geography, product, channel, occupation, politically_exposed, last_review, next_review,
    concat_ws(',', CASE WHEN document_expiry < $as_of THEN 'DOCUMENT_EXPIRED' END, CASE WHEN next_review < $as_of THEN 'REVIEW_OVERDUE' END,
        CASE WHEN happens('kyc', n, 6, 0.04) THEN 'SOURCE_OF_WEALTH_MISSING' END) AS gaps
FROM reviewed ORDER BY customer_id
"""


def make(connection: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    """Makes legal_entity, party, kyc_file, and draft_party (one row for each party with its number, home and country)."""
    countries.make(connection)
    connection.execute(_ENTITIES)
    connection.execute(_DRAFT, {"parties": spec.counts.parties, "as_of": spec.as_of})
    for statement in (_PARTY, _KYC):
        connection.execute(statement, {"as_of": spec.as_of})
