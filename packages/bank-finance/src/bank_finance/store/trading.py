"""Books, positions, counterparties, trades and what happened to them."""

from sqlalchemy import Column, Date, DateTime, ForeignKey, Index, Integer, String, Table

from bank_finance.store.columns import RATE, STORE, owned_by, told
from bank_kit.exact import AMOUNT
from bank_kit.labels import DataClass

_OWNER = owned_by("Trading")

book = Table(
    "book",
    STORE,
    Column("id", String(16), primary_key=True, info=told("book.id")),
    Column("name", String(80), nullable=False, info=told("book.name")),
    Column("desk", String(20), nullable=False, index=True, info=told("book.desk")),
    Column("kind", String(12), nullable=False, info=told("book.kind")),
    Column("legal_entity", String(20), ForeignKey("legal_entity.lei"), nullable=False, info=told("book.legal_entity")),
    info=_OWNER,
)

position_eod = Table(
    "position_eod",
    STORE,
    Column("as_of", Date, primary_key=True, info=told("position_eod.as_of")),
    Column("book_id", String(16), ForeignKey("book.id"), primary_key=True, info=told("position_eod.book_id")),
    Column("isin", String(12), ForeignKey("instrument.isin"), primary_key=True, info=told("position_eod.isin")),
    Column("quantity", AMOUNT, nullable=False, info=told("position_eod.quantity", DataClass.CONFIDENTIAL)),
    Column("cost", AMOUNT, nullable=False, info=told("position_eod.cost", DataClass.CONFIDENTIAL, unit="currency of the instrument")),
    Column("price", AMOUNT, nullable=False, info=told("position_eod.price")),
    Column("priced_on", Date, nullable=False, info=told("position_eod.priced_on")),
    Column("price_source", String(20), nullable=False, info=told("position_eod.price_source")),
    Column("market_value", AMOUNT, nullable=False, info=told("position_eod.market_value", DataClass.CONFIDENTIAL, unit="currency of the instrument")),
    Column("accrued", AMOUNT, nullable=False, info=told("position_eod.accrued", DataClass.CONFIDENTIAL, unit="currency of the instrument")),
    info=_OWNER,
    sqlite_with_rowid=False,
)

counterparty_ref = Table(
    "counterparty_ref",
    STORE,
    Column("id", String(16), primary_key=True, info=told("counterparty.id")),
    Column("lei", String(20), info=told("counterparty.lei", DataClass.PUBLIC)),
    Column("name", String(80), nullable=False, info=told("counterparty.name", DataClass.CONFIDENTIAL)),
    Column("country", String(2), nullable=False, info=told("counterparty.country")),
    Column("sector", String(12), nullable=False, info=told("counterparty.sector")),
    Column("rating", String(4), info=told("counterparty.rating")),
    info=_OWNER,
)

trade = Table(
    "trade",
    STORE,
    Column("id", String(16), primary_key=True, info=told("trade.id")),
    Column("uti", String(52), nullable=False, unique=True, info=told("trade.uti")),
    Column("upi", String(12), nullable=False, info=told("trade.upi")),
    Column("book_id", String(16), ForeignKey("book.id"), nullable=False, index=True, info=told("trade.book_id")),
    Column("counterparty_id", String(16), ForeignKey("counterparty_ref.id"), nullable=False, info=told("trade.counterparty_id", DataClass.CONFIDENTIAL)),
    Column("netting_set_id", String(16), info=told("trade.netting_set_id")),
    Column("kind", String(20), nullable=False, info=told("trade.kind")),
    Column("asset_class", String(2), nullable=False, info=told("trade.asset_class")),
    Column("direction", Integer, nullable=False, info=told("trade.direction")),
    Column("option_type", String(4), info=told("trade.option")),
    Column("currency", String(3), nullable=False, info=told("trade.currency")),
    Column("notional", AMOUNT, nullable=False, info=told("trade.notional", DataClass.CONFIDENTIAL, unit="currency")),
    Column("second_currency", String(3), info=told("trade.second_currency")),
    Column("second_notional", AMOUNT, info=told("trade.second_notional", DataClass.CONFIDENTIAL, unit="second_currency")),
    Column("underlying", String(20), info=told("trade.underlying")),
    Column("underlying_rating", String(4), info=told("trade.underlying_rating")),
    Column("strike", RATE, info=told("trade.strike")),
    Column("trade_date", Date, nullable=False, info=told("trade.trade_date")),
    Column("start_date", Date, nullable=False, info=told("trade.start_date")),
    Column("end_date", Date, nullable=False, info=told("trade.end_date")),
    Column("mark", AMOUNT, nullable=False, info=told("trade.mark", DataClass.CONFIDENTIAL, unit="currency")),
    Column("client_order_id", String(32), nullable=False, index=True, info=told("trade.client_order_id")),
    Column("execution_id", String(32), nullable=False, index=True, info=told("trade.execution_id")),
    Index("trade_by_counterparty", "counterparty_id", "id"),
    info=_OWNER,
)

trade_event = Table(
    "trade_event",
    STORE,
    Column("trade_id", String(16), ForeignKey("trade.id"), primary_key=True, info=told("trade_event.trade_id")),
    Column("step", Integer, primary_key=True, autoincrement=False, info=told("trade_event.sequence")),
    Column("kind", String(20), nullable=False, info=told("trade_event.kind")),
    Column("happened_at", DateTime, nullable=False, info=told("trade_event.at")),
    Column("detail", String(120), nullable=False, info=told("trade_event.detail")),
    info=_OWNER,
    sqlite_with_rowid=False,
)
