"""Contents of reports are confidential."""

from bank_compliance.reports.results import ReportRecord
from bank_kit.labels import paths_of


def test_the_content_of_a_file_is_confidential() -> None:
    assert paths_of(ReportRecord).data_classes == {"$.files[*].content": "CONFIDENTIAL"}
