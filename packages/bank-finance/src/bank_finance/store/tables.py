"""All tables of the store, in the order in which they are filled."""

from sqlalchemy import Table

from bank_finance.store import ledger, markets, payments, trading
from bank_finance.store.columns import STORE

FILLED: tuple[Table, ...] = (
    ledger.legal_entity,
    ledger.party_ref,
    ledger.account,
    ledger.posting,
    ledger.balance_eod,
    payments.payment,
    payments.payment_status,
    payments.document_meta,
    markets.instrument,
    markets.price_eod,
    markets.curve,
    markets.curve_point,
    markets.fx_eod,
    markets.volatility_eod,
    markets.calendar,
    trading.book,
    trading.position_eod,
    trading.counterparty_ref,
    trading.trade,
    trading.trade_event,
)
"""What another table refers to comes first."""

__all__ = ["FILLED", "STORE"]
