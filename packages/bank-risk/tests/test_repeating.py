"""`bank-risk repeat` as a person runs it."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import update

from bank_kit.identity.caller import Caller
from bank_risk.forms.liquidity import LcrReport
from bank_risk.repeating import repeat
from bank_risk.store.results import risk_run
from bank_risk.store.runs import Runs
from bank_risk.tasks.liquidity import CALC_LCR


@pytest.fixture(scope="module")
def run_id(runs: Runs, caller: Caller) -> str:
    answer = CALC_LCR.tool(runs).call({"jurisdiction": "BCBS"}, caller).structured_content
    assert isinstance(answer, dict)
    return LcrReport.model_validate(answer["value"]).run_id


def test_a_run_is_the_same_bit_for_bit(folder: Path, run_id: str) -> None:
    result = CliRunner().invoke(repeat, [run_id, "--world", str(folder)])
    assert result.exit_code == 0
    assert f"{run_id}: the same, bit for bit" in result.output


def test_a_run_nobody_kept_is_said(folder: Path) -> None:
    result = CliRunner().invoke(repeat, ["RUN-none", "--world", str(folder)])
    assert result.exit_code == 1
    assert "UNKNOWN_ID" in result.output


def test_a_result_that_was_tampered_with_ends_with_1(folder: Path, runs: Runs, caller: Caller) -> None:
    answer = CALC_LCR.tool(runs).call({"jurisdiction": "UK"}, caller).structured_content
    assert isinstance(answer, dict)
    tampered = LcrReport.model_validate(answer["value"]).run_id
    with runs.writes.writing() as connection:
        connection.execute(update(risk_run).where(risk_run.c.id == tampered).values(result_digest="sha256:0"))
    result = CliRunner().invoke(repeat, [tampered, "--world", str(folder)])
    assert result.exit_code == 1
    assert "DIFFERS" in result.output
