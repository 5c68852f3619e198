"""What a company has at risk adds up to its tables."""

import duckdb
import pytest

from bank_kit.world.making.weights import HELD, MARKET, VALUED, balances

ROWS = """
CREATE TABLE legal_entity AS SELECT 'E' AS lei, 'UK' AS jurisdiction, 'GBP' AS currency;
CREATE TABLE fx_eod AS SELECT 'GBP' AS quote, DATE '2026-11-20' AS date, 0.5 AS mid;
CREATE TABLE loan AS SELECT 'E' AS legal_entity, 'GBP' AS currency, 50.0 AS drawn, 10.0 AS undrawn, 0.04 AS rate, false AS defaulted,
    'CORPORATE' AS exposure_class, 'A' AS rating, NULL::DOUBLE AS property_value;
CREATE TABLE book AS SELECT * FROM (VALUES ('B1', 'E', 'BANKING'), ('B2', 'E', 'TRADING')) t(id, legal_entity, kind);
CREATE TABLE instrument AS SELECT 'I' AS isin, 'EUR' AS currency, 0.02 AS coupon;
CREATE TABLE position_eod AS SELECT * FROM (VALUES ('B1', 'I', DATE '2026-11-20', 30.0), ('B2', 'I', DATE '2026-11-20', 20.0),
    ('B2', 'I', DATE '2026-11-19', 99.0)) t(book_id, isin, as_of, market_value);
CREATE TABLE counterparty AS SELECT 'C' AS id, 'BANK' AS sector, 'A' AS rating;
CREATE TABLE draft_exposure AS SELECT 'N' AS id, 'C' AS counterparty_id, 'E' AS legal_entity, false AS margined, 10.0::DOUBLE AS exposure;
CREATE TABLE draft_tail (scope VARCHAR, id VARCHAR, var DOUBLE, es DOUBLE, stressed DOUBLE);
INSERT INTO draft_tail VALUES ('COMPANY', 'E', 1, 3, 4), ('DESK', 'Rates', 9, 9, 9)
"""


def test_one_company_in_euro() -> None:
    connection = duckdb.connect()
    connection.execute(ROWS)
    (found,) = balances(connection)
    assert (found.loans, found.promised, found.held, found.traded, found.per_euro) == (100.0, 20.0, 30.0, 20.0, 0.5)
    assert found.assets == 150.0
    assert found.income == pytest.approx(100 * 0.04 + 50 * 0.02)
    assert found.weighted == pytest.approx((100 + 0.35 * 20) * 0.5 + HELD * 30 + MARKET * 4 + VALUED * 10 * 0.3)
