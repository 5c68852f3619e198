"""A delivery loaded beside a running server is in its next answer; valuations report progress over the wire."""

import asyncio
import json
import sys
from pathlib import Path

import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from bank_kit.testing import Issuer, bearer, running

pytestmark = pytest.mark.component
LINES = "instrument,field,date,price\nQZ0000000249,close,2026-11-20,100.5\nQZ0000000249,close,2026-11-23,101\nQZ0000000017,close,2026-11-20,1\n"


async def _load(world: Path, file: Path) -> tuple[int | None, dict[str, object]]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bank_finance", "feed", "load", str(file), "--format", "csv", "--as-of", "2026-11-20", "--world", str(world),
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    said, _ = await process.communicate()
    told: dict[str, object] = json.loads(said)
    return process.returncode, told


async def test_a_delivery_mends_a_lost_feed_while_the_server_runs(tmp_path: Path) -> None:
    issuer, world, file = Issuer(), tmp_path / "world", tmp_path / "prices.csv"
    file.write_text(LINES)
    heard: list[float] = []

    async def listen(progress: float, total: float | None, message: str | None) -> None:
        del total, message
        heard.append(progress)

    async with (
        running("bank_finance", "--world", str(world), folder=tmp_path, issuer=issuer) as url,
        httpx2.AsyncClient(headers=dict(bearer(issuer.token(scope="finance.read")))) as http,
        Client(streamable_http_client(url, http_client=http)) as client,
    ):
        asked = {"instrument": "QZ0000000249"}
        before = await client.call_tool("get_market_data", asked)
        code, told = await _load(world, file)
        assert (code, told["accepted"], told["rejected"]) == (2, 1, {"future_date": 1, "conflict": 1})
        after = await client.call_tool("get_market_data", asked)
        assert (before.structured_content["value"]["stale"], after.structured_content["value"]["stale"]) == (True, False)
        assert (await _load(world, file))[1]["repeated"] is True
        ladder = {"isin": "QZ0000000249", "bumps": {"key_rates": "each_pillar"}}
        priced = await client.call_tool("price_instrument", ladder, progress_callback=listen)
        assert priced.structured_content["value"]["market"]["clean_price"] == 100.5
        assert heard == sorted(heard) and heard
