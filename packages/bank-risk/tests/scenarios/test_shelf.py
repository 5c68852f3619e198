"""The shipped scenarios, and files that are wrong."""

from pathlib import Path

import pytest

from bank_kit.failures import FailureCode, ToolFailureError
from bank_risk.market.scenario import RiskClass, ShockKind
from bank_risk.scenarios.shelf import ScenarioFileError, scenario, shelf

GOOD = 'name = "n"\npublished_on = 2026-01-01\nsource = "s"\n'
SHOCK = '[[shocks]]\nrisk_class = "equity"\nkind = "relative"\nsize = -0.5\n'


def test_every_shipped_scenario_reads_and_has_a_date_a_source_and_shocks() -> None:
    found = shelf()
    assert list(found) == sorted(found)
    assert {"fed-2026-severely-adverse", "eba-2021-adverse", "house-2026-rates-and-spreads"} <= set(found)
    assert all(each.source and each.shocks and each.doubts() for each in found.values())


def test_the_fed_scenario_carries_the_published_figures() -> None:
    found = scenario("fed-2026-severely-adverse")
    assert found.published_on.isoformat() == "2026-02-04"
    sizes = {(each.risk_class, each.kind): each.size for each in found.shocks if "COMMERCIAL" not in each.factors}
    assert sizes[RiskClass.EQUITY, ShockKind.RELATIVE] == -0.58
    assert sizes[RiskClass.VOLATILITY, ShockKind.LEVEL] == 0.72
    assert sizes[RiskClass.CREDIT_SPREAD, ShockKind.LEVEL] == 0.057
    assert sizes[RiskClass.PROPERTY, ShockKind.RELATIVE] == -0.30


def test_an_unknown_scenario_is_an_unknown_id() -> None:
    with pytest.raises(ToolFailureError) as caught:
        scenario("../fed-2026-severely-adverse")
    assert caught.value.failure.code is FailureCode.UNKNOWN_ID


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", "not TOML"),
        (GOOD, "shocks"),
        (GOOD + SHOCK + "surprise = 1\n", "surprise"),
        (GOOD + SHOCK.replace("-0.5", "nan"), "size"),
        (GOOD + SHOCK.replace("-0.5", "-1.5"), "shocks.size"),
        (GOOD + SHOCK.replace("equity", "weather"), "risk_class"),
        ("x" * 100_001, "larger than"),
    ],
)
def test_a_file_that_is_wrong_is_refused_by_name_and_place(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "bad.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioFileError, match=said) as caught:
        shelf(tmp_path)
    assert str(caught.value).startswith("bad.toml: ")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ScenarioFileError):
        shelf(tmp_path)
