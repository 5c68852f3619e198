"""Limits, scenarios, dated parameters and the inventory of models."""

from sqlalchemy import Column, Date, Integer, String, Table, Text

from bank_kit.exact import AMOUNT
from bank_risk.store.tables.columns import LOADED, NUMBER

limit_def = Table(
    "limit_def",
    LOADED,
    Column("id", String(12), primary_key=True),
    Column("metric", String(16), nullable=False),
    Column("scope_kind", String(16), nullable=False),
    Column("scope_id", String(24), nullable=False),
    Column("amount", AMOUNT, nullable=False),
    Column("currency", String(3)),
    Column("warning", NUMBER, nullable=False),
    Column("owner", String(60), nullable=False),
    Column("valid_from", Date, nullable=False),
)
scenario = Table(
    "scenario",
    LOADED,
    Column("id", String(60), primary_key=True),
    Column("name", String(500), nullable=False),
    Column("published_on", Date, nullable=False),
    Column("source", String(500), nullable=False),
    Column("doubt", String(300)),
)
scenario_shock = Table(
    "scenario_shock",
    LOADED,
    Column("scenario_id", String(60), primary_key=True),
    Column("line", Integer, primary_key=True, autoincrement=False),
    Column("risk_class", String(20), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("amount", NUMBER, nullable=False),
    Column("factors", String(80), nullable=False),
    Column("doubt", String(300)),
)
param = Table(
    "param",
    LOADED,
    Column("framework", String(20), primary_key=True),
    Column("name", String(60), primary_key=True),
    Column("param_key", String(60), primary_key=True),
    Column("jurisdiction", String(4), primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("paragraph", String(60), nullable=False),
    Column("amount", String(40), nullable=False),
    Column("unit", String(10), nullable=False),
    Column("valid_to", Date),
    Column("source", String(400), nullable=False),
    Column("doubt", String(400)),
)
"""`param_key` is a hyphen where the table has none: an empty text is no value on every database."""
model_inventory = Table(
    "model_inventory",
    LOADED,
    Column("id", String(40), primary_key=True),
    Column("version", String(20), nullable=False),
    Column("card", Text, nullable=False),
)
"""`card` is the whole model card as JSON."""
