"""What a company has at risk adds up to its tables."""

import duckdb
import pytest

from bank_kit.world.making.weights import balances, netting

ROWS = """
CREATE TABLE legal_entity AS SELECT 'E' AS lei, 'UK' AS jurisdiction, 'GBP' AS currency;
CREATE TABLE fx_eod AS SELECT 'GBP' AS quote, DATE '2026-11-20' AS date, 0.5 AS mid;
CREATE TABLE loan AS SELECT 'E' AS legal_entity, 'GBP' AS currency, 50.0 AS drawn, 10.0 AS undrawn, 0.04 AS rate, false AS defaulted,
    'CORPORATE' AS exposure_class, 'A' AS rating, NULL::DOUBLE AS property_value;
CREATE TABLE book AS SELECT * FROM (VALUES ('B1', 'E', 'BANKING'), ('B2', 'E', 'TRADING')) t(id, legal_entity, kind);
CREATE TABLE instrument AS SELECT 'I' AS isin, 'EUR' AS currency, 0.02 AS coupon;
CREATE TABLE position_eod AS SELECT * FROM (VALUES ('B1', 'I', DATE '2026-11-20', 30.0), ('B2', 'I', DATE '2026-11-20', 20.0),
    ('B2', 'I', DATE '2026-11-19', 99.0)) t(book_id, isin, as_of, market_value);
CREATE TABLE counterparty AS SELECT 'C' AS id, 'BANK' AS sector;
CREATE TABLE trade AS SELECT 'B2' AS book_id, 'C' AS counterparty_id, 'N' AS netting_set_id, 'FX' AS asset_class, 'EUR' AS currency, 1000.0 AS notional
"""


def test_one_company_in_euro() -> None:
    connection = duckdb.connect()
    connection.execute(ROWS)
    (found,) = balances(connection)
    assert (found.loans, found.promised, found.held, found.traded, found.per_euro) == (100.0, 20.0, 30.0, 20.0, 0.5)
    assert found.assets == 150.0
    assert found.income == pytest.approx(100 * 0.04 + 50 * 0.02)
    assert found.weighted == pytest.approx((100 + 0.35 * 20) * 0.5 + 0.03 * 30 + 0.55 * 20 + 1000 * 0.025 * 0.35 * netting(1))


def test_the_more_trades_net_the_less_is_left_of_each() -> None:
    assert netting(1) == 1.5
    assert netting(150) < netting(30) < netting(6) <= 1.5
