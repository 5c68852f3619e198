"""The bank of size S looks like a bank: its ratios, limits and losses lie where a supervisor would expect them, one exception planted."""

from collections.abc import Sequence

import pytest
from sqlalchemy import select

from bank_risk.desk.banking_book import calc_irrbb
from bank_risk.desk.capital import get_capital_ratios
from bank_risk.desk.limits import check_limits
from bank_risk.desk.liquidity import calc_lcr, calc_nsfr
from bank_risk.desk.value_at_risk import calc_var_es
from bank_risk.forms.banking_book import IrrbbArguments, IrrbbReport
from bank_risk.forms.capital import CapitalArguments, CapitalReport
from bank_risk.forms.limits import CheckedArguments, LimitReport, LimitUse
from bank_risk.forms.liquidity import LcrReport, LiquidityArguments, NsfrReport
from bank_risk.forms.value_at_risk import VarArguments, VarReport
from bank_risk.store.runs import RiskStore, Run
from bank_risk.store.tables.banking import operational_loss

EU, UK, US = "999900KESTREL0000114", "999900KESTREL0000211", "999900KESTREL0000308"
EVERY = (None, EU, UK, US)
"""The group and its companies."""


def uses_of(run: Run, *metrics: str) -> Sequence[LimitUse]:
    """Their uses."""
    report = check_limits(run, CheckedArguments()).value
    assert isinstance(report, LimitReport)
    return [use for use in report.limits if not metrics or use.metric in metrics]


@pytest.mark.parametrize("lei", EVERY)
def test_capital_is_above_what_is_required_and_not_far_above(run: Run, lei: str | None) -> None:
    found = get_capital_ratios(run, CapitalArguments(legal_entity=lei)).value
    assert isinstance(found, CapitalReport)
    ratios = {level.tier: level for level in found.levels}
    assert 0.11 < ratios["CET1"].ratio < 0.16
    assert all(level.ratio > level.requirement for level in found.levels)
    assert 0.04 < found.leverage.ratio < 0.07
    assert not found.output_floor.binding


@pytest.mark.parametrize("lei", EVERY)
def test_credit_risk_weighs_most_and_every_risk_weighs_something(run: Run, lei: str | None) -> None:
    found = get_capital_ratios(run, CapitalArguments(legal_entity=lei)).value
    assert isinstance(found, CapitalReport)
    parts = {risk.risk_type: float(risk.rwa.amount / found.rwa.amount) for risk in found.risks}
    assert parts["credit_loans"] > 0.6
    assert 0.02 < parts["market"] < 0.2
    assert all(part > 0.005 for part in parts.values())


@pytest.mark.parametrize("lei", EVERY)
def test_liquidity_is_above_its_minimum_and_not_far_above(run: Run, lei: str | None) -> None:
    lcr, nsfr = calc_lcr(run, LiquidityArguments(legal_entity=lei)).value, calc_nsfr(run, LiquidityArguments(legal_entity=lei)).value
    assert isinstance(lcr, LcrReport)
    assert isinstance(nsfr, NsfrReport)
    assert lcr.lcr is not None
    assert nsfr.nsfr is not None
    assert 1.3 < lcr.lcr < 1.5
    assert 1.02 < nsfr.nsfr < 1.25


def test_rates_of_the_banking_book_threaten_the_american_company_alone(run: Run) -> None:
    outliers = []
    for lei in EVERY:
        found = calc_irrbb(run, IrrbbArguments(legal_entity=lei)).value
        assert isinstance(found, IrrbbReport)
        assert 0.02 < found.worst_value_part < 0.35
        outliers += [lei] if found.outlier_value else []
    assert outliers == [US]


def test_one_book_is_red_two_are_amber_and_all_else_is_green(run: Run) -> None:
    found = {use.scope_id: use.light for use in uses_of(run) if use.light != "green"}
    assert found == {"BOOK-02": "red", "BOOK-05": "amber", "BOOK-08": "amber"}


def test_desks_use_about_two_thirds_of_what_they_may_lose(run: Run) -> None:
    uses = uses_of(run, "VAR_99_1D", "ES_975_10D")
    assert len(uses) == 6
    assert all(0.4 < use.utilisation < 0.8 for use in uses)


def test_counterparties_with_limits_use_them(run: Run) -> None:
    uses = uses_of(run, "EAD", "PFE_95")
    assert len(uses) == 18
    assert all(0.1 < use.utilisation < 0.85 for use in uses)


def test_the_trading_books_may_lose_about_one_percent_of_what_they_hold_in_a_day(run: Run) -> None:
    found = calc_var_es(run, VarArguments()).value
    assert isinstance(found, VarReport)
    assert 0.003 < found.value_at_risk.amount / found.booked_value.amount < 0.015


def test_some_operational_losses_are_large_enough_to_count(store: RiskStore) -> None:
    amounts = [float(row["amount"]) for row in store.rows(select(operational_loss))]
    large = [amount for amount in amounts if amount >= 20_000]
    assert 2 <= len(large) < len(amounts) / 2
