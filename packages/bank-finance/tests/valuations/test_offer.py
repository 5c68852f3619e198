"""The tool of the valuations area."""

from bank_finance.valuations.desk import ValuationDesk
from bank_finance.valuations.offer import SECONDS, tools


def test_a_valuation_reports_progress_and_ends(desk: ValuationDesk) -> None:
    [tool] = tools(desk)
    assert (tool.name, tool.seconds) == ("price_instrument", SECONDS)
    assert tool.describe().input_schema["additionalProperties"] is False
