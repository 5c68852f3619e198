"""The compliance server as a process, over real HTTP and real pipes, in both eras."""

import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import click
import httpx2
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

from bank_compliance.cli import named_folders
from bank_kit.testing import AUDIENCE, ISSUER, Issuer, bearer, running

Mode = Literal["auto", "legacy"]
MODES: tuple[Mode, Mode] = ("auto", "legacy")
SCOPE = "compliance.read"


@dataclass
class Heard:
    """What a client was told of progress."""

    steps: list[float] = field(default_factory=list)

    async def __call__(self, progress: float, total: float | None, message: str | None) -> None:
        self.steps.append(progress)


@asynccontextmanager
async def _client(url: str, token: str, mode: Mode) -> AsyncIterator[Client]:
    async with httpx2.AsyncClient(headers=dict(bearer(token))) as http, Client(streamable_http_client(url, http_client=http), mode=mode) as client:
        yield client


@pytest.mark.component
async def test_the_served_tools_answer_in_both_eras(tmp_path: Path) -> None:
    issuer = Issuer()
    async with running("bank_compliance", "--world", str(tmp_path / "world"), folder=tmp_path, issuer=issuer) as url:
        for mode in MODES:
            async with _client(url, issuer.token(scope=SCOPE), mode) as client:
                assert len((await client.list_tools()).tools) == 18
                found = await client.call_tool("screen_party", {"name": "Anna Feldt"})
                assert found.structured_content["value"]["mode"] == "evidence"
                told = Heard()

                year = {"first": "2026-01-01", "last": "2026-11-20"}
                ran = await client.call_tool("run_monitoring", {"period": year}, progress_callback=told)
                assert ran.structured_content["value"]["total"] > 20
                assert told.steps
            async with _client(url, issuer.token(scope="other.read"), mode) as client:
                refused = await client.call_tool("screen_party", {"name": "Anna Feldt"})
                assert refused.structured_content["error"]["code"] == "NOT_ENTITLED"


@pytest.mark.component
async def test_stdio_answers_a_caller_with_a_token(tmp_path: Path) -> None:
    issuer = Issuer()
    keys = tmp_path / "keys.json"
    keys.write_bytes(issuer.key_set())
    options = ["--world", str(tmp_path / "world"), "--issuer", ISSUER, "--audience", AUDIENCE, "--jwks-file", str(keys)]
    environment = {"PATH": os.environ["PATH"], "BANK_ACCESS_TOKEN": issuer.token(scope=SCOPE)}
    for mode in MODES:
        started = StdioServerParameters(command=sys.executable, args=["-m", "bank_compliance", "serve", "--stdio", *options], env=environment)
        async with Client(started, mode=mode) as client:
            told = await client.call_tool("get_list_metadata", {"list": "FICTIONAL"})
            assert told.structured_content["value"]["newest"]["published"] == "2026-11-13"


def test_lists_are_named_with_their_folders(tmp_path: Path) -> None:
    assert named_folders((f"OFAC={tmp_path}",)) == {"OFAC": tmp_path}
    assert named_folders(None) == {}
    for wrong in ("OFAC", "OFAC=", "a b=/tmp", f"=={tmp_path}"):
        with pytest.raises(click.UsageError):
            named_folders((wrong,))


@pytest.mark.component
@pytest.mark.timeout(180)
def test_the_commands_of_the_guide_do_what_it_says(tmp_path: Path) -> None:
    guide = (Path(__file__).parents[3] / "docs/servers/compliance.md").read_text()
    blocks = re.findall(r"<!-- run -->\n```sh\n(.*?)^```$", guide, re.DOTALL | re.MULTILINE)
    assert blocks
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    ran = subprocess.run(["bash", "-euo", "pipefail", "-c", "\n".join(blocks)], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "within 5 points" in ran.stdout
