"""The tables of the synthetic bank: the one contract between those who make the world and the servers that load it.

Above: the makers (they write exactly these columns) and the reader (it hands them out).
Below: nothing. Knows no store, no tool and no generator.
Money is DECIMAL, rates and ratios are DOUBLE as decimals (0.0125), instants are TIMESTAMP in UTC without zone.
"""

from bank_kit.world.schema.accounts import ACCOUNTS
from bank_kit.world.schema.exposures import EXPOSURES
from bank_kit.world.schema.markets import MARKETS
from bank_kit.world.schema.parties import PARTIES
from bank_kit.world.schema.table import Column, Table

TABLES: dict[str, Table] = {table.name: table for table in (*PARTIES, *ACCOUNTS, *MARKETS, *EXPOSURES)}
"""Every table of a built world, by name; each is one file `<name>.parquet`, its rows in the order of `Table.key`."""

__all__ = ["TABLES", "Column", "Table"]
