"""What the trading tools label."""

from bank_finance.trading.results import PositionSheet, TradeRecord
from bank_kit.envelope import Envelope
from bank_kit.labels import paths_of


def test_what_the_bank_agreed_with_whom_is_confidential() -> None:
    assert dict(paths_of(Envelope[TradeRecord]).data_classes) == {
        "$.value.economics": "CONFIDENTIAL",
        "$.value.booking.counterparty_id": "CONFIDENTIAL",
        "$.value.booking.counterparty_lei": "CONFIDENTIAL",
        "$.value.mark": "CONFIDENTIAL",
    }
    assert dict(paths_of(Envelope[PositionSheet]).data_classes) == {"$.value.holdings": "CONFIDENTIAL", "$.value.totals": "CONFIDENTIAL"}
