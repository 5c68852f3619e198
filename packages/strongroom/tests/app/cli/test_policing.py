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


def test_anybody_can_be_imagined_against_any_file_at_any_time(configuration: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.yaml"
    rule = "    when: {hours: {from: '08:00', to: '18:00', zone: Europe/Zurich}, purposes: [audit]}\n"
    changed.write_text(
        (configuration.parent / "policy.yaml").read_text().replace("    roles: [relationship_manager]\n", f"    roles: [relationship_manager]\n{rule}", 1)
    )
    who = ("--roles", "relationship_manager", "--clearance", "confidential", "--region", "EU", "--purpose", "audit")
    asked = ("explain", *who, "--tool", "finance__get_account", "--kind", "tool", "--file", changed)
    day = run(*asked, "--at", "2026-07-28T09:00+02:00")
    night = run(*asked, "--at", "2026-07-28T21:00")
    assert day.exit_code == 0, day.output
    assert night.exit_code == 1
    assert "It is open every day from 08:00 to 18:00" in night.output
    assert run("explain", "--tool", "finance__get_account", "--file", changed).exit_code == 2
    assert run(*asked, "--at", "soon").exit_code == 2


def test_a_wrong_question_ends_with_two(configuration: Path) -> None:
    for arguments in (
        ("--user", "bob", "--tool", "finance__get_account"),
        ("--user", "rita", "--tool", "get_account"),
        ("--user", "rita", "--tool", "finance__get_account", "--args", "[1]"),
        ("--user", "rita", "--tool", "finance__get_account", "--args", "{"),
    ):
        assert run("explain", *arguments, "-c", configuration).exit_code == 2
