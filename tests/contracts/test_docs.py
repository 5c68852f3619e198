"""The documents say what is there: commands, targets, settings, metrics and links are held against the code."""

import ast
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from strongroom.app.cli import cli as command
from strongroom.app.pages import endings_page, leaves, metrics_page, schema_page, settings_page
from strongroom.app.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(path for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("deploy/**/*.md"), *ROOT.glob("bench/**/*.md")] if path.is_file())
HOUSE_TARGETS = {"demo", "test", "check", "components", "conformance", "bench"}
HOUSE_COMMANDS = {"up", "serve", "demo", "call", "explain", "verify", "policy", "audit", "doctor"}
MOST_SETTINGS = 150
METRIC_KINDS = {"Metric", "Counter", "Gauge", "Histogram", "Info", "Summary", "CounterMetricFamily", "GaugeMetricFamily", "HistogramMetricFamily"}


def commands_in(text: str, program: str) -> Iterator[list[str]]:
    """The words after `program` wherever a page runs it: in a fenced block or between backticks."""
    pieces = re.findall(r"```[a-z]*\n(.*?)```", text, re.DOTALL) + re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)
    for piece in pieces:
        for found in re.finditer(rf"(?m)(?:^|[|;&(]\s*|\s&&\s|\$\s){program}\s+([^\n|;&>#]*)", piece):
            try:
                yield shlex.split(found[1])
            except ValueError:
                yield found[1].split()


def metrics() -> set[str]:
    """The names of all metrics that the code declares with a plain string."""
    names: set[str] = set()
    for path in ROOT.glob("packages/strongroom/src/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and ast.unparse(node.func).rsplit(".", 1)[-1] in METRIC_KINDS
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                names.add(str(node.args[0].value))
    return names


def resolve(words: list[str]) -> click.Command:
    """The command that `strongroom WORDS` runs. Raises AssertionError where a word names none."""
    here: click.Command = command
    for word in words:
        if not isinstance(here, click.Group) or word.startswith("-"):
            break
        context = click.Context(here)
        found = here.get_command(context, word)
        assert found is not None, f"`strongroom {' '.join(words)}`: there is no `{word}`; there are {', '.join(here.list_commands(context))}"
        here = found
    return here


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_make_target_a_page_names_exists(page: Path) -> None:
    targets = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text()))
    named = {words[0] for words in commands_in(page.read_text(), "make") if words and re.fullmatch(r"[a-z]+", words[0])}
    assert named <= targets, f"{page.name} names {', '.join(sorted(named - targets))}; the Makefile has {', '.join(sorted(targets))}"


def test_the_targets_and_commands_of_the_house_are_there() -> None:
    targets = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text()))
    assert targets >= HOUSE_TARGETS
    assert set(command.list_commands(click.Context(command))) >= HOUSE_COMMANDS


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_strongroom_command_and_option_a_page_shows_exists(page: Path) -> None:
    for words in commands_in(page.read_text(), "strongroom"):
        plain = [word for word in words if not re.fullmatch(r"[A-Z_]+|\.\.\.|\[.*|.*\]|…", word)]
        found = resolve(plain)
        known = {option for parameter in found.params for option in [*parameter.opts, *parameter.secondary_opts]} | {"--help", "--version"}
        shown = {word.split("=")[0] for word in plain if word.startswith("--")}
        assert shown <= known, f"{page.name}: `strongroom {' '.join(words)}` has no {', '.join(sorted(shown - known))}"


@pytest.mark.parametrize(
    ("page", "generated"),
    [("settings.md", settings_page), ("metrics.md", metrics_page), ("endings.md", endings_page), ("strongroom.schema.json", schema_page)],
    ids=["settings", "metrics", "endings", "schema"],
)
def test_a_generated_page_is_as_the_code_says(page: str, generated: Callable[[], str]) -> None:
    assert (ROOT / "docs" / page).read_text().rstrip("\n") == generated().rstrip("\n"), f"docs/{page} is stale; run `make pages`"


def test_every_setting_is_documented() -> None:
    page = settings_page()
    missing = [name for name, _ in leaves(Settings) if f"`{name}`" not in page]
    assert not missing, f"docs/settings.md lacks {', '.join(missing)}"


def test_the_settings_are_few() -> None:
    count = len(list(leaves(Settings)))
    assert 0 < count <= MOST_SETTINGS, f"{count} settings; at most {MOST_SETTINGS}: find the right value without asking, or take one out"


def test_every_metric_is_documented() -> None:
    page = metrics_page()
    missing = sorted(name for name in metrics() if name not in page)
    assert metrics()
    assert not missing, f"docs/metrics.md lacks {', '.join(missing)}"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_within_the_house_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text())
    inside = [link for link in links if not re.match(r"[a-z]+:", link)]
    broken = [link for link in inside if not (page.parent / link).exists()]
    assert not broken, f"{page.name} links to {', '.join(broken)}"


def test_commands_are_found_in_blocks_and_in_running_text() -> None:
    text = "Run `make demo CHECK=1`.\n\n```sh\nstrongroom audit prove CALL_ID > proof.json && strongroom verify --proof proof.json\nmake check\n```\n"
    assert [words[0] for words in commands_in(text, "make")] == ["check", "demo"]
    assert list(commands_in(text, "strongroom")) == [["audit", "prove", "CALL_ID"], ["verify", "--proof", "proof.json"]]
