"""The simulated market and trades in its words."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from sqlalchemy import RowMapping

from bank_risk.counterparty.exposure.paths import simulate
from bank_risk.counterparty.exposure.pricing import Scene, value
from bank_risk.counterparty.exposure.trades import CreditSwap, FxForward, FxOption, Swaption
from bank_risk.portfolio.history import Levels
from bank_risk.portfolio.netting import agreed_sets
from bank_risk.portfolio.simulation import drivers_of, exposure_set, exposure_trade, market_model
from bank_risk.store.runs import RiskStore

Row = dict[str, object]


def test_the_model_holds_a_driver_for_all_that_the_trades_need(store: RiskStore, today: Levels, day: date) -> None:
    sets = agreed_sets(store, day)
    drivers = drivers_of(row for one in sets for row in one.trades)
    model = market_model(today.history, len(today.history.days) - 1, drivers, 250)
    assert set(model.rates) == {"EUR", *model.exchange}
    assert all(0.001 < factor.volatility < 0.03 for factor in model.rates.values())
    assert all(0.02 < factor.volatility < 0.4 for factor in model.exchange.values())
    assert np.linalg.eigvalsh(model.correlation()).min() > -1e-10


def test_models_value_trades_near_their_marks(store: RiskStore, today: Levels, day: date) -> None:
    """Swaps and forwards but for schedules; options at historical volatilities are left out."""
    rows = [row for one in agreed_sets(store, day) for row in one.trades if row["kind"] in {"IRS", "FX_FORWARD", "EQUITY_FORWARD", "COMMODITY_FORWARD"}]
    model = market_model(today.history, len(today.history.days) - 1, drivers_of(rows), 250)
    scene = Scene(model, simulate(model, np.array([0.0, 1.0]), 10, seed=1, block=0), 0)
    for row in rows:
        ours = float(value(exposure_trade(row, today, day), scene)[0])
        booked = float(row["mark"]) * float(today.euros(row["currency"])[0])
        assert ours == pytest.approx(booked, abs=0.004 * float(row["notional"]) * float(today.euros(row["currency"])[0]))


def test_a_put_on_the_first_currency_is_a_call_on_the_second(trade_row: Callable[..., RowMapping], today: Levels, day: date) -> None:
    terms = {"asset_class": "FX", "second_currency": "USD", "second_notional": Decimal(1_100_000), "start_date": day + timedelta(days=365)}
    put = exposure_trade(trade_row(kind="FX_OPTION", right_kind="PUT", **terms), today, day)
    assert isinstance(put, FxOption)
    assert (put.bought_currency, put.bought, put.sold_currency, put.side) == ("USD", 1_100_000.0, "EUR", 1)
    sale = exposure_trade(trade_row(kind="FX_FORWARD", direction=-1, **terms), today, day)
    assert isinstance(sale, FxForward)
    assert (sale.bought_currency, sale.sold_currency) == ("USD", "EUR")


def test_protection_and_swaptions_keep_their_side(trade_row: Callable[..., RowMapping], today: Levels, day: date) -> None:
    sold = exposure_trade(trade_row(kind="CDS", asset_class="CR", underlying_rating="BB"), today, day)
    assert isinstance(sold, CreditSwap)
    assert (sold.side, sold.asset) == (-1, "EUR-CORP-BB")
    later = {"start_date": day + timedelta(days=365), "end_date": day + timedelta(days=6 * 365)}
    receiver = exposure_trade(trade_row(kind="SWAPTION", right_kind="PUT", **later), today, day)
    assert isinstance(receiver, Swaption)
    assert (receiver.underlying.side, receiver.side, receiver.expiry) == (-1, 1, 1.0)


def test_independent_amounts_are_counted_once(store: RiskStore, today: Levels, day: date) -> None:
    one = next(each for each in agreed_sets(store, day) if each.agreement is not None and each.agreement["independent_amount"] > 0)
    found = exposure_set(one, today, today, (day, 10.0, ""))
    rate = float(today.euros(one.currency)[0])
    assert found.collateral + found.independent_amount == pytest.approx(one.collateral * rate)
    assert found.margin is not None
    assert found.margin.period == pytest.approx(10 / 250)
