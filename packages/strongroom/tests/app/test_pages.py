"""The generated pages are complete, and the copies in docs/ are what the code generates today."""

from pathlib import Path

import pytest

from strongroom.app.pages import endings_page, leaves, metrics_page, schema_page, settings_page
from strongroom.app.settings import Settings
from strongroom.audit.observe import METRICS
from strongroom.core.reason import Reason

DOCS = Path(__file__).parents[4] / "docs"


def test_every_setting_says_what_it_means_and_stands_on_the_page() -> None:
    page = settings_page()
    for path, field in leaves(Settings):
        assert field.description, path
        assert f"`{path}`" in page


def test_there_are_at_most_150_settings() -> None:
    assert len(list(leaves(Settings))) <= 150


def test_the_entries_of_lists_and_maps_are_marked() -> None:
    paths = [path for path, _ in leaves(Settings)]
    assert "servers[].name" in paths
    assert "limits.targets{}.per_second" in paths
    assert "listen.port" in paths


def test_every_metric_stands_on_its_page() -> None:
    page = metrics_page()
    assert all(f"`{metric.name}`" in page for metric in METRICS)


def test_every_reason_stands_on_its_page_with_what_a_client_is_told() -> None:
    rows = {line.split("`")[1]: line for line in endings_page().splitlines() if line.startswith("| `")}
    assert set(rows) == {reason.value for reason in Reason}
    assert "| 403 | 200 | error 4031; of `tools/call` a result with `isError`, HTTP 200 | Policy says no. |" in rows["denied"]
    assert "| 429 | 429 | error 4290, with `retryAfterMs` |" in rows["rate_limited"]
    assert "the answer" in rows["allowed"]


@pytest.mark.parametrize(
    ("name", "text"),
    [("settings.md", settings_page()), ("metrics.md", metrics_page()), ("endings.md", endings_page()), ("strongroom.schema.json", schema_page())],
)
def test_the_copy_in_docs_is_not_stale(name: str, text: str) -> None:
    assert (DOCS / name).read_text() == text, f"docs/{name} is stale: run `make pages`"
