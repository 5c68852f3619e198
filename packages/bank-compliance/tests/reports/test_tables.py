"""The tables of reports."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateTable

from bank_compliance.reports.tables import REPORTS


def test_the_tables_compile_for_both_databases() -> None:
    for table in REPORTS.sorted_tables:
        for dialect in (sqlite.dialect(), postgresql.dialect()):
            assert table.name.startswith("compliance_") and table.name in str(CreateTable(table).compile(dialect=dialect))
