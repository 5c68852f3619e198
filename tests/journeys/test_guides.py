"""The guides are run: what a page marks with `<!-- run -->` is executed against one demonstration bank, and its YAML must be usable.

Blocks of one page run in order in one shell, in an empty folder, as a reader would type them. Examples about production are read, not run.
"""

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import yaml

from strongroom.app.configuration import load
from strongroom.app.demo.stage import Stage, stage
from strongroom.policy.explain import check_file

ROOT = Path(__file__).resolve().parents[2]
GUIDES = [ROOT / "README.md", *(ROOT / "docs" / f"{name}.md" for name in ("operating", "policy", "audit", "clients"))]
BLOCK = re.compile(r"(?P<mark><!-- run -->\n)?```(?P<language>[a-z]+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
WRITTEN = "http://127.0.0.1:8700"


def blocks(page: Path, language: str) -> list[str]:
    """The blocks of a page in that language, runnable or not."""
    return [found["text"] for found in BLOCK.finditer(page.read_text()) if found["language"] == language]


def script(page: Path, url: str) -> str:
    """Everything that a page marks as runnable, as one shell script that stops at the first failure and says which line failed."""
    parts = ["set -euo pipefail", "trap 'echo \"failed: $BASH_COMMAND\" >&2' ERR"]
    for found in BLOCK.finditer(page.read_text()):
        if found["mark"] and found["language"] == "sh":
            parts.append(found["text"])
        elif found["mark"]:
            assert found["language"] == "python", f"{page.name}: nobody runs {found['language']}"
            parts.append(f"{sys.executable} - <<'PYTHON'\n{found['text']}PYTHON")
    return "\n".join(parts).replace(WRITTEN, url)


@pytest.fixture
async def standing(tmp_path: Path) -> AsyncIterator[Stage]:
    """One bank for all pages."""
    async with stage(tmp_path / "demo", 0) as stood:
        yield stood


@pytest.mark.component
@pytest.mark.timeout(300)
async def test_every_guide_does_what_it_says(standing: Stage, tmp_path: Path) -> None:
    environment = os.environ | {"STRONGROOM_CONFIG": str(standing.config), "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    ran = []
    for page in GUIDES:
        text = script(page, standing.settings.edge.public_url)
        folder = tmp_path / page.stem
        folder.mkdir()
        process = await asyncio.create_subprocess_exec(
            "bash", "-c", text, cwd=folder, env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
        )
        said, _ = await process.communicate()
        assert process.returncode == 0, f"{page.name}:\n{said.decode()}"
        ran.append(said.decode())
    readme, _operating, policy, audit, clients = ran
    assert "NL17XBNK0000200001" in readme
    assert "NL17**********0001" in readme
    assert "ILMFOST, Orla" in readme
    assert "EU-2026-11-20" in readme
    assert "can be used" in policy
    assert audit.count("the proof holds") == 1
    assert "the proof does not hold" in audit
    assert "Unknown tool: finance__no_such_tool" in clients
    assert "The arguments carry data that may not leave: pan" in clients


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_every_example_of_a_configuration_can_be_used(page: Path, tmp_path: Path) -> None:
    for number, text in enumerate(blocks(page, "yaml")):
        file = tmp_path / f"{number}.yaml"
        if page.stem != "policy":
            file.write_text(text)
            assert load(file).policy.file == tmp_path / "policy.yaml"
            continue
        whole, part = yaml.safe_load(blocks(page, "yaml")[0]), yaml.safe_load(text)
        file.write_text(yaml.safe_dump(whole | {"rules": [*whole["rules"], *part["rules"]]} if number else part))
        assert check_file(file) == ()


def test_every_page_for_readers_shows_something_that_is_run() -> None:
    for page in GUIDES:
        assert "<!-- run -->" in page.read_text(), page.name


def test_a_stale_command_stops_the_page_and_is_named(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("<!-- run -->\n```sh\nfalse\necho on\n```\n\n```sh\nexit 0\n```\n")
    ran = subprocess.run(["bash", "-c", script(page, WRITTEN)], capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert "failed: false" in ran.stderr
