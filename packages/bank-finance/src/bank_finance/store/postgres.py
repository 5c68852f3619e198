"""PostgreSQL's COPY, through psycopg's own connection."""

from collections.abc import Iterable

import psycopg
from psycopg import sql
from sqlalchemy import Connection, Table

Row = tuple[object, ...]


def copy_rows(connection: Connection, table: Table, batches: Iterable[list[Row]]) -> None:
    """Rows with every column of `table` in its order, in the transaction of `connection`; TypeError when that is not psycopg's."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, psycopg.Connection):
        raise TypeError("the connection is not psycopg's")
    names = sql.SQL(", ").join(sql.Identifier(column.name) for column in table.columns)
    with driver.cursor() as cursor, cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), names)) as copy:
        for batch in batches:
            for row in batch:
                copy.write_row(row)
