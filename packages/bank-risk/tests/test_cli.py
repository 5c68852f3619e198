"""The risk server as a process, over real HTTP and real pipes, in both eras of the protocol."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

import httpx2
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import MCPError

from bank_kit.testing import AUDIENCE, ISSUER, Issuer, bearer, running

pytestmark = pytest.mark.component

Mode = Literal["auto", "legacy"]
SCOPE = "risk.read"


@asynccontextmanager
async def _client(url: str, token: str, mode: Mode) -> AsyncIterator[Client]:
    async with httpx2.AsyncClient(headers=dict(bearer(token)), timeout=60) as http, Client(streamable_http_client(url, http_client=http), mode=mode) as client:
        yield client


async def test_the_served_tools_answer_in_both_eras(folder: Path, tmp_path: Path) -> None:
    issuer = Issuer()
    async with running("bank_risk", "--world", str(folder), folder=tmp_path, issuer=issuer) as url:
        answers = []
        for mode in ("auto", "legacy"):
            async with _client(url, issuer.token(scope=SCOPE), mode) as client:
                assert {"calc_var_es", "calc_ima_es", "backtest_var", "run_stress_test", "calc_saccr_ead", "get_counterparty_exposure"} <= {
                    tool.name for tool in (await client.list_tools()).tools
                }
                answers.append((await client.call_tool("calc_var_es", {"book": "BOOK-05"})).structured_content)
            async with _client(url, issuer.token(scope="other.read"), mode) as client:
                refused = await client.call_tool("calc_saccr_ead", {})
                assert refused.structured_content["error"]["code"] == "NOT_ENTITLED"
        assert answers[0] == answers[1]


async def test_a_long_run_tells_its_progress(folder: Path, tmp_path: Path) -> None:
    issuer = Issuer()
    seen: list[tuple[float, float | None]] = []

    async def watch(progress: float, total: float | None, message: str | None) -> None:
        seen.append((progress, total))

    async with running("bank_risk", "--world", str(folder), folder=tmp_path, issuer=issuer) as url, _client(url, issuer.token(scope=SCOPE), "legacy") as client:
        result = await client.call_tool("calc_var_es", {"method": "mc", "scenarios": 30_000}, progress_callback=watch)
        assert not result.is_error
        assert seen
        assert seen == sorted(seen)


async def test_stdio_answers_a_caller_with_a_token_and_nobody_else(folder: Path, tmp_path: Path) -> None:
    issuer = Issuer()
    keys = tmp_path / "keys.json"
    keys.write_bytes(issuer.key_set())
    common = ["-m", "bank_risk", "serve", "--stdio", "--world", str(folder), "--issuer", ISSUER, "--audience", AUDIENCE, "--jwks-file", str(keys)]
    environment = {"PATH": os.environ["PATH"]}
    token = issuer.token(scope=SCOPE)
    for mode in ("auto", "legacy"):
        with_token = StdioServerParameters(command=sys.executable, args=common, env=environment | {"BANK_ACCESS_TOKEN": token})
        async with Client(with_token, mode=mode) as client:
            assert (await client.call_tool("calc_saccr_ead", {})).structured_content["value"]["alpha"] == 1.4
    async with Client(StdioServerParameters(command=sys.executable, args=common, env=environment), mode="legacy") as client:
        with pytest.raises(MCPError) as caught:
            await client.call_tool("calc_saccr_ead", {})
        assert caught.value.code == 401


async def test_an_idle_server_has_loaded_no_calculator(folder: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from bank_kit.place import Place; from bank_kit.world.size import Size; "
        "from bank_risk.offer import build_offer, open_runs; "
        f"build_offer(open_runs(Place(folder=Path({str(folder)!r}), size=Size.S, seed=42))); "
        "print([name for name in ('numpy', 'scipy', 'duckdb', 'QuantLib') if name in sys.modules])"
    )
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", program, stdout=asyncio.subprocess.PIPE)
    said, _ = await process.communicate()
    assert said.decode().strip() == "[]"
