"""`strongroom explain` prints the roads as they are, and the generated pages."""

import json

from click.testing import CliRunner

from strongroom.app.cli import COMMANDS, cli
from strongroom.app.pages import endings_page, metrics_page, settings_page
from strongroom.pipeline.road import MCP_ROAD, ROADS

GOLDEN = """\
the mcp road
  [ audit.seal
  [ audit.observe
  [ limits.deadline
  > limits.rate
  > policy.decide
  > audit.writable
  > protection.arguments
  [ limits.slots
  ^ routing
  < limits.size
  < policy.visible
  < protection.fields
  < protection.content
the model road
  [ audit.seal
  [ audit.observe
  [ limits.deadline
  > limits.rate
  > policy.decide
  ^ routing
"""


def run(*arguments: str) -> str:
    result = CliRunner().invoke(cli, ["explain", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_both_roads_are_printed_in_order() -> None:
    lines = [line for line in run("road").splitlines() if line]
    assert "\n".join(line[:27].rstrip() if line.startswith("  ") else line for line in lines) + "\n" == GOLDEN


def test_each_stop_says_why_it_stands_there() -> None:
    shown = run("road")
    assert all(place.why in shown for place in MCP_ROAD)
    parsed = json.loads(run("road", "--json"))
    assert parsed["mcp"][0] == {"kind": "bracket", "name": "audit.seal", "why": MCP_ROAD[0].why}
    assert set(parsed) == set(ROADS)


def test_pages_are_printed_as_they_are_generated() -> None:
    assert run("settings") == settings_page()
    assert run("metrics") == metrics_page()
    assert run("endings") == endings_page()
    assert json.loads(run("schema"))["title"] == "Settings"


def test_the_help_names_every_command_without_loading_it_and_each_can_be_loaded() -> None:
    result = CliRunner().invoke(cli, ["--help"])
    for name, entry in COMMANDS.items():
        assert f"  {name} " in result.output
        assert entry.about.split(".", maxsplit=1)[0] in result.output
        shown = CliRunner().invoke(cli, [name, "--help"])
        assert shown.exit_code == 0
        assert "\\b" not in shown.output
    assert CliRunner().invoke(cli, ["nothing"]).exit_code == 2
