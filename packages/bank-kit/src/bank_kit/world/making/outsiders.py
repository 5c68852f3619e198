"""Those outside the bank whom customers pay and are paid by, kept at other invented banks.

Above: traffic, scenarios, booking. Below: countries, words. One number each, so that the same landlord is paid every month.
"""

import duckdb

from bank_kit.world.making.words import EMPLOYERS, FAMILY_HEADS, FAMILY_TAILS, GIVEN_NAMES, LANDLORDS, SHOPS, TRADES, UTILITIES, sql_list
from bank_kit.world.size import Size, Spec

SHOPS_FROM, LANDLORDS_FROM, UTILITIES_FROM, EMPLOYERS_FROM, TAX_OFFICE, OWN_BANK, NOTARY, PLANTED_FROM, HIGH_RISK_FROM, PEOPLE_FROM = (
    0, 20, 30, 40, 50, 51, 52, 60, 100, 1000,
)  # fmt: skip
HIGH_RISK = 60
"""Receivers in `HIGH_RISK_COUNTRIES`."""
HIGH_RISK_COUNTRIES = ("MM", "HT", "YE")
"""Countries of the corridor scenario; none has IBANs. Which countries count as risky is a parameter of the compliance server, not of the world."""
PLANTED = ("Tilda Ormgaard", "Oskar Pellinger", "Ines Haskmark", "Promo Desk")
"""Counterparties of the texts planted on the first account."""
COUNTS = {Size.S: 400, Size.M: 4_000, Size.L: 20_000}
"""Outside persons and firms, every second a firm."""

_NAMED = (
    (SHOPS_FROM, SHOPS),
    (LANDLORDS_FROM, LANDLORDS),
    (UTILITIES_FROM, UTILITIES),
    (EMPLOYERS_FROM, EMPLOYERS),
    (TAX_OFFICE, ("Tax office",)),
    (OWN_BANK, ("Kestrelmoor Bank",)),
    (NOTARY, ("Notary Orst and Wend",)),
    (PLANTED_FROM, PLANTED),
)
_OUTSIDER = f"""
CREATE TABLE draft_outsider AS
WITH named AS (
    SELECT unnest($numbers) AS number, unnest($names) AS name, 'DE' AS country
    UNION ALL
    SELECT {HIGH_RISK_FROM} + i, pick({sql_list(GIVEN_NAMES)}, 'risky', i, 1) || ' ' || pick({sql_list(FAMILY_HEADS)}, 'risky', i, 2)
        || pick({sql_list(FAMILY_TAILS)}, 'risky', i, 3), pick({sql_list(HIGH_RISK_COUNTRIES)}, 'risky', i, 4)
    FROM range({HIGH_RISK}) t(i)
    UNION ALL
    SELECT {PEOPLE_FROM} + i, CASE WHEN i % 2 = 0 THEN pick({sql_list(GIVEN_NAMES)}, 'outsider', i, 1) || ' ' ELSE '' END
        || pick({sql_list(FAMILY_HEADS)}, 'outsider', i, 2) || pick({sql_list(FAMILY_TAILS)}, 'outsider', i, 3)
        || CASE WHEN i % 2 = 1 THEN ' ' || pick({sql_list(TRADES)}, 'outsider', i, 4) || ' ' || pick(['GmbH', 'BV', 'Ltd'], 'outsider', i, 5) ELSE '' END,
        pick(['DE', 'DE', 'DE', 'NL', 'NL', 'AT', 'GB', 'CH'], 'outsider', i, 6)
    FROM range($people) t(i)
)
SELECT number::INTEGER AS number, name, country,
    CASE WHEN number >= {PEOPLE_FROM} OR number BETWEEN {LANDLORDS_FROM} AND {TAX_OFFICE} OR number BETWEEN {NOTARY} AND {HIGH_RISK_FROM - 1} THEN CASE country
        WHEN 'DE' THEN iban('DE', '1314', '99900200', '99900200', lpad(number::VARCHAR, 10, '0'))
        WHEN 'NL' THEN iban('NL', '2321', 'QZBK', '26351120', lpad(number::VARCHAR, 10, '0'))
        WHEN 'AT' THEN iban('AT', '1029', '99903', '99903', lpad(number::VARCHAR, 11, '0'))
        WHEN 'GB' THEN iban('GB', '1611', 'QZBK', '26351120', lpad(number::VARCHAR, 14, '0'))
        ELSE iban('CH', '1217', '99904', '99904', lpad(number::VARCHAR, 12, '0')) END END AS iban,
    CASE WHEN number = {OWN_BANK} THEN 'XBNKDEQZ' ELSE 'QZBK' || country || 'QZ' END AS bic
FROM named ORDER BY number
"""


def make(connection: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    """Makes draft_outsider: number, name, country, iban (null where none is known), bic."""
    numbers = [start + place for start, names in _NAMED for place in range(len(names))]
    names = [name for _, names in _NAMED for name in names]
    connection.execute(_OUTSIDER, {"numbers": numbers, "names": names, "people": COUNTS[spec.size]})
