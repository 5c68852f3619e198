"""calc_lcr and calc_nsfr over the world S."""

import pytest

from bank_risk.desk.liquidity import calc_lcr, calc_nsfr
from bank_risk.forms.liquidity import LcrReport, LiquidityArguments, NsfrReport
from bank_risk.store.runs import Run

COMPANIES = [None, "999900KESTREL0000114", "999900KESTREL0000211", "999900KESTREL0000308"]


@pytest.mark.parametrize("lei", COMPANIES)
def test_the_coverage_ratio_follows_from_its_lines(run: Run, lei: str | None) -> None:
    answer = calc_lcr(run, LiquidityArguments(legal_entity=lei))
    found = answer.value
    assert isinstance(found, LcrReport)
    assert found.lcr is not None
    assert 1.2 < found.lcr < 1.7
    assert float(found.outflow.amount) == pytest.approx(sum(float(line.weighted.amount) for line in found.outflow_lines), abs=0.1)
    assert found.lcr == pytest.approx(float(found.liquid_assets.amount) / float(found.net_outflow.amount), rel=1e-6)
    assert any(line.startswith("ASSUMED_BALANCE") for line in answer.reading.warnings)
    assert {rows.table.name for rows in answer.rows} == {"hqla_line", "cashflow_line"}


@pytest.mark.parametrize("lei", COMPANIES)
def test_stable_funding_follows_from_its_lines(run: Run, lei: str | None) -> None:
    found = calc_nsfr(run, LiquidityArguments(legal_entity=lei)).value
    assert isinstance(found, NsfrReport)
    assert found.nsfr is not None
    assert 1.0 < found.nsfr < 1.4
    for total, lines in ((found.available, found.available_lines), (found.required, found.required_lines)):
        assert float(total.amount) == pytest.approx(sum(float(line.weighted.amount) for line in lines), abs=0.1)
        assert all(line.paragraph.startswith("NSF30") for line in lines)
