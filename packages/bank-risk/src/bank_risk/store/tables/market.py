"""What moves: prices, curves, exchange rates, volatilities, each a row for one day; pillars and tenors stand side by side."""

from sqlalchemy import Column, Date, String, Table

from bank_risk.store.tables.columns import LOADED, NUMBER

PILLARS = {"m1": 30, "m3": 91, "m6": 182, "y1": 365, "y2": 730, "y3": 1095, "y5": 1826, "y7": 2557, "y10": 3652, "y20": 7305, "y30": 10957}
"""Columns of curve_day and their calendar days."""
TENORS = {"m1": "1M", "m3": "3M", "y1": "1Y", "y5": "5Y"}
"""Columns of volatility_day and the world's names of them."""

price_eod = Table(
    "price_eod",
    LOADED,
    Column("isin", String(12), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("price", NUMBER, nullable=False),
    Column("priced_on", Date, nullable=False),
)
curve = Table(
    "curve",
    LOADED,
    Column("id", String(20), primary_key=True),
    Column("currency", String(3), nullable=False),
    Column("kind", String(10), nullable=False),
)
curve_day = Table(
    "curve_day",
    LOADED,
    Column("curve_id", String(20), primary_key=True),
    Column("day", Date, primary_key=True),
    *(Column(name, NUMBER, nullable=False) for name in PILLARS),
)
fx_eod = Table(
    "fx_eod",
    LOADED,
    Column("quote", String(3), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("mid", NUMBER, nullable=False),
)
volatility_day = Table(
    "volatility_day",
    LOADED,
    Column("underlying", String(20), primary_key=True),
    Column("day", Date, primary_key=True),
    *(Column(name, NUMBER, nullable=False) for name in TENORS),
)
