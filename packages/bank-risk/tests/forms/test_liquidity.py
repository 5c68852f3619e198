"""Results of LCR and NSFR."""

from bank_kit.labels import DataClass, paths_of
from bank_risk.forms.liquidity import LcrReport, LiquidityArguments, NsfrReport


def test_a_ratio_without_outflow_is_null_and_not_infinite() -> None:
    for report, name in ((LcrReport, "lcr"), (NsfrReport, "nsfr")):
        assert {"type": "null"} in report.model_json_schema()["properties"][name]["anyOf"]


def test_lines_are_confidential() -> None:
    assert paths_of(LcrReport).data_classes["$.outflow_lines"] is DataClass.CONFIDENTIAL
    assert paths_of(NsfrReport).data_classes["$.required_lines"] is DataClass.CONFIDENTIAL


def test_nothing_has_to_be_said_to_ask() -> None:
    assert LiquidityArguments().legal_entity is None
