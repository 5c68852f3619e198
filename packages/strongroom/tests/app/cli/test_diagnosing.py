"""`strongroom doctor` prints what it found and ends with 1 if anything is sick."""

import json
from pathlib import Path

from click.testing import CliRunner

from strongroom.app.cli import cli


def test_a_sick_part_ends_with_one(configuration: Path) -> None:
    result = CliRunner().invoke(cli, ["doctor", "-c", str(configuration)])
    assert result.exit_code == 1
    assert "SICK  server finance" in result.output
    assert "well  policy" in result.output


def test_scripts_get_json_and_health_ends_with_zero(configuration: Path) -> None:
    configuration.write_text("policy: {file: policy.yaml}\nlisten: {port: 8799}\n")
    result = CliRunner().invoke(cli, ["doctor", "-c", str(configuration), "--json"])
    assert result.exit_code == 0, result.output
    assert all(finding["well"] for finding in json.loads(result.output))
