"""What price_instrument accepts. Unknown arguments are refused."""

from typing import Annotated

from pydantic import Field, model_validator

from bank_finance.markets.arguments import CurveId, Isin
from bank_finance.pricing.bumps import NO_BUMPS, BumpSet
from bank_finance.pricing.instruments import Instrument
from bank_finance.pricing.market import Market
from bank_finance.pricing.terms import Notional, Side
from bank_finance.trading.arguments import WHY, TradeKey
from bank_kit.arguments import AsOf, Purpose, StrictArguments

Underlying = Annotated[str, Field(pattern=r"^([A-Z]{2}[A-Z0-9]{9}[0-9]|[A-Z]{6})$", description="ISIN, or currency pair such as EURUSD")]


class PriceArguments(StrictArguments):
    """A security, a trade or terms of your own, on one day, in the stored market or one of your own."""

    isin: Isin | None = Field(default=None, description="A security of the bank's list; give exactly one of isin, trade and instrument")
    trade: TradeKey | None = Field(default=None, description="A trade of the bank's books, by id or UTI; valued from our side")
    instrument: Instrument | None = Field(default=None, description="Terms of your own")
    notional: Notional | None = Field(default=None, description="With isin: nominal of a bond (100 when left out), units otherwise (1 when left out)")
    side: Side = Field(default=Side.LONG, description="With isin: held or owed")
    as_of: AsOf | None = Field(default=None, description="Business date (YYYY-MM-DD) of the valuation; leave out for the last one")
    market: Market | None = Field(default=None, description="A whole market of your own; left out, it is built from stored curves, prices and volatilities")
    discount_curve: CurveId | None = Field(default=None, description="With instrument: stored curve to discount with; the currency's overnight curve otherwise")
    credit_curve: CurveId | None = Field(default=None, description="With instrument: stored curve of spreads (EUR-CORP-BBB) for a credit default swap")
    underlying: Underlying | None = Field(default=None, description="With instrument: whose stored price and volatility an option, forward or asset takes")
    bumps: BumpSet = NO_BUMPS
    purpose: Purpose | None = Field(default=None, description=WHY)

    @model_validator(mode="after")
    def _consistent(self) -> "PriceArguments":
        if sum(each is not None for each in (self.isin, self.trade, self.instrument)) != 1:
            raise ValueError("give exactly one of isin, trade and instrument")
        if self.isin is None and (self.notional is not None or self.side is not Side.LONG):
            raise ValueError("notional and side go with isin; terms and trades have their own")
        named = any(each is not None for each in (self.discount_curve, self.credit_curve, self.underlying))
        if named and (self.instrument is None or self.market is not None):
            raise ValueError("discount_curve, credit_curve and underlying go with instrument, and with the stored market")
        return self
