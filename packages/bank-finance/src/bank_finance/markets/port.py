"""What valuing needs of the market data, and what the market data needs of deliveries."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from bank_finance.markets.records import Delivery, FieldQuote, Listed, Quoted, Rates, StoredCurve, Volatilities


class Delivered(Protocol):
    """What feeds brought in beside the history; UNAVAILABLE when their store does not answer."""

    def quoted(self, isin: str, fields: Sequence[str], first: date, last: date) -> Sequence[FieldQuote]:
        """Every price of those fields on the days from `first` to `last`, by day."""
        ...

    def last_close(self, isin: str, on: date) -> Quoted | None:
        """The closing price of the last day until `on`."""
        ...

    def state(self) -> Delivery | None:
        """The last delivery; None before the first."""
        ...


class MarketBook(Protocol):
    """Each answer is of the day asked for, or of the last one before that has it.

    Fails closed: UNAVAILABLE when the store does not answer, None when there is nothing on or before the day.
    """

    def listed(self, isin: str) -> Listed | None:
        """Reference data; None for an identifier the bank does not know."""
        ...

    def close(self, isin: str, on: date) -> Quoted | None:
        """The closing price."""
        ...

    def curve(self, curve_id: str, on: date) -> StoredCurve | None:
        """The curve."""
        ...

    def rates(self, on: date) -> Rates | None:
        """Exchange rates against the euro."""
        ...

    def volatilities(self, underlying: str, on: date) -> Volatilities | None:
        """Of an ISIN, a currency pair such as EURUSD, or a curve id."""
        ...
