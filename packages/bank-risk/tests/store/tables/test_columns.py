"""Names every database takes, and no personal data."""

from sqlalchemy import insert, select
from sqlalchemy.engine import make_url
from sqlalchemy.schema import CreateTable

from bank_risk.store.results import RESULTS
from bank_risk.store.tables import LOADED, banking

STRICT = make_url("oracle://").get_dialect()()


def test_names_are_short_and_tables_compile_for_a_strict_dialect() -> None:
    for metadata in (LOADED, RESULTS):
        for table in metadata.sorted_tables:
            names = [table.name, *(column.name for column in table.columns), *(str(index.name) for index in table.indexes)]
            assert max(len(name) for name in names) <= 30
            assert "BOOLEAN" not in str(CreateTable(table).compile(dialect=STRICT))


def test_no_column_holds_personal_data() -> None:
    names = {column.name for column in banking.customer.columns} | {column.name for column in banking.loan.columns}
    assert not names & {"name", "birth_date", "email", "iban", "street", "tax_id", "phone", "card"}
    assert str(insert(banking.customer)) and str(select(banking.deposit))
