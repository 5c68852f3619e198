"""What the trading tools answer, inside the envelope. Amounts are Money; percentages and prices are decimal strings."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from bank_kit.labels import Classified, DataClass
from bank_kit.money import Exact, Money


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Holding(_Frozen):
    """One position at end of day; values in the currency of the instrument."""

    isin: str
    instrument: str
    kind: str = Field(description="BOND, EQUITY or FUND")
    quantity: Exact = Field(description="Nominal for bonds, units otherwise")
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
    """All holdings of a book, by ISIN."""

    book_id: str
    book_name: str
    desk: str
    holdings: Annotated[tuple[Holding, ...], Classified(DataClass.CONFIDENTIAL)]
    totals: Annotated[tuple[CurrencyTotal, ...], Classified(DataClass.CONFIDENTIAL)]
