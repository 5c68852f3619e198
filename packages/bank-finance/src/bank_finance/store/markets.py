"""Instruments and the daily history of prices, curves, exchange rates and volatilities; the days markets are closed."""

from sqlalchemy import Column, Date, Integer, String, Table

from bank_finance.store.columns import RATE, STORE, owned_by, told
from bank_kit.exact import AMOUNT

_OWNER = owned_by("Market data")

instrument = Table(
    "instrument",
    STORE,
    Column("isin", String(12), primary_key=True, info=told("instrument.isin")),
    Column("figi", String(12), nullable=False, unique=True, info=told("instrument.figi")),
    Column("name", String(80), nullable=False, info=told("instrument.name")),
    Column("kind", String(12), nullable=False, info=told("instrument.kind")),
    Column("currency", String(3), nullable=False, info=told("instrument.currency")),
    Column("issuer_lei", String(20), info=told("instrument.issuer_lei")),
    Column("issuer_country", String(2), info=told("instrument.issuer_country")),
    Column("sector", String(16), nullable=False, info=told("instrument.sector")),
    Column("rating", String(4), info=told("instrument.rating")),
    Column("coupon", RATE, nullable=False, info=told("instrument.coupon", unit="decimal")),
    Column("frequency", Integer, nullable=False, info=told("instrument.frequency")),
    Column("day_count", String(12), nullable=False, info=told("instrument.day_count")),
    Column("issue_date", Date, info=told("instrument.issue_date")),
    Column("maturity_date", Date, info=told("instrument.maturity_date")),
    Column("hqla_level", String(4), nullable=False, info=told("instrument.hqla_level")),
    Column("mic", String(4), nullable=False, info=told("instrument.mic")),
    info=_OWNER,
)

price_eod = Table(
    "price_eod",
    STORE,
    Column("isin", String(12), primary_key=True, info=told("price_eod.isin")),
    Column("as_of", Date, primary_key=True, info=told("price_eod.date")),
    Column("close_price", AMOUNT, nullable=False, info=told("price_eod.close", unit="percent of nominal for bonds, currency otherwise")),
    Column("priced_on", Date, nullable=False, info=told("price_eod.priced_on")),
    Column("source", String(20), nullable=False, info=told("price_eod.source")),
    info=_OWNER,
    sqlite_with_rowid=False,
)

curve = Table(
    "curve",
    STORE,
    Column("id", String(20), primary_key=True, info=told("curve.id")),
    Column("currency", String(3), nullable=False, info=told("curve.currency")),
    Column("index_name", String(16), nullable=False, info=told("curve.index")),
    Column("kind", String(8), nullable=False, info=told("curve.kind")),
    Column("day_count", String(12), nullable=False, info=told("curve.day_count")),
    Column("interpolation", String(16), nullable=False, info=told("curve.interpolation")),
    info=_OWNER,
)

curve_point = Table(
    "curve_point",
    STORE,
    Column("curve_id", String(20), primary_key=True, info=told("curve_point.curve_id")),
    Column("as_of", Date, primary_key=True, info=told("curve_point.date")),
    Column("days", Integer, primary_key=True, autoincrement=False, info=told("curve_point.days", unit="calendar days")),
    Column("tenor", String(4), nullable=False, info=told("curve_point.tenor")),
    Column("zero_rate", RATE, nullable=False, info=told("curve_point.zero_rate", unit="decimal, continuously compounded")),
    info=_OWNER,
    sqlite_with_rowid=False,
)

fx_eod = Table(
    "fx_eod",
    STORE,
    Column("quote", String(3), primary_key=True, info=told("fx_eod.quote")),
    Column("as_of", Date, primary_key=True, info=told("fx_eod.date")),
    Column("mid", RATE, nullable=False, info=told("fx_eod.mid", unit="units of quote for one euro")),
    info=_OWNER,
    sqlite_with_rowid=False,
)

volatility_eod = Table(
    "volatility_eod",
    STORE,
    Column("underlying", String(20), primary_key=True, info=told("volatility_eod.underlying")),
    Column("as_of", Date, primary_key=True, info=told("volatility_eod.date")),
    Column("tenor", String(4), primary_key=True, info=told("volatility_eod.tenor")),
    Column("volatility", RATE, nullable=False, info=told("volatility_eod.volatility", unit="decimal a year")),
    info=_OWNER,
    sqlite_with_rowid=False,
)

calendar = Table(
    "calendar",
    STORE,
    Column("name", String(24), primary_key=True, info=told("QuantLib", meaning="a calendar, such as TARGET")),
    Column("closed_on", Date, primary_key=True, info=told("QuantLib", meaning="a week day without business")),
    info=_OWNER,
    sqlite_with_rowid=False,
)
