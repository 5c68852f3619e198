"""Published SA-CCR and BA-CVA numbers, reproduced."""

import pytest

from bank_risk.golden.case import GoldenCase, run
from bank_risk.golden.counterparty import cases


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_published_number(case: GoldenCase) -> None:
    (row,) = run((case,))
    assert row.within, f"{case.title}: published {case.published}, ours {row.ours}"


def test_the_five_portfolios_of_the_basel_committee_are_all_here() -> None:
    assert {f"saccr-{number}" for number in range(1, 6)} <= {case.id for case in cases()}
