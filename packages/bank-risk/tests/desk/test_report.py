"""The daily report."""

from datetime import date

import pytest

from bank_risk.desk.capital import get_capital_ratios
from bank_risk.desk.report import daily_report
from bank_risk.forms.capital import CapitalArguments, CapitalReport
from bank_risk.forms.report import DailyReport, ReportArguments
from bank_risk.store.runs import Run


@pytest.mark.slow
def test_the_report_says_what_the_tools_say(run: Run) -> None:
    found = daily_report(run, ReportArguments()).value
    capital = get_capital_ratios(run, CapitalArguments()).value
    assert isinstance(found, DailyReport)
    assert isinstance(capital, CapitalReport)
    assert [each.desk for each in found.desks] == ["Credit", "Equities", "Rates"]
    assert found.entities[0].legal_entity is None
    assert found.entities[0].cet1 == capital.levels[0].ratio
    assert len(found.entities) == 4
    assert {"LIM-108"} <= {use.limit_id for use in found.breaches}
    assert all(use.light != "green" for use in found.breaches)


def test_before_the_last_day_only_market_risk_is_told_and_the_report_says_so(run: Run) -> None:
    answer = daily_report(run, ReportArguments(as_of=date(2026, 11, 18)))
    assert isinstance(answer.value, DailyReport)
    assert answer.value.desks
    assert answer.value.entities == ()
    assert any(line.startswith("LAST_DAY_ONLY") for line in answer.reading.warnings)
