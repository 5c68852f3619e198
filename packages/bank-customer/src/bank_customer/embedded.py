"""The default store: JSON documents in two SQL tables, with only what a search needs beside them."""

import json
from datetime import date
from pathlib import Path

from sqlalchemy import Column, Connection, Engine, Executable, MetaData, RowMapping, String, Table, Text, insert, select
from sqlalchemy.exc import SQLAlchemyError

from bank_customer.port import CustomerDocument, KycDocument, UnreachableStoreError
from bank_kit.store import Plan
from bank_kit.world.build import build_world, world_version
from bank_kit.world.model import Customer, KycFile, row

TABLES = MetaData()

customer_document = Table(
    "customer_document",
    TABLES,
    Column("id", String(16), primary_key=True),
    Column("country", String(2), nullable=False),
    Column("folded_name", String(120), nullable=False, index=True),
    Column("document", Text, nullable=False),
)

kyc_document = Table("kyc_document", TABLES, Column("customer_id", String(16), primary_key=True), Column("document", Text, nullable=False))


def fold(name: str) -> str:
    """What names are compared as: case folded, single spaces."""
    return " ".join(name.casefold().split())


def plan(seed: int) -> Plan:
    """What belongs in the customer store for that seed."""
    return Plan(name="customer", tables=TABLES, version=world_version(seed, Path(__file__)), fill=lambda connection: fill(connection, seed))


def fill(connection: Connection, seed: int) -> None:
    """Insert every document of the world of `seed` into empty tables."""
    world = build_world(seed)
    customers: list[dict[str, object]] = [
        {"id": customer.id, "country": customer.country, "folded_name": fold(customer.name), "document": _json(customer)} for customer in world.customers
    ]
    files: list[dict[str, object]] = [{"customer_id": file.customer_id, "document": _json(file)} for file in world.kyc_files]
    connection.execute(insert(customer_document), customers)
    connection.execute(insert(kyc_document), files)


def _json(record: Customer | KycFile) -> str:
    return json.dumps(row(record), default=date.isoformat, sort_keys=True, separators=(",", ":"))


class EmbeddedCustomerStore:
    """CustomerStore over any SQLAlchemy engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def customer(self, customer_id: str) -> CustomerDocument | None:
        """As CustomerStore.customer."""
        rows = self._rows(select(customer_document.c.document).where(customer_document.c.id == customer_id))
        return CustomerDocument.model_validate_json(rows[0]["document"]) if rows else None

    def kyc_file(self, customer_id: str) -> KycDocument | None:
        """As CustomerStore.kyc_file."""
        rows = self._rows(select(kyc_document.c.document).where(kyc_document.c.customer_id == customer_id))
        return KycDocument.model_validate_json(rows[0]["document"]) if rows else None

    def search(self, name_part: str, country: str | None, rows: int) -> list[CustomerDocument]:
        """As CustomerStore.search."""
        condition = customer_document.c.folded_name.contains(fold(name_part), autoescape=True)
        if country is not None:
            condition = condition & (customer_document.c.country == country)
        found = self._rows(select(customer_document.c.document).where(condition).order_by(customer_document.c.id).limit(rows))
        return [CustomerDocument.model_validate_json(row["document"]) for row in found]

    def _rows(self, statement: Executable) -> list[RowMapping]:
        try:
            with self._engine.connect() as connection:
                return list(connection.execute(statement).mappings())
        except SQLAlchemyError as error:
            raise UnreachableStoreError(type(error).__name__) from None
