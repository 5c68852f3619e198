"""The store is filled from the world, whole and without personal data."""

from decimal import Decimal

from sqlalchemy import func, select

from bank_kit.place import Place
from bank_kit.world.size import Size
from bank_risk.rulebooks import tables as parameter_tables
from bank_risk.store.filling import commodity_of, risk_plan
from bank_risk.store.runs import RiskStore
from bank_risk.store.tables import LOADED
from bank_risk.store.tables.market import curve_day, fx_eod, price_eod, volatility_day
from bank_risk.store.tables.rules import limit_def, param, scenario
from bank_risk.store.tables.trading import book, collateral, csa, instrument, netting_set, position_eod, trade


def _count(store: RiskStore, name: str) -> int:
    return int(store.rows(select(func.count().label("n")).select_from(LOADED.tables[name]))[0]["n"])


def test_every_table_has_rows(store: RiskStore) -> None:
    empty = [name for name in LOADED.tables if name != "risk_version" and _count(store, name) == 0]
    assert set(empty) <= {"margin_dispute"}


def test_the_market_stands_side_by_side_for_each_day(store: RiskStore) -> None:
    days = len(store.open_days())
    assert _count(store, curve_day.name) == 12 * days
    assert _count(store, volatility_day.name) == 13 * days
    assert _count(store, fx_eod.name) == 7 * days
    assert 58 * days < _count(store, price_eod.name) < 60 * days


def test_trades_positions_and_agreements_are_those_of_the_world(store: RiskStore) -> None:
    assert (_count(store, trade.name), _count(store, book.name), _count(store, instrument.name)) == (400, 20, 60)
    assert _count(store, collateral.name) == _count(store, netting_set.name) > _count(store, csa.name)
    row = store.rows(select(position_eod).order_by(position_eod.c.as_of.desc(), position_eod.c.book_id, position_eod.c.isin).limit(1))[0]
    assert isinstance(row["market_value"], Decimal)
    assert row["as_of"] == store.business_date()


def test_limits_scenarios_and_parameters_are_there_too(store: RiskStore) -> None:
    assert _count(store, limit_def.name) > 20
    assert "house-2026-rates-and-spreads" in {row["id"] for row in store.rows(select(scenario))}
    assert _count(store, param.name) == len(parameter_tables().rows)


def test_commodities_are_grouped_by_a_word_of_their_name() -> None:
    assert commodity_of("Gold spot") == "METALS"
    assert commodity_of("Baseload Power front month") == "ELECTRICITY"
    assert commodity_of("North Crude front month") == "ENERGY"
    assert commodity_of("Soya beans") == "OTHER"


def test_another_seed_or_size_is_another_version(place: Place) -> None:
    versions = {risk_plan(place.folder, size, seed).version for size in (Size.S, Size.M) for seed in (1, 2)}
    assert len(versions) == 4
