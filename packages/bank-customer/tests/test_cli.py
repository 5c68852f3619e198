"""The customer server as a process, over real HTTP, about the customers finance keeps accounts for."""

from pathlib import Path
from typing import Literal

import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from bank_kit.testing import Issuer, bearer, running
from bank_kit.world.build import build_world

pytestmark = pytest.mark.component


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_the_served_tools_answer(tmp_path: Path, mode: Literal["auto", "legacy"]) -> None:
    issuer = Issuer()
    account = build_world(42).accounts[10]
    async with (
        running("bank_customer", "--world", str(tmp_path / "world"), folder=tmp_path, issuer=issuer) as url,
        httpx2.AsyncClient(headers=dict(bearer(issuer.token(scope="customer.read")))) as http,
        httpx2.AsyncClient() as stranger,
        Client(streamable_http_client(url, http_client=http), mode=mode) as client,
    ):
        status = await client.call_tool("get_kyc_status", {"customer_id": account.customer_id})
        assert status.structured_content["value"]["customer_id"] == account.customer_id
        assert (await stranger.post(url, json={})).status_code == 401
