"""The market as stored, seen on one day: every reading comes with its date, nothing is older than MAX_AGE_DAYS, what is older than the day is said."""

from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from bank_finance.markets.port import MarketBook
from bank_finance.markets.records import Quoted, Rates, StoredCurve, Volatilities
from bank_finance.valuations.conventions import MAX_AGE_DAYS
from bank_kit.failures import FailureCode, ToolFailureError

PAIR = 6
"""Letters of a currency pair."""
Reading = TypeVar("Reading", bound=Quoted | Rates | StoredCurve | Volatilities)


@dataclass(frozen=True, slots=True)
class Part:
    """What was used: its role in the market, its name in the store, and the day it is from."""

    role: str
    id: str
    on: date


@dataclass(slots=True)
class Screen:
    """Reads and remembers: `parts` in the order they were asked for. NO_MARKET_DATA when there is nothing, STALE_DATA when it is too old."""

    book: MarketBook
    on: date
    parts: list[Part] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def curve(self, curve_id: str, role: str) -> StoredCurve:
        """The curve of that id."""
        return self._used(self.book.curve(curve_id, self.on), role, curve_id)

    def close(self, isin: str, role: str = "spot") -> Quoted:
        """The closing price; its day is that on which the source priced it."""
        return self._used(self.book.close(isin, self.on), role, isin)

    def rates(self, role: str = "spot") -> Rates:
        """Exchange rates against the euro."""
        return self._used(self.book.rates(self.on), role, "FX")

    def volatilities(self, underlying: str) -> Volatilities:
        """Implied volatilities; a pair is found either way round: the volatility of a rate is that of its inverse."""
        found = self.book.volatilities(underlying, self.on)
        if found is None and is_pair(underlying):
            found = self.book.volatilities(underlying[3:] + underlying[:3], self.on)
        return self._used(found, "volatility", underlying)

    def warn(self, text: str) -> None:
        """Something a careful reader should know, once."""
        if text not in self.warnings:
            self.warnings.append(text)

    def _used(self, found: Reading | None, role: str, name: str) -> Reading:
        if found is None:
            raise ToolFailureError(
                FailureCode.NO_MARKET_DATA,
                f"nothing is stored for the {role} on or before that day",
                field="as_of" if role != "volatility" else "market.volatility",
                remedy="ask for a later day, name other stored data, or send a market of your own",
            )
        priced_on = found.priced_on if isinstance(found, Quoted) else found.on
        age = (self.on - priced_on).days
        if age > MAX_AGE_DAYS:
            raise ToolFailureError(
                FailureCode.STALE_DATA,
                f"the stored {role} is {age} days old",
                field="as_of",
                allowed=f"data of at most {MAX_AGE_DAYS} days",
                remedy="ask for an earlier day, have the feed repaired, or send a market of your own",
            )
        if age > 0:
            self.warn(f"STALE_PRICE: {role} {name} is of {priced_on.isoformat()}, {age} days before")
        self.parts.append(Part(role, name, priced_on))
        return found


def is_pair(name: str) -> bool:
    """Whether a name is a currency pair and no ISIN."""
    return len(name) == PAIR and name.isalpha()
