"""The reference resources: currencies, and the description of each table."""

from collections.abc import Mapping

from sqlalchemy import Table

from bank_finance.reference.results import ColumnEntry, CurrencyEntry, CurrencyList, TableEntry
from bank_finance.scopes import READ
from bank_finance.store.columns import OWNER, TOLD, Told
from bank_finance.store.reading import FinanceStore
from bank_finance.store.tables import FILLED
from bank_kit.arguments import NoArguments, StrictArguments
from bank_kit.envelope import Envelope, Origin, Reading
from bank_kit.failures import unknown
from bank_kit.identity.caller import Caller
from bank_kit.money import MINOR_UNITS
from bank_kit.offer import Resource

_TABLES: Mapping[str, Table] = {table.name: table for table in FILLED}


class TableName(StrictArguments):
    """What the description of a table is asked with."""

    table: str


def resources(store: FinanceStore) -> tuple[Resource, ...]:
    """Currencies and tables."""

    def read_currencies(names: Mapping[str, str], caller: Caller) -> Envelope[CurrencyList]:
        del names, caller
        entries = tuple(CurrencyEntry(code=code, minor_units=units) for code, units in sorted(MINOR_UNITS.items()))
        origin = Origin(source_system="reference-data", data_version="ISO 4217", method="table", method_version="1", reg_ref="ISO 4217")
        return origin.envelope(CurrencyList(currencies=entries), NoArguments(), Reading(unit="rows", as_of=store.business_date))

    def read_table(names: Mapping[str, str], caller: Caller) -> Envelope[TableEntry]:
        del caller
        table = _TABLES.get(names["table"])
        if table is None:
            raise unknown("table", field="table", remedy=f"ask for one of {', '.join(_TABLES)}")
        return store.origin("schema").envelope(_described(table), TableName(table=table.name), Reading(unit="record", as_of=store.business_date))

    return (
        Resource(
            address="bank://ref/currencies",
            name="currencies",
            title="Currencies",
            description="Currencies the bank keeps accounts in, with their minor units (ISO 4217).",
            scope=READ,
            result=Envelope[CurrencyList],
            read=read_currencies,
        ),
        Resource(
            address="bank://schema/{table}",
            name="schema",
            title="Table of the store",
            description=f"Columns with meaning, unit, data class and lineage, and who owns the content. Tables: {', '.join(_TABLES)}.",
            scope=READ,
            result=Envelope[TableEntry],
            read=read_table,
        ),
    )


def _described(table: Table) -> TableEntry:
    columns: list[ColumnEntry] = []
    for column in table.columns:
        told = column.info[TOLD]
        assert isinstance(told, Told)
        columns.append(
            ColumnEntry(
                name=column.name,
                type=str(column.type),
                nullable=bool(column.nullable),
                is_key=column.primary_key,
                meaning=told.meaning,
                unit=told.unit,
                data_class=told.data_class,
                lineage=told.lineage,
            )
        )
    return TableEntry(name=table.name, owner=str(table.info[OWNER]), columns=tuple(columns))
