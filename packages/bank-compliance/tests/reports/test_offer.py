"""The report tool as it is listed."""

from bank_kit.offer import Offer


def test_making_a_report_is_a_long_run_that_writes(offer: Offer) -> None:
    [tool] = [each for each in offer.tools if each.name == "generate_regulatory_report"]
    assert tool.seconds is not None
    assert "EBA's tables are not made here" in (tool.describe().description or "")
