"""Reports stand in tables apart from all others."""

from bank_compliance.cases.tables import CASES
from bank_compliance.reports.tables import REPORTS
from bank_compliance.sars.tables import SARS


def test_no_table_is_shared_and_none_refers_to_another() -> None:
    names = {table.name for table in SARS.sorted_tables}
    assert all(name.startswith("suspicion_") for name in names)
    assert names.isdisjoint(table.name for table in (*CASES.sorted_tables, *REPORTS.sorted_tables))
    assert not any(table.foreign_keys for table in SARS.sorted_tables)
