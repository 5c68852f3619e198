"""Where customers live, and the identifiers of each country: check digits right, yet impossible (bank codes and number ranges assigned to nobody).

Above: makers of parties, accounts and outside counterparties. Below: words. The rules of each tax number are those python-stdnum checks.
"""

import duckdb

from bank_kit.identifiers import lei
from bank_kit.world.making.words import sql_list

EU, UK, US = (lei(f"999900KESTREL{number:05d}") for number in (1, 2, 3))
"""The bank's own companies; 9999 is the prefix of no issuer of LEIs."""
COUNTRIES = (
    # country, bank code, digits of the account number, currency, legal entity, form of companies, towns, weight of customers
    ("DE", "99900100", 10, "EUR", EU, "GmbH", ("Falkenrode", "Neu Astheim", "Bruchwalde", "Ostermoor"), 34),
    ("NL", "XBNK", 10, "EUR", EU, "BV", ("Westerhaven", "Oudeloo", "Zandmeer", "Vliethoven"), 18),
    ("AT", "99901", 11, "EUR", EU, "GmbH", ("Sankt Orlach", "Wiesenthal am Kar", "Greifau"), 12),
    ("CH", "99902", 12, "CHF", EU, "AG", ("Oberlinth", "Valmora", "Sennegg"), 8),
    ("GB", "XBNK", 14, "GBP", UK, "Ltd", ("Marlowick", "Stanmere", "Eastholm"), 18),
    # No IBAN begins with US: customers of the American company hold accounts numbered through the Dutch books.
    ("US", "XBNK", 10, "USD", US, "Inc", ("Fort Calder", "Lake Verity", "Ashgrove"), 10),
)
DIGITS_OF_BANK = {"XBNK": "33112320"}
"""Letters as two digits each (A = 10), as ISO 13616 counts them."""

