"""The tables of reports."""

from sqlalchemy.engine import make_url
from sqlalchemy.schema import CreateTable

from bank_compliance.reports.tables import REPORTS


def test_the_tables_compile_for_both_databases() -> None:
    for table in REPORTS.sorted_tables:
        for dialect in (make_url(url).get_dialect()() for url in ("sqlite://", "postgresql+psycopg://")):
            assert table.name.startswith("compliance_") and table.name in str(CreateTable(table).compile(dialect=dialect))
