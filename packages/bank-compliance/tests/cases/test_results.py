"""What is answered of a case has no word that depends on a report to an authority."""

import json

from bank_compliance.cases.results import AlertRecord, CaseRecord


def test_neither_alert_nor_case_has_a_field_about_reports() -> None:
    for model in (AlertRecord, CaseRecord):
        fields = json.dumps(sorted(model.model_fields)).lower()
        assert "sar" not in fields
        assert "report" not in fields
