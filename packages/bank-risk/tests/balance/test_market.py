"""Market risk as capital."""

import pytest

from bank_risk.balance.ledger import Ledger
from bank_risk.balance.market import market_capital
from bank_risk.desk.value_at_risk import calc_var_es
from bank_risk.forms.value_at_risk import VarArguments, VarReport
from bank_risk.store.runs import Run


def test_the_charge_is_the_multiplier_times_the_stressed_shortfall_of_the_tool(run: Run, bank: Ledger) -> None:
    found = calc_var_es(run, VarArguments(confidence=0.975, horizon_days=10, stressed=True)).value
    assert isinstance(found, VarReport)
    assert found.stressed is not None
    assert market_capital(bank) == pytest.approx(1.5 * float(found.stressed.expected_shortfall.amount), rel=1e-6)