_MACROS = """
CREATE OR REPLACE TEMP MACRO iban(country, country_digits, bank, bank_digits, account) AS country
    || lpad((98 - (bank_digits || account || country_digits || '00')::HUGEINT % 97)::VARCHAR, 2, '0') || bank || account;
-- A = 10: our LEIs have their letters at a fixed place, written out in digits.
CREATE OR REPLACE TEMP MACRO lei_of(number) AS '999900CUSTXX' || lpad(number::VARCHAR, 6, '0')
    || lpad((98 - ('99990012302829' || '3333' || lpad(number::VARCHAR, 6, '0') || '00')::HUGEINT % 97)::VARCHAR, 2, '0');
CREATE OR REPLACE TEMP MACRO digit(text, place) AS text[place]::INTEGER;
CREATE OR REPLACE TEMP MACRO doubled(d) AS (CASE WHEN d > 4 THEN d * 2 - 9 ELSE d * 2 END);
-- Luhn's check digit of a number whose last digit stands at an odd place from the right.
CREATE OR REPLACE TEMP MACRO luhn(number) AS ((10 - list_sum([CASE WHEN p % 2 = 1 THEN doubled(reverse(number)[p]::INTEGER) ELSE reverse(number)[p]::INTEGER END
    FOR p IN range(1, len(number) + 1)]) % 10) % 10);
CREATE OR REPLACE TEMP MACRO weighted(number, weights) AS list_sum([number[p]::INTEGER * weights[p] FOR p IN range(1, len(number) + 1)]);
-- ISO 7064 mod 11,10.
CREATE OR REPLACE TEMP MACRO iso7064(number) AS ((11 - list_reduce(list_prepend(10, [c::INTEGER FOR c IN string_split(number, '')]),
    lambda c, d: ((CASE WHEN (c + d) % 10 = 0 THEN 10 ELSE (c + d) % 10 END) * 2) % 11)) % 10);
CREATE OR REPLACE TEMP MACRO ean(number) AS ((10 - weighted(number, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]) % 10) % 10);
-- Mod 11 with weights; the last digit but one makes room when the rest would be ten.
CREATE OR REPLACE TEMP MACRO eleven_proof(stem) AS stem || (CASE WHEN weighted(stem || '0', [9, 8, 7, 6, 5, 4, 3, 2]) % 11 = 10
    THEN '1' || ((weighted(stem || '1', [9, 8, 7, 6, 5, 4, 3, 2]) % 11)::VARCHAR)
    ELSE '0' || ((weighted(stem || '0', [9, 8, 7, 6, 5, 4, 3, 2]) % 11)::VARCHAR) END);
CREATE OR REPLACE TEMP MACRO swiss_digit(number) AS (11 - weighted(number, [5, 4, 3, 2, 7, 6, 5, 4]) % 11) % 11;
CREATE OR REPLACE TEMP MACRO swiss_uid(stem) AS stem || (CASE WHEN swiss_digit(stem || '0') = 10
    THEN '1' || swiss_digit(stem || '1') ELSE '0' || swiss_digit(stem || '0') END);
CREATE OR REPLACE TEMP MACRO british_vat(stem) AS stem || lpad((97 - weighted(stem, [8, 7, 6, 5, 4, 3, 2]) % 97)::VARCHAR, 2, '0');
CREATE OR REPLACE TEMP MACRO austrian_tin(stem) AS stem
    || ((10 - list_sum([CASE WHEN p % 2 = 0 THEN doubled(stem[p]::INTEGER) ELSE stem[p]::INTEGER END FOR p IN range(1, 9)]) % 10) % 10);
CREATE OR REPLACE TEMP MACRO austrian_uid(stem) AS stem
    || ((96 - list_sum([CASE WHEN p % 2 = 0 THEN doubled(stem[p]::INTEGER) ELSE stem[p]::INTEGER END FOR p IN range(1, 8)])) % 10);
CREATE OR REPLACE TEMP MACRO person_tax_id(country, n) AS CASE country
    WHEN 'DE' THEN '00' || lpad(n::VARCHAR, 8, '0') || iso7064('00' || lpad(n::VARCHAR, 8, '0'))
    WHEN 'NL' THEN eleven_proof('9' || lpad(n::VARCHAR, 6, '0'))
    WHEN 'AT' THEN austrian_tin('99' || lpad(n::VARCHAR, 6, '0'))
    WHEN 'CH' THEN '7569999' || lpad(n::VARCHAR, 5, '0') || ean('7569999' || lpad((n % 100000)::VARCHAR, 5, '0'))
    WHEN 'GB' THEN 'QQ' || lpad(n::VARCHAR, 6, '0') || 'A'
    ELSE '9' || lpad((n // 10000)::VARCHAR, 2, '0') || '-00-' || lpad((n % 10000)::VARCHAR, 4, '0') END;
CREATE OR REPLACE TEMP MACRO company_tax_id(country, n) AS CASE country
    WHEN 'DE' THEN 'DE99' || lpad(n::VARCHAR, 6, '0') || iso7064('99' || lpad(n::VARCHAR, 6, '0'))
    WHEN 'NL' THEN 'NL' || eleven_proof('9' || lpad(n::VARCHAR, 6, '0')) || 'B99'
    WHEN 'AT' THEN 'ATU' || austrian_uid('9' || lpad(n::VARCHAR, 6, '0'))
    WHEN 'CH' THEN 'CHE' || swiss_uid('9' || lpad(n::VARCHAR, 6, '0'))
    WHEN 'GB' THEN 'GB' || british_vat('9' || lpad(n::VARCHAR, 6, '0'))
    ELSE '00-' || lpad(n::VARCHAR, 7, '0') END;
"""


def make(connection: duckdb.DuckDBPyConnection) -> None:
    """Table draft_country, one row for each unit of weight so that a uniform pick of `slot` is weighted, and the macros of identifiers."""
    connection.execute(_MACROS)
    rows: list[str] = []
    for country, bank, digits, currency, entity, form, towns, weight in COUNTRIES:
        iban_country = "NL" if country == "US" else country
        country_digits = "".join(str(int(letter, 36)) for letter in iban_country)
        bank_digits = DIGITS_OF_BANK.get(bank, bank)
        for _ in range(weight):
            rows.append(
                f"({len(rows)}, '{country}', '{iban_country}', '{country_digits}', '{bank}', '{bank_digits}', {digits}, '{currency}', '{entity}', '{form}', "
                f"{sql_list(towns)})"
            )
    connection.execute(
        "CREATE TABLE draft_country AS SELECT * FROM (VALUES " + ", ".join(rows) + ") "
        "t(slot, country, iban_country, country_digits, bank, bank_digits, digits, currency, entity, form, towns)"
    )
