"""calc_oprisk_sa over the world S."""

import pytest

from bank_risk.desk.operational import calc_oprisk_sa
from bank_risk.forms.capital import OperationalArguments, OperationalReport
from bank_risk.store.runs import Run


def test_components_add_up_and_a_small_bank_s_losses_do_not_count(run: Run) -> None:
    found = calc_oprisk_sa(run, OperationalArguments()).value
    assert isinstance(found, OperationalReport)
    parts = [found.interest_component, found.services_component, found.financial_component]
    assert float(found.business_indicator.amount) == pytest.approx(sum(float(part.amount) for part in parts), abs=0.05)
    assert found.loss_multiplier == 1.0
    assert float(found.capital.amount) == pytest.approx(0.12 * float(found.business_indicator.amount), abs=0.01)
    assert float(found.rwa.amount) == pytest.approx(12.5 * float(found.capital.amount), abs=0.1)
    assert len(found.losses) == 10
