"""The history of risk factors: which there are, their levels day by day, and the market of one day read off them.

Factors: pillars of overnight curves as rates; pillars of government and corporate curves as spreads over the overnight curve of their currency;
prices of shares, funds, indices and commodities; units of a currency for one euro; implied volatilities. Rates and spreads move by addition, all else by parts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from bank_kit.failures import FailureCode, ToolFailureError
from bank_risk.market.arrays import Floats
from bank_risk.market.revaluation import Move, historical_moves
from bank_risk.market.scenario import Factor, RiskClass

OVERNIGHT = {"EUR": "EUR-ESTR", "USD": "USD-SOFR", "GBP": "GBP-SONIA", "CHF": "CHF-SARON", "JPY": "JPY-TONA"}
"""The curve money of a currency is discounted with."""
STAND_IN = "EUR-ESTR"
"""What stands in for currencies without a curve; results that use it say so."""
TENOR_YEARS = {"1M": 1 / 12, "3M": 0.25, "1Y": 1.0, "5Y": 5.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A factor without its level: the id says class and name, `kind` how it moves."""

    id: str
    risk_class: RiskClass
    kind: Move


@dataclass(frozen=True, slots=True)
class Times:
    """Times in years, and how each is read off the pillars of a curve: linear between them, flat outside; weights in shape (pillars, times)."""

    years: Floats
    weights: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Levels in shape (days, factors), days ascending.

    `pillars` in years; `prices` (days) by ISIN, NaN where there is none; `priced_on` of the last; `carried` counts days on which the price before stands in.
    """

    days: tuple[date, ...]
    columns: tuple[Column, ...]
    levels: Floats
    pillars: Floats
    prices: Mapping[str, Floats]
    priced_on: Mapping[str, date]
    carried: Mapping[str, int]
    places: Mapping[str, int]

    def until(self, day: date) -> int:
        """Position of a day; NO_MARKET_DATA when the history does not hold it."""
        place = int(np.searchsorted(np.array(self.days, dtype="datetime64[D]"), np.datetime64(day)))
        if place >= len(self.days) or self.days[place] != day:
            raise ToolFailureError(FailureCode.NO_MARKET_DATA, "no market data of that day", field="as_of", remedy="ask for a later date")
        return place

    def times(self, *years: float) -> Times:
        """Times ready to be read off every curve."""
        at = np.array(years, dtype=np.float64)
        weights = np.empty((self.pillars.shape[0], at.shape[0]))
        for index, unit in enumerate(np.eye(self.pillars.shape[0])):
            weights[index] = np.interp(at, self.pillars, unit)
        return Times(at, weights)

    def kinds(self) -> tuple[Move, ...]:
        """How each factor moves."""
        return tuple(column.kind for column in self.columns)

    def factors(self, place: int) -> tuple[Factor, ...]:
        """The factors with their levels of one day."""
        row = self.levels[place].tolist()
        return tuple(Factor(id=each.id, risk_class=each.risk_class, base=level, move=each.kind) for each, level in zip(self.columns, row, strict=True))

    def moves(self, place: int, days: int, *, span: int = 1) -> Floats:
        """Moves over `span` days that end on each of the last `days` days up to `place`; NO_MARKET_DATA when the history is too short."""
        first = place - days - span + 1
        if first < 0:
            raise ToolFailureError(
                FailureCode.NO_MARKET_DATA,
                "the history does not reach back so far",
                field="window_days",
                allowed=f"at most {place - span + 1} days",
                remedy="ask for a shorter window or a later date",
            )
        return historical_moves(self.levels[first : place + 1], self.kinds(), span=span)


@dataclass(frozen=True, slots=True)
class Levels:
    """Factor levels of many scenarios, shape (scenarios, factors), read by name; rates answer (scenarios, times), all else (scenarios)."""

    history: History
    values: Floats

    def overnight(self, currency: str, times: Times) -> Floats:
        """Zero rates of a currency's overnight curve, continuously compounded."""
        return self.curve(OVERNIGHT.get(currency, STAND_IN), times)

    def curve(self, name: str, times: Times) -> Floats:
        """Rates of an overnight curve, or spreads of another over it."""
        first = self.history.places[f"{name}:1M"]
        rates = self.values[:, first : first + self.history.pillars.shape[0]]
        found: Floats = rates @ times.weights
        return found

    def discount(self, currency: str, times: Times) -> Floats:
        """Discount factors of a currency."""
        found: Floats = np.exp(-self.overnight(currency, times) * times.years)
        return found

    def price(self, isin: str) -> Floats:
        """Price of a share, fund, index or commodity, in its currency."""
        places = self.history.places
        return self._column(f"EQ-{isin}" if f"EQ-{isin}" in places else f"CO-{isin}")

    def euros(self, currency: str) -> Floats:
        """Euro for one unit of a currency."""
        return np.ones(self.values.shape[0]) if currency == "EUR" else 1.0 / self._column(f"EUR{currency}")

    def volatility(self, name: str, years: float) -> Floats:
        """Implied volatility of the quoted tenor nearest to `years`; `name` as in the factor id, such as EQ-isin, FX-EURUSD or SWAPTION-EUR-ESTR."""
        return self._column(f"VOL-{name}:{nearest_tenor(years)}")

    def _column(self, name: str) -> Floats:
        found: Floats = self.values[:, self.history.places[name]]
        return found


def nearest_tenor(years: float) -> str:
    """The quoted tenor nearest to a time, by ratio."""
    return "1M" if years < 0.16 else "3M" if years < 0.6 else "1Y" if years < 3 else "5Y"
