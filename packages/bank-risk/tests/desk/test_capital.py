"""get_capital_ratios over the world S."""

import pytest

from bank_kit.failures import FailureCode, ToolFailureError
from bank_risk.desk.capital import get_capital_ratios
from bank_risk.forms.capital import CapitalArguments, CapitalReport
from bank_risk.store.runs import Run


def report(run: Run, **given: object) -> CapitalReport:
    found = get_capital_ratios(run, CapitalArguments.model_validate(given)).value
    assert isinstance(found, CapitalReport)
    return found


def test_every_risk_weighs_and_they_add_up(run: Run) -> None:
    found = report(run)
    assert [risk.risk_type for risk in found.risks] == ["credit_loans", "credit_securities", "counterparty", "cva", "market", "operational"]
    assert all(risk.rwa.amount > 0 for risk in found.risks)
    assert float(found.rwa.amount) == pytest.approx(sum(float(risk.rwa.amount) for risk in found.risks), abs=0.1)


def test_ratios_are_capital_over_rwa_and_ordered(run: Run) -> None:
    found = report(run)
    ratios = [level.ratio for level in found.levels]
    assert ratios == sorted(ratios)
    assert found.levels[0].ratio == pytest.approx(float(found.levels[0].capital.amount) / float(found.rwa.amount), rel=1e-6)
    assert 0.08 < ratios[0] < 0.2


def test_more_rwa_and_a_loss_lower_every_ratio_and_are_said(run: Run) -> None:
    plain, worse = report(run), report(run, extra_rwa="10000000", extra_cet1="-1000000")
    assert all(after.ratio < before.ratio for before, after in zip(plain.levels, worse.levels, strict=True))
    assert worse.leverage.ratio < plain.leverage.ratio
    answer = get_capital_ratios(run, CapitalArguments.model_validate({"extra_rwa": "1"}))
    assert any(line.startswith("WHAT_IF") for line in answer.reading.warnings)


def test_models_weigh_less_than_the_standard_and_the_floor_is_counted_over_all_risks(run: Run) -> None:
    found = report(run, approach="A-IRB")
    assert found.rwa.amount < report(run).rwa.amount
    assert found.output_floor.standardised.amount == report(run).rwa.amount


def test_a_company_is_measured_by_its_own_rules(run: Run) -> None:
    assert report(run, legal_entity="999900KESTREL0000211").leverage.requirement == 0.0325
    assert report(run, legal_entity="999900KESTREL0000211").rwa.currency == "GBP"


def test_an_unknown_company_is_named_so(run: Run) -> None:
    with pytest.raises(ToolFailureError) as refused:
        report(run, legal_entity="5493000IBP32UQZ0KL24")
    assert refused.value.failure.code is FailureCode.UNKNOWN_ID
    assert refused.value.failure.field == "legal_entity"


def test_each_risk_is_kept_as_a_row(run: Run) -> None:
    (rows,) = get_capital_ratios(run, CapitalArguments()).rows
    assert rows.table.name == "rwa_line"
    assert len(rows.rows) == 6


def test_provisions_that_lack_are_deducted_under_models_alone(run: Run) -> None:
    plain, modelled = report(run), report(run, approach="F-IRB")
    assert plain.provisions is None
    assert modelled.provisions is not None
    assert modelled.provisions.shortfall.amount > 0
    lost = [(plain.levels[0].capital, modelled.levels[0].capital), (plain.leverage.exposure, modelled.leverage.exposure)]
    shortfall = float(modelled.provisions.shortfall.amount)
    assert [float(before.amount - after.amount) for before, after in lost] == pytest.approx([shortfall, shortfall], abs=0.02)
