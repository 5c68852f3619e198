"""`strongroom policy` checks files and explains answers, and its exit code is the answer."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from strongroom.app.cli import cli


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["policy", *map(str, arguments)])


def test_a_usable_file_ends_with_zero_and_a_faulty_one_with_one(configuration: Path) -> None:
    policy = configuration.parent / "policy.yaml"
    assert run("check", policy).exit_code == 0
    policy.write_text("version: 1\nrulez: []\n")
    faulty = run("check", policy)
    assert faulty.exit_code == 1
    assert "policy.yaml:2: " in faulty.output
    assert json.loads(run("check", policy, "--json").output)[0]["line"] == 2


def test_an_allowed_call_is_explained_with_its_rule(configuration: Path) -> None:
    said = run("explain", "--user", "rita", "--tool", "finance__get_account", "-c", configuration)
    assert said.exit_code == 0, said.output
    assert "finance/tool/get_account: allowed (rule accounts" in said.output


def test_a_refused_call_says_what_is_missing(configuration: Path) -> None:
    said = run("explain", "--user", "tara", "--tool", "finance__get_account", "-c", configuration, "--json")
    assert said.exit_code == 1
    parsed = json.loads(said.output)
    assert parsed["visible"] is False
    assert parsed["decision"]["reason"] == "not_found"
    assert parsed["rules"][0]["why_not"] == ["It is for the roles relationship_manager."]


def test_a_wrong_question_ends_with_two(configuration: Path) -> None:
    for arguments in (
        ("--user", "bob", "--tool", "finance__get_account"),
        ("--user", "rita", "--tool", "get_account"),
        ("--user", "rita", "--tool", "finance__get_account", "--args", "[1]"),
        ("--user", "rita", "--tool", "finance__get_account", "--args", "{"),
    ):
        assert run("explain", *arguments, "-c", configuration).exit_code == 2
