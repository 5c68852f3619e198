"""The market family of golden cases."""

from bank_risk.golden.case import run
from bank_risk.golden.market import GOLDEN


def test_every_published_market_number_is_reproduced_within_its_tolerance() -> None:
    rows = run(GOLDEN)
    assert [row.case.id for row in rows if not row.within] == []


def test_names_are_unique_and_sources_stated() -> None:
    assert len({case.id for case in GOLDEN}) == len(GOLDEN) >= 28
    assert all(case.source and case.unit for case in GOLDEN)
