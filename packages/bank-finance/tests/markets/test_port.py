"""What is stored and what is delivered fit what is asked for."""

from bank_finance.markets.book import StoredBook
from bank_finance.markets.deliveries import Deliveries, NothingDelivered
from bank_finance.markets.port import Delivered, MarketBook


def test_the_adapters_fit(book: StoredBook) -> None:
    fits: MarketBook = book
    nothing: Delivered = NothingDelivered()
    kept: type[Delivered] = Deliveries
    assert fits.listed("QZ0000000017") is not None and nothing.state() is None and kept is Deliveries
