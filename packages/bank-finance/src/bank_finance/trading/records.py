"""A trade as the store keeps it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTrade:
    """One row of the trade table.

    `direction` is +1 for the long side of the primary risk factor: who receives floating in a swap, sells protection, buys the first currency
    or the asset; of an option, who holds it. A swaption's CALL is the right to pay fixed.
    """

    id: str
    uti: str
    upi: str
    book_id: str
    counterparty_id: str
    netting_set_id: str | None
    kind: str
    asset_class: str
    direction: int
    option: str | None
    currency: str
    notional: Decimal
    """Above 0; of options and forwards on assets, what the underlying was worth on the business date."""
    second_currency: str | None
    second_notional: Decimal | None
    underlying: str | None
    underlying_rating: str | None
    strike: float
    trade_date: date
    start_date: date
    end_date: date
    mark: Decimal
    """Booked present value at the business date, in `currency`."""
    client_order_id: str
    execution_id: str
