"""Many rows into a table at once, past everything that would look at each value: they are in the database's own form already."""

from collections.abc import Callable, Iterable

from sqlalchemy import Connection, Table, insert

from bank_kit.late import Late

Row = tuple[object, ...]

_copy = Late[Callable[[Connection, Table, Iterable[list[Row]]], None]]("bank_finance.store.postgres:copy_rows")


def insert_rows(connection: Connection, table: Table, batches: Iterable[list[Row]]) -> None:
    """Rows with every column of `table` in its order: by COPY where the database has it, otherwise by the driver's own repetition of one INSERT."""
    if connection.dialect.name == "postgresql":
        _copy()(connection, table, batches)
        return
    compiled = insert(table).compile(dialect=connection.dialect)
    names = [column.name for column in table.columns]
    for batch in batches:
        if compiled.positional:
            connection.exec_driver_sql(str(compiled), batch)
        else:
            connection.exec_driver_sql(str(compiled), [dict(zip(names, row, strict=True)) for row in batch])
