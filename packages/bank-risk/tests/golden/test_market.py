"""The market family of golden cases."""

from bank_risk.golden.case import run
from bank_risk.golden.market import market_cases


def test_every_published_market_number_is_reproduced_within_its_tolerance() -> None:
    rows = run(market_cases())
    assert [row.case.id for row in rows if not row.within] == []


def test_names_are_unique_and_sources_stated() -> None:
    cases = market_cases()
    assert len({case.id for case in cases}) == len(cases) >= 28
    assert all(case.source and case.unit for case in cases)
