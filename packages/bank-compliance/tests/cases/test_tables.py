"""The tables can be made twice, and on both databases."""

from sqlalchemy.engine import make_url
from sqlalchemy.schema import CreateTable

from bank_compliance.cases.tables import CASES, make_tables
from bank_compliance.offer import Stores


def test_tables_that_are_there_already_are_left_alone(stores: Stores) -> None:
    make_tables(stores.cases, CASES)
    make_tables(stores.cases, CASES)


def test_every_table_begins_with_the_servers_name_and_compiles_for_both_databases() -> None:
    for table in CASES.sorted_tables:
        assert table.name.startswith("compliance_")
        for dialect in (make_url(url).get_dialect()() for url in ("sqlite://", "postgresql+psycopg://")):
            assert table.name in str(CreateTable(table).compile(dialect=dialect))
