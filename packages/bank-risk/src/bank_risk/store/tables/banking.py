"""Loans, deposits, own funds and losses. Customers are ids with segment and country: no name, no birth date, no account number is kept here."""

from sqlalchemy import Column, Date, Integer, String, Table

from bank_kit.exact import AMOUNT
from bank_risk.store.tables.columns import LOADED, NUMBER

customer = Table(
    "customer",
    LOADED,
    Column("id", String(16), primary_key=True),
    Column("segment", String(12), nullable=False),
    Column("country", String(2), nullable=False),
    Column("legal_entity", String(20), nullable=False),
)
loan = Table(
    "loan",
    LOADED,
    Column("id", String(16), primary_key=True),
    Column("customer_id", String(16), nullable=False),
    Column("legal_entity", String(20), nullable=False, index=True),
    Column("exposure_class", String(12), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("drawn", AMOUNT, nullable=False),
    Column("undrawn", AMOUNT, nullable=False),
    Column("pd", NUMBER, nullable=False),
    Column("lgd", NUMBER, nullable=False),
    Column("rating", String(4)),
    Column("maturity_date", Date, nullable=False),
    Column("rate_kind", String(10), nullable=False),
    Column("rate", NUMBER, nullable=False),
    Column("repricing_date", Date, nullable=False),
    Column("property_value", AMOUNT),
    Column("turnover", AMOUNT),
    Column("defaulted", Integer, nullable=False),
    Column("provision", AMOUNT, nullable=False),
)
deposit = Table(
    "deposit",
    LOADED,
    Column("legal_entity", String(20), primary_key=True),
    Column("product", String(20), primary_key=True),
    Column("segment", String(12), primary_key=True),
    Column("currency", String(3), primary_key=True),
    Column("balance", AMOUNT, nullable=False),
    Column("accounts", Integer, nullable=False),
)
"""Balances at the end of the business date, summed over accounts; `segment` is OWN for the bank's ledger accounts (NOSTRO, CASH and the like)."""
capital_component = Table(
    "capital_component",
    LOADED,
    Column("legal_entity", String(20), primary_key=True),
    Column("as_of", Date, primary_key=True),
    Column("item", String(24), primary_key=True),
    Column("amount", AMOUNT, nullable=False),
)
business_indicator = Table(
    "business_indicator",
    LOADED,
    Column("legal_entity", String(20), primary_key=True),
    Column("financial_year", Integer, primary_key=True, autoincrement=False),
    Column("item", String(24), primary_key=True),
    Column("amount", AMOUNT, nullable=False),
)
operational_loss = Table(
    "operational_loss",
    LOADED,
    Column("id", String(16), primary_key=True),
    Column("legal_entity", String(20), nullable=False),
    Column("day", Date, nullable=False),
    Column("event_type", String(60), nullable=False),
    Column("amount", AMOUNT, nullable=False),
)
