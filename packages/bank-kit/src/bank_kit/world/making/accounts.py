"""Two accounts for each customer, and the bank's own ledger accounts that stand for the world outside.

Above: build. Below: parties, countries, chance. `account` itself is finished by booking, which finds its opening balance;
this maker leaves draft_account and draft_ledger, keyed by whole numbers because ten million rows are joined by them.
"""

import duckdb

from bank_kit.world.making.countries import EU, UK, US
from bank_kit.world.making.words import sql_list
from bank_kit.world.size import Spec

FIRST_NUMBER = 200_001
TEST_BINS = ("411111", "424242", "555555")
"""Ranges that card schemes set aside for tests."""

_ACCOUNT = f"""
CREATE TABLE draft_account AS
WITH sided AS (
    SELECT *, ({FIRST_NUMBER} + 2 * (n - 1) + side)::INTEGER AS number
    FROM draft_party CROSS JOIN (VALUES (0), (1)) s(side)
), valued AS (
    SELECT *, CASE WHEN company AND side = 1 THEN CASE WHEN currency = 'USD' THEN 'GBP' WHEN currency = 'GBP' THEN 'USD'
        ELSE pick(['USD', 'GBP'], 'account', number, 1) END ELSE currency END AS kept_in,
        pick({sql_list(TEST_BINS)}, 'account', number, 2) || lpad(number::VARCHAR, 9, '0') AS card_stem
    FROM sided
)
SELECT number, n, company, side, kept_in AS currency, entity, trade, country, form,
    iban(iban_country, country_digits, bank, bank_digits, lpad(number::VARCHAR, digits, '0')) AS iban,
    CASE WHEN company THEN CASE side WHEN 0 THEN 'BUSINESS' ELSE 'FOREIGN_CURRENCY' END ELSE CASE side WHEN 0 THEN 'CURRENT' ELSE 'SAVINGS' END END AS product,
    CASE WHEN n = 1 OR happens('account', number, 3, 0.97) THEN 'OPEN' ELSE pick(['BLOCKED', 'DORMANT', 'CLOSED'], 'account', number, 4) END AS status,
    CASE WHEN company THEN since ELSE greatest(since, born + 18 * 366) END + 30 * side AS opened_on,
    CASE WHEN side = 0 AND happens('account', number, 5, 0.2) THEN cents('account', number, 6, 10, 200) ELSE 0::DECIMAL(18,2) END AS blocked,
    CASE WHEN NOT company AND side = 0 THEN card_stem || luhn(card_stem) END AS card,
    CASE kept_in WHEN 'EUR' THEN 10 WHEN 'USD' THEN 20 WHEN 'GBP' THEN 30 ELSE 40 END AS ledger
FROM valued ORDER BY number
"""
_LEDGER = f"""
CREATE TABLE draft_ledger AS
SELECT (base + place)::INTEGER AS number, 'GL-' || product || '-' || currency AS id, product, currency, entity
FROM (VALUES (10, 'EUR', '{EU}'), (20, 'USD', '{US}'), (30, 'GBP', '{UK}'), (40, 'CHF', '{EU}')) c(base, currency, entity)
CROSS JOIN (VALUES (1, 'NOSTRO'), (2, 'CASH'), (3, 'INCOME'), (4, 'EXPENSE'), (5, 'SUSPENSE')) p(place, product) ORDER BY number
"""


def make(connection: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    """Makes draft_account (number 200001 is A-200001) and draft_ledger (numbers below 100: ten for each currency, units for the product)."""
    del spec
    connection.execute(_ACCOUNT)
    connection.execute(_LEDGER)
