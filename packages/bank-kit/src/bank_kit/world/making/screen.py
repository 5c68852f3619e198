"""The market as a trader of the bank saw it, read back from the tables: curves of every day, and last prices, rates and volatilities.

Above: terms, trades, books. Below: the tables of history, and market.listed.
"""

from dataclasses import dataclass
from datetime import date

import duckdb
import numpy as np

from bank_kit.world.market.curves import PILLARS
from bank_kit.world.market.listed import Instrument, instruments
from bank_kit.world.market.streams import Days, Floats

_LAST = "date = (SELECT max(date) FROM fx_eod)"


@dataclass(frozen=True, slots=True)
class Screen:
    """Curves as (days, pillars); everything else of the business date; currencies as units for one euro."""

    days: Days
    curves: dict[str, Floats]
    spots: dict[str, float]
    per_euro: dict[str, float]
    volatilities: dict[tuple[str, str], float]
    listed: tuple[Instrument, ...]

    def curve(self, name: str, on: date | None = None) -> Floats:
        """Eleven zero rates (or spreads) of the business date, or of the last business day until `on`."""
        place = -1 if on is None else max(int(np.searchsorted(self.days, np.datetime64(on), side="right")) - 1, 0)
        found: Floats = self.curves[name][place]
        return found

    def overnight(self, currency: str) -> Floats:
        """The curve that money of that currency is discounted with; the euro's for those without one."""
        return self.curve({"USD": "USD-SOFR", "GBP": "GBP-SONIA", "CHF": "CHF-SARON", "JPY": "JPY-TONA"}.get(currency, "EUR-ESTR"))

    def volatility(self, underlying: str, years: float) -> float:
        """Of the quoted tenor nearest to `years`."""
        tenor = "1M" if years < 0.16 else "3M" if years < 0.6 else "1Y" if years < 3 else "5Y"
        return self.volatilities[underlying, tenor]


def read(connection: duckdb.DuckDBPyConnection) -> Screen:
    """From curve_point, price_eod, fx_eod and volatility_eod."""
    names = [name for (name,) in connection.execute("SELECT id FROM curve ORDER BY id").fetchall()]
    found = connection.execute("SELECT zero_rate FROM curve_point ORDER BY curve_id, date, days").fetchnumpy()
    rates = np.asarray(found["zero_rate"]).reshape(len(names), -1, len(PILLARS))
    days = np.array(connection.execute("SELECT date FROM fx_eod WHERE quote = 'USD' ORDER BY date").fetchall(), dtype="datetime64[D]").ravel()
    implied = connection.execute(f"SELECT underlying, tenor, volatility FROM volatility_eod WHERE {_LAST}").fetchall()
    return Screen(
        days=days,
        curves=dict(zip(names, rates, strict=True)),
        spots=dict(connection.execute(f"SELECT isin, close FROM price_eod WHERE {_LAST}").fetchall()),
        per_euro={"EUR": 1.0, **dict(connection.execute(f"SELECT quote, mid FROM fx_eod WHERE {_LAST}").fetchall())},
        volatilities={(name, tenor): value for name, tenor, value in implied},
        listed=instruments(),
    )
