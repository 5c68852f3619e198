"""What price_instrument labels."""

from bank_finance.valuations.results import PricedInstrument
from bank_kit.envelope import Envelope
from bank_kit.labels import paths_of


def test_values_are_confidential_and_the_market_is_not() -> None:
    assert dict(paths_of(Envelope[PricedInstrument]).data_classes) == {
        "$.value.instrument": "CONFIDENTIAL",
        "$.value.result": "CONFIDENTIAL",
        "$.value.booked": "CONFIDENTIAL",
    }
