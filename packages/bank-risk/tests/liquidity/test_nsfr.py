"""The net stable funding ratio weighs what stays against what binds."""

from decimal import Decimal

from bank_kit.parameters import Rulebook
from bank_risk.liquidity.nsfr import stable_funding


def test_a_long_corporate_loan_needs_85_of_stable_funding(book: Rulebook) -> None:
    found = stable_funding(funding={"RETAIL_STABLE": Decimal(100)}, assets={"LOANS_OVER_1Y": Decimal(100), "UNDRAWN_FACILITIES": Decimal(200)}, book=book)
    assert (found.available, found.required) == (Decimal(95), Decimal(95))
    assert found.ratio == 1
    assert found.surplus == 0


def test_short_money_from_banks_is_no_stable_funding(book: Rulebook) -> None:
    found = stable_funding(funding={"FINANCIAL_UNDER_6M": Decimal(100)}, assets={"CASH_AND_RESERVES": Decimal(100)}, book=book)
    assert found.available == 0
    assert found.ratio is None


def test_lines_keep_their_order_and_paragraphs(book: Rulebook) -> None:
    found = stable_funding(funding={}, assets={"L1": Decimal(1), "OTHER": Decimal(1)}, book=book)
    assert [line.paragraph for line in found.required_lines] == ["NSF30.26", "NSF30.32"]
