"""What price_instrument answers, inside the envelope."""

from datetime import date
from typing import Annotated

from pydantic import Field

from bank_finance.pricing.instruments import Instrument
from bank_finance.pricing.market import Market
from bank_finance.pricing.results import Priced
from bank_finance.pricing.terms import Frozen
from bank_kit.labels import Classified, DataClass
from bank_kit.money import Money


class MarketPart(Frozen):
    """Stored data that went into the market."""

    role: str = Field(description="discount, carry, credit, spot, clean_price, volatility or fixing")
    id: str = Field(description="Curve id, ISIN, currency pair, or FX for the exchange rates of a day")
    on: date = Field(description="The day it is from")


class BookedMark(Frozen):
    """The value the bank has booked for a trade beside the one worked out here, both in the currency of the booked one."""

    mark: Money
    value: Money
    difference: Money = Field(
        description="Value less mark. The marks are textbook values: without the interest accrued in a running swap period, "
        "with one hazard rate for all times, and with the volatility of the nearest tenor"
    )


class PricedInstrument(Frozen):
    """What was valued, in which market, and what it is worth; instrument and market sent back as arguments give the same result."""

    instrument: Annotated[Instrument, Classified(DataClass.CONFIDENTIAL)] = Field(description="The terms as understood")
    market: Market = Field(description="The market as used; spread is the z-spread that explains the closing price of a bond")
    parts: tuple[MarketPart, ...] = Field(description="Where the market comes from; empty for a market of your own")
    result: Annotated[Priced, Classified(DataClass.CONFIDENTIAL)]
    booked: Annotated[BookedMark, Classified(DataClass.CONFIDENTIAL)] | None = Field(description="Of a trade at the business date; null otherwise")
