"""What happens between the monthly payments, as many as the size still lacks: cards, cash, suppliers, customers, and transfers among customers.

Above: build. Below: routine, scenarios. One row in a few hundred is rejected by the other bank and comes back from the suspense account an hour later.
"""

import duckdb

from bank_kit.world.making.outsiders import OWN_BANK, SHOPS_FROM, UTILITIES_FROM
from bank_kit.world.making.words import CASH_TRADES, SHOPS, UTILITIES
from bank_kit.world.size import Spec

SOURCES_FROM = 10_000_000_000
"""Everyday rows are numbered from here, beyond all routine ones."""

_ACTIVE = f"""
CREATE TABLE draft_active AS
SELECT row_number() OVER (ORDER BY currency <> 'EUR', number) - 1 AS place, number, company, company AND trade IN {tuple(CASH_TRADES)} AS cash, ledger,
    greatest($first::DATE, opened_on + 3)::DATE AS start
FROM draft_account WHERE side = 0 AND status = 'OPEN' AND NOT quiet AND opened_on + 3 < $as_of
"""
_EVERYDAY = f"""
INSERT INTO draft_transaction
WITH numbered AS (
    SELECT i, happens('rejected', i // 2, 1, 0.008) AS rejected, CASE WHEN rejected THEN i - i % 2 ELSE i END AS j FROM range($wanted) t(i)
), placed AS (
    SELECT *, draw_between('everyday', j, 1, 0, $active - 1) AS place, draw_between('everyday', j, 2, 0, $euro - 1) AS partner,
        uniform('everyday', j, 3) AS u, uniform('everyday', j, 4) AS instant
    FROM numbered
), chosen AS (
    SELECT p.*, a.number, a.company, a.ledger, a.start, b.number AS other, b.start AS other_start,
        CASE WHEN rejected THEN CASE WHEN a.company THEN 'SUPPLIER_PAYMENT' ELSE 'TRANSFER' END
            WHEN a.cash AND u < 0.35 THEN 'CASH_DEPOSIT'
            WHEN a.company THEN CASE WHEN u < 0.42 THEN 'CUSTOMER_RECEIPT' WHEN u < 0.78 THEN 'SUPPLIER_PAYMENT' WHEN u < 0.84 THEN 'WIRE'
                WHEN u < 0.92 THEN 'DIRECT_DEBIT'
                ELSE 'CARD_PAYMENT' END
            WHEN u < 0.76 THEN 'CARD_PAYMENT' WHEN u < 0.86 THEN 'CASH_WITHDRAWAL' WHEN u < 0.87 THEN 'CASH_DEPOSIT' ELSE 'TRANSFER' END AS kind
    FROM placed p JOIN draft_active a USING (place) JOIN draft_active b ON b.place = p.partner
), told AS (
    SELECT *, kind IN ('TRANSFER', 'SUPPLIER_PAYMENT') AND NOT rejected AND place < $euro AND other <> number AND uniform('everyday', j, 5) < 0.4 AS inside,
        kind IN ('CUSTOMER_RECEIPT', 'CASH_DEPOSIT') OR (kind = 'TRANSFER' AND NOT rejected AND NOT inside AND uniform('everyday', j, 6) < 0.3) AS incoming,
        CASE WHEN inside THEN greatest(start, other_start) ELSE start END AS earliest,
        ledger + CASE WHEN kind IN ('CASH_DEPOSIT', 'CASH_WITHDRAWAL') THEN 2 WHEN rejected THEN 5 ELSE 1 END AS own
    FROM chosen
), dated AS (
    SELECT *, earliest + floor(instant * (date_diff('day', earliest, $as_of) + 1))::INTEGER AS day, rejected AND i % 2 = 1 AS returned FROM told
)
SELECT {SOURCES_FROM} + i,
    CASE WHEN kind IN ('CARD_PAYMENT', 'CASH_WITHDRAWAL') THEN day::TIMESTAMP + to_seconds(draw_between('everyday', j, 7, 21600, 79200))
        ELSE moment(day, 'everyday', j, 8) END + to_seconds(CASE WHEN returned THEN 3600 ELSE 0 END),
    CASE WHEN incoming OR returned THEN own ELSE number END,
    CASE WHEN incoming OR returned THEN number WHEN inside THEN other ELSE own END,
    CASE kind WHEN 'CARD_PAYMENT' THEN skewed('everyday', j, 9, 2, 240) WHEN 'CASH_WITHDRAWAL' THEN (10 * draw_between('everyday', j, 9, 2, 40))::DECIMAL(18,2)
        WHEN 'CASH_DEPOSIT' THEN skewed('everyday', j, 9, 60, 2400) WHEN 'TRANSFER' THEN skewed('everyday', j, 9, 10, 1800)
        WHEN 'CUSTOMER_RECEIPT' THEN skewed('everyday', j, 9, 300, 22000) WHEN 'WIRE' THEN skewed('everyday', j, 9, 2000, 60000)
        ELSE skewed('everyday', j, 9, 60, 9000) END,
    kind,
    CASE WHEN inside THEN NULL WHEN kind = 'CARD_PAYMENT' THEN {SHOPS_FROM} + draw_between('everyday', j, 10, 0, {len(SHOPS) - 1})
        WHEN kind IN ('CASH_DEPOSIT', 'CASH_WITHDRAWAL') THEN {OWN_BANK}
        WHEN kind = 'DIRECT_DEBIT' THEN {UTILITIES_FROM} + draw_between('everyday', j, 10, 0, {len(UTILITIES) - 1})
        WHEN company THEN firm(number, draw_between('everyday', j, 11, 0, 7)) ELSE somebody(number, draw_between('everyday', j, 11, 0, 3)) END,
    CASE WHEN returned THEN 'Return of a rejected payment' END, NULL, ledger
FROM dated
"""


def make(connection: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    """Fills draft_transaction up to the number the size promises."""
    connection.execute(_ACTIVE, {"first": spec.first_day, "as_of": spec.as_of})
    counted = connection.execute(
        "SELECT count(*), count(*) FILTER (ledger = 10), (SELECT count(*) FROM draft_transaction) FROM draft_active",
    ).fetchone()
    assert counted is not None
    active, euro, have = counted
    connection.execute(_EVERYDAY, {"active": active, "euro": euro, "wanted": spec.counts.transactions - have, "as_of": spec.as_of})
