"""What comes every month: pay, rent, utilities, savings, wages, tax, fees, interest, and trade abroad.

Above: build. Below: accounts, casting, outsiders. Fills draft_transaction, which scenarios and everyday fill further and booking puts in order:
`debit` and `credit` are numbers of draft_account or draft_ledger, `outside` a number of draft_outsider, `grp` a group of draft_role,
`ledger` the tens of the currency's ledger accounts.
"""

import duckdb

from bank_kit.world.making.outsiders import COUNTS as OUTSIDERS
from bank_kit.world.making.outsiders import EMPLOYERS_FROM, LANDLORDS_FROM, OWN_BANK, PEOPLE_FROM, TAX_OFFICE, UTILITIES_FROM
from bank_kit.world.making.words import EMPLOYERS, LANDLORDS, UTILITIES
from bank_kit.world.schema.accounts import TRANSACTION_KINDS
from bank_kit.world.size import Spec

_MOMENT = """
CREATE OR REPLACE TEMP MACRO moment(day, topic, i, k) AS
    (day - greatest(0, isodow(day) - 5)::INTEGER)::TIMESTAMP + to_seconds(28800 + (draw(topic, i, k) % 36000)::BIGINT);
CREATE OR REPLACE TEMP MACRO skewed(topic, i, k, low, high) AS (low + (high - low) * pow(uniform(topic, i, k), 3))::DECIMAL(18,2);
"""
_DRAFT = f"""
CREATE TYPE kind_name AS ENUM {TRANSACTION_KINDS};
CREATE TABLE draft_transaction (source BIGINT, booked_at TIMESTAMP, debit INTEGER, credit INTEGER, amount DECIMAL(18,2), kind kind_name, outside INTEGER,
    narrative VARCHAR, grp INTEGER, ledger INTEGER)
"""
_ROUTINE = f"""
INSERT INTO draft_transaction
WITH month AS (
    SELECT last_day(day)::DATE AS last FROM range($first, $as_of, INTERVAL 1 DAY) t(day) GROUP BY 1 HAVING last <= $as_of
), pattern AS (
    -- company, side, kind, part of the accounts, money in, days before the end of the month, from, to, same amount each month, outsider
    FROM (VALUES (1, false, 0, 'SALARY', 0.8, true, 0, 2200, 6500, true), (2, false, 0, 'RENT', 0.5, false, 0, 600, 1900, true),
        (3, false, 0, 'DIRECT_DEBIT', 0.6, false, 7, 25, 180, false), (4, false, 0, 'STANDING_ORDER', 0.4, false, 0, 50, 300, true),
        (5, true, 0, 'PAYROLL', 0.6, false, 0, 8000, 60000, true), (6, true, 0, 'TAX', 0.5, false, 5, 900, 9000, false),
        (7, true, 0, 'FEE', 0.8, false, 0, 12, 40, true), (8, true, 1, 'CUSTOMER_RECEIPT', 0.5, true, 3, 2000, 30000, false),
        (9, true, 1, 'SUPPLIER_PAYMENT', 0.4, false, 1, 500, 9000, false), (10, false, 1, 'INTEREST', 0.3, true, 0, 1, 9, false))
    p(k, company, side, kind, part, incoming, before, low, high, same)
), due AS (
    SELECT a.number, a.ledger, p.*, m.last - p.before AS day, a.number * 1000 + month(m.last) * 20 + p.k AS source
    FROM draft_account a JOIN pattern p USING (company, side) CROSS JOIN month m
    JOIN draft_account other ON other.number = CASE WHEN p.k = 4 THEN a.number + 1 ELSE a.number END
    WHERE a.status = 'OPEN' AND other.status = 'OPEN' AND NOT a.quiet AND m.last - p.before > greatest(a.opened_on, other.opened_on) + 3
        AND (a.number = 200001 OR happens('routine', a.number, p.k, p.part))
), told AS (
    SELECT *, ledger + CASE kind WHEN 'FEE' THEN 3 WHEN 'INTEREST' THEN 4 ELSE 1 END AS own FROM due
)
SELECT source, moment(day::DATE, 'routine', source, 30), CASE WHEN incoming THEN own ELSE number END,
    CASE WHEN incoming THEN number WHEN k = 4 THEN number + 1 ELSE own END,
    CASE WHEN same THEN cents('routine', number, 40 + k, low, high) ELSE cents('routine', source, 31, low, high) END, kind,
    CASE kind WHEN 'SALARY' THEN {EMPLOYERS_FROM} + draw_between('routine', number, 50, 0, {len(EMPLOYERS) - 1})
        WHEN 'RENT' THEN {LANDLORDS_FROM} + draw_between('routine', number, 51, 0, {len(LANDLORDS) - 1})
        WHEN 'DIRECT_DEBIT' THEN {UTILITIES_FROM} + draw_between('routine', number, 52, 0, {len(UTILITIES) - 1})
        WHEN 'TAX' THEN {TAX_OFFICE} WHEN 'STANDING_ORDER' THEN NULL WHEN 'CUSTOMER_RECEIPT' THEN firm(number, 53) WHEN 'SUPPLIER_PAYMENT' THEN firm(number, 54)
        ELSE {OWN_BANK} END,
    NULL, NULL, ledger
FROM told
"""


def make(connection: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    """Makes draft_transaction and fills it with what repeats each month; leaves the macros moment, skewed, somebody and firm."""
    outsiders = OUTSIDERS[spec.size]
    connection.execute(_MOMENT)
    # Outsiders of even number are persons, of odd number firms.
    connection.execute(f"CREATE OR REPLACE TEMP MACRO somebody(i, k) AS {PEOPLE_FROM} + 2 * (draw('somebody', i, k) % {outsiders // 2})::BIGINT")
    connection.execute(f"CREATE OR REPLACE TEMP MACRO firm(i, k) AS {PEOPLE_FROM + 1} + 2 * (draw('firm', i, k) % {outsiders // 2})::BIGINT")
    connection.execute(_DRAFT)
    connection.execute(_ROUTINE, {"first": spec.first_day, "as_of": spec.as_of})
