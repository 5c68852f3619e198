"""The daily report."""

from bank_kit.labels import paths_of
from bank_risk.forms.report import DailyReport


def test_losses_are_labelled_and_say_their_sign() -> None:
    schema = DailyReport.model_json_schema()["$defs"]["DeskRisk"]["properties"]["value_at_risk"]
    assert "positive" in schema["description"]
    assert {"$.desks", "$.entities", "$.breaches"} <= set(paths_of(DailyReport).data_classes)
