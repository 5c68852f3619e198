"""Uses of limits agree with the tools of their measures."""

from datetime import date

import pytest
from sqlalchemy import select

from bank_kit.failures import FailureCode, ToolFailureError
from bank_risk.desk.capital import get_capital_ratios
from bank_risk.desk.saccr import calc_saccr_ead
from bank_risk.desk.uses import Uses
from bank_risk.desk.value_at_risk import calc_var_es
from bank_risk.forms.capital import CapitalArguments, CapitalReport
from bank_risk.forms.counterparty import SaccrArguments, SaccrReport
from bank_risk.forms.limits import WhatIfTrade
from bank_risk.forms.shared import Desk
from bank_risk.forms.value_at_risk import VarArguments, VarReport
from bank_risk.store.runs import RiskStore, Run
from bank_risk.store.tables.trading import instrument

DAY = date(2026, 11, 20)
LEI = "999900KESTREL0000114"
BANK = "999900NORDDEICHBAN90"


def proposed(**changes: object) -> WhatIfTrade:
    plain = {"book": "BOOK-04", "counterparty": BANK, "kind": "IRS", "side": "buy", "currency": "EUR", "notional": "1000000", "end_date": "2031-11-20"}
    return WhatIfTrade.model_validate(plain | changes)


def test_a_desk_s_tail_is_what_calc_var_es_answers(run: Run) -> None:
    var = calc_var_es(run, VarArguments(desk=Desk.CREDIT)).value
    shortfall = calc_var_es(run, VarArguments(desk=Desk.CREDIT, confidence=0.975, horizon_days=10)).value
    assert isinstance(var, VarReport)
    assert isinstance(shortfall, VarReport)
    found = Uses(run.store, DAY).tail("Credit")
    assert found == pytest.approx((float(var.value_at_risk.amount), float(shortfall.expected_shortfall.amount)), abs=0.01)


def test_exposures_are_what_calc_saccr_ead_answers(run: Run) -> None:
    answer = calc_saccr_ead(run, SaccrArguments(sets_shown=200)).value
    assert isinstance(answer, SaccrReport)
    found = Uses(run.store, DAY).exposures
    for one in answer.counterparties:
        assert found[one.counterparty] == pytest.approx(float(one.exposure_at_default.amount), abs=0.01)


def test_leverage_is_what_get_capital_ratios_answers(run: Run) -> None:
    answer = get_capital_ratios(run, CapitalArguments(legal_entity=LEI)).value
    assert isinstance(answer, CapitalReport)
    assert Uses(run.store, DAY).leverage(LEI) == pytest.approx(answer.leverage.ratio)


def test_a_proposed_trade_adds_its_notional_to_its_book_alone(store: RiskStore) -> None:
    before, after = Uses(store, DAY).notionals, Uses(store, DAY, proposed()).notionals
    assert {name for name in after if after[name] != before.get(name)} == {"BOOK-04"}
    assert after["BOOK-04"] - before["BOOK-04"] == pytest.approx(1_000_000)


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "FX_FORWARD", "currency": "USD", "second_currency": "EUR"},
        {"kind": "FX_FORWARD", "currency": "EUR", "second_currency": "GBP"},
        {"kind": "CDS", "underlying": "ACME", "rating": "BBB"},
        {"kind": "IRS", "currency": "GBP", "side": "sell"},
    ],
)
def test_every_kind_of_trade_can_be_proposed_and_starts_near_nothing(store: RiskStore, changes: dict[str, object]) -> None:
    uses = Uses(store, DAY, proposed(**changes))
    before = Uses(store, DAY)
    assert uses.tail("Rates") != before.tail("Rates")
    assert sum(uses.exposures.values()) != sum(before.exposures.values())


@pytest.mark.parametrize(("kind", "listed"), [("EQUITY_FORWARD", "EQUITY"), ("COMMODITY_FORWARD", "COMMODITY")])
def test_forwards_are_struck_at_today_s_price(store: RiskStore, kind: str, listed: str) -> None:
    row = store.rows(select(instrument).where(instrument.c.kind == listed).order_by(instrument.c.isin))[0]
    uses = Uses(store, DAY, proposed(kind=kind, underlying=row["isin"], currency=row["currency"]))
    assert uses.tail("Rates") != Uses(store, DAY).tail("Rates")


def test_a_bond_is_no_underlying_of_a_forward(store: RiskStore) -> None:
    row = store.rows(select(instrument).where(instrument.c.kind == "BOND"))[0]
    with pytest.raises(ToolFailureError) as refused:
        Uses(store, DAY, proposed(kind="EQUITY_FORWARD", underlying=row["isin"]))
    assert refused.value.failure.code is FailureCode.NO_MARKET_DATA
