"""What the trading tools answer, inside the envelope. Amounts are Money; percentages and prices are decimal strings."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from bank_finance.trading.arguments import Basis
from bank_kit.labels import Classified, DataClass
from bank_kit.money import Exact, Money


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Holding(_Frozen):
    """One position at end of day; values in the currency of the instrument."""

    book_id: str
    isin: str
    instrument: str
    kind: str = Field(description="BOND, EQUITY or FUND")
    quantity: Exact = Field(description="Nominal for bonds, units otherwise; on the basis asked for")
    unsettled_quantity: Exact | None = Field(
        description="Agreed but not delivered yet: quantity by trade date less quantity by settlement date, negative for sales; null when unknown"
    )
    cost: Money
    price: Exact = Field(description="Percent of nominal for bonds, currency per unit otherwise")
    price_source: str
    price_age_days: int = Field(description="Calendar days between the price and as_of; above 0 is stale")
    market_value: Money = Field(description="Clean, without accrued interest")
    accrued_interest: Money
    unrealised_pnl: Money = Field(description="Market value less cost")


class CurrencyTotal(_Frozen):
    """Sums over the holdings of one currency; currencies are never added together here."""

    market_value: Money
    accrued_interest: Money
    unrealised_pnl: Money


class PositionSheet(_Frozen):
    """All holdings of what was asked for, by book and ISIN."""

    book_id: str | None = Field(description="Null when a desk or a company was asked for")
    book_name: str | None = Field(description="Null likewise")
    desk: str | None = Field(description="Null when a company was asked for")
    basis: Basis
    books: tuple[str, ...] = Field(description="The books counted, also those that hold nothing")
    holdings: Annotated[tuple[Holding, ...], Classified(DataClass.CONFIDENTIAL)]
    totals: Annotated[tuple[CurrencyTotal, ...], Classified(DataClass.CONFIDENTIAL)]


class Identifiers(_Frozen):
    """How others know the trade; the FIX numbers are tags of FIX 5.0 SP2."""

    uti: str = Field(description="Unique transaction identifier (ISO 23897)")
    upi: str = Field(description="Unique product identifier (ISO 4914)")
    isin: str | None = Field(description="Of the underlying security; null when there is none")
    figi: str | None = Field(description="Of the underlying security; null when there is none")
    fix_execution_id: str = Field(description="ExecID, tag 17")
    fix_client_order_id: str = Field(description="ClOrdID, tag 11")


class Booking(_Frozen):
    """Where the trade is kept and who it is with."""

    book_id: str
    book_name: str
    book_kind: str = Field(description="TRADING or BANKING")
    desk: str
    legal_entity: str = Field(description="LEI of the bank's company")
    counterparty_id: Annotated[str, Classified(DataClass.CONFIDENTIAL)]
    counterparty_lei: Annotated[str, Classified(DataClass.CONFIDENTIAL)] | None
    counterparty_sector: str = Field(description="SOVEREIGN, BANK, CORPORATE, FUND or CCP")
    netting_set_id: str | None = Field(description="Null when nothing nets it")


class Economics(_Frozen):
    """What was agreed."""

    kind: str = Field(description="IRS, SWAPTION, CDS, CDS_INDEX, FX_FORWARD, FX_OPTION, EQUITY_OPTION, EQUITY_FORWARD or COMMODITY_FORWARD")
    asset_class: str = Field(description="IR, CR, FX, EQ or CO")
    our_side: str = Field(description="What we do, in words: pays fixed, sells protection, buys EUR, holds the option")
    notional: Money = Field(description="Above zero; of trades on assets, what the underlying was worth on the business date")
    second_notional: Money | None = Field(description="The other leg of FX trades; null otherwise")
    underlying: str | None = Field(description="Curve id, ISIN or reference entity; null for FX")
    underlying_rating: str | None
    option: str | None = Field(description="CALL or PUT (a swaption's CALL is the right to pay fixed); null for what is no option")
    strike: Exact = Field(description="Fixed rate or spread as a decimal, or strike or forward price")
    strike_unit: str = Field(description="decimal a year, or currency per unit")
    trade_date: date
    start_date: date = Field(description="First accrual, or the last day of the right of an option")
    end_date: date = Field(description="Last exchange")


class LifecycleEvent(_Frozen):
    """One thing that happened to the trade."""

    sequence: int
    kind: str = Field(description="NEW, CONFIRM, AMEND, NOVATE, COMPRESS or MARGIN_DISPUTE")
    at: datetime = Field(description="UTC")
    detail: str


class TradeRecord(_Frozen):
    """A trade that is alive at the business date."""

    id: str
    identifiers: Identifiers
    economics: Annotated[Economics, Classified(DataClass.CONFIDENTIAL)]
    booking: Booking
    events: tuple[LifecycleEvent, ...] = Field(description="In order; a trade captured but not confirmed has no CONFIRM")
    mark: Annotated[Money, Classified(DataClass.CONFIDENTIAL)] = Field(
        description="Booked present value for us at as_of, positive is an asset; price_instrument values it anew"
    )
