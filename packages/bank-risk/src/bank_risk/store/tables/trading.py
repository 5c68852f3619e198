"""What the bank holds and trades, with whom, and on what terms of netting and collateral."""

from sqlalchemy import Column, Date, Index, Integer, String, Table

from bank_kit.exact import AMOUNT
from bank_risk.store.tables.columns import LOADED, NUMBER

legal_entity = Table(
    "legal_entity",
    LOADED,
    Column("lei", String(20), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("country", String(2), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("jurisdiction", String(4), nullable=False),
)
book = Table(
    "book",
    LOADED,
    Column("id", String(10), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("desk", String(20), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("legal_entity", String(20), nullable=False),
)
instrument = Table(
    "instrument",
    LOADED,
    Column("isin", String(12), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("issuer_lei", String(20)),
    Column("issuer_country", String(2)),
    Column("sector", String(12), nullable=False),
    Column("rating", String(4)),
    Column("coupon", NUMBER, nullable=False),
    Column("frequency", Integer, nullable=False),
    Column("day_count", String(12), nullable=False),
    Column("maturity_date", Date),
    Column("hqla_level", String(4), nullable=False),
    Column("commodity", String(12)),
)
position_eod = Table(
    "position_eod",
    LOADED,
    Column("as_of", Date, primary_key=True),
    Column("book_id", String(10), primary_key=True),
    Column("isin", String(12), primary_key=True),
    Column("quantity", AMOUNT, nullable=False),
    Column("price", AMOUNT, nullable=False),
    Column("priced_on", Date, nullable=False),
    Column("market_value", AMOUNT, nullable=False),
    Column("accrued", AMOUNT, nullable=False),
)
counterparty = Table(
    "counterparty",
    LOADED,
    Column("id", String(10), primary_key=True),
    Column("lei", String(20), nullable=False, unique=True),
    Column("name", String(80), nullable=False),
    Column("group_id", String(10), nullable=False),
    Column("country", String(2), nullable=False),
    Column("sector", String(12), nullable=False),
    Column("rating", String(4), nullable=False),
    Column("pd", NUMBER, nullable=False),
)
netting_set = Table(
    "netting_set",
    LOADED,
    Column("id", String(10), primary_key=True),
    Column("counterparty_id", String(10), nullable=False, index=True),
    Column("agreement", String(8), nullable=False),
    Column("wrong_way", Integer, nullable=False),
)
csa = Table(
    "csa",
    LOADED,
    Column("netting_set_id", String(10), primary_key=True),
    Column("currency", String(3), nullable=False),
    Column("threshold", AMOUNT, nullable=False),
    Column("minimum_transfer", AMOUNT, nullable=False),
    Column("independent_amount", AMOUNT, nullable=False),
    Column("remargin_days", Integer, nullable=False),
)
collateral = Table(
    "collateral",
    LOADED,
    Column("netting_set_id", String(10), primary_key=True),
    Column("as_of", Date, primary_key=True),
    Column("currency", String(3), nullable=False),
    Column("amount", AMOUNT, nullable=False),
)
trade = Table(
    "trade",
    LOADED,
    Column("id", String(12), primary_key=True),
    Column("book_id", String(10), nullable=False),
    Column("counterparty_id", String(10), nullable=False),
    Column("netting_set_id", String(10)),
    Column("kind", String(20), nullable=False),
    Column("asset_class", String(2), nullable=False),
    Column("direction", Integer, nullable=False),
    Column("right_kind", String(4)),
    Column("currency", String(3), nullable=False),
    Column("notional", AMOUNT, nullable=False),
    Column("second_currency", String(3)),
    Column("second_notional", AMOUNT),
    Column("underlying", String(40)),
    Column("underlying_rating", String(4)),
    Column("strike", NUMBER, nullable=False),
    Column("trade_date", Date, nullable=False),
    Column("start_date", Date, nullable=False),
    Column("end_date", Date, nullable=False),
    Column("mark", AMOUNT, nullable=False),
    Index("trade_by_netting_set", "netting_set_id", "id"),
    Index("trade_by_book", "book_id", "id"),
)
margin_dispute = Table(
    "margin_dispute",
    LOADED,
    Column("trade_id", String(12), primary_key=True),
    Column("sequence_number", Integer, primary_key=True, autoincrement=False),
    Column("day", Date, nullable=False),
)
