"""The customer server as a process, over real HTTP and stdio, and its commands."""

import sys
from pathlib import Path
from typing import Literal

import httpx2
import pytest
from click.testing import CliRunner
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamable_http_client

from bank_customer.cli import main
from bank_customer.opening import House, open_house
from bank_kit.place import Place
from bank_kit.testing import Issuer, bearer, running
from bank_kit.world.size import Size


@pytest.mark.component
@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_the_served_tools_answer(built: Path, tmp_path: Path, mode: Literal["auto", "legacy"]) -> None:
    issuer = Issuer()
    async with (
        running("bank_customer", "--world", str(built), folder=tmp_path, issuer=issuer) as url,
        httpx2.AsyncClient(headers=dict(bearer(issuer.token(scope="customer.read")))) as http,
        httpx2.AsyncClient() as stranger,
        Client(streamable_http_client(url, http_client=http), mode=mode) as client,
    ):
        status = await client.call_tool("get_kyc_status", {"customer_id": "C-100001"})
        assert status.structured_content["value"]["customer_id"] == "C-100001"
        assert (await stranger.post(url, json={})).status_code == 401


@pytest.mark.component
async def test_it_speaks_over_standard_input_and_output(built: Path) -> None:
    arguments = ["-m", "bank_customer", "serve", "--stdio", "--insecure-no-auth", "--world", str(built)]
    async with Client(stdio_client(StdioServerParameters(command=sys.executable, args=arguments))) as client:
        found = await client.call_tool("search_customers", {"name": "pellhovel"})
        assert found.structured_content["value"]["customers"]


def test_keys_are_rotated_by_command(own_house: House, tmp_path: Path) -> None:
    old = own_house.keys.current
    said = CliRunner().invoke(main, ["rotate-keys", "--world", str(tmp_path)])
    assert said.exit_code == 0
    assert said.output.startswith("756 data keys wrapped by kek-2-")
    after = open_house(Place(folder=tmp_path, size=Size.S, seed=42))
    assert old not in after.keys.names()


def test_a_command_that_cannot_open_the_keys_says_so(own_house: House, tmp_path: Path) -> None:
    (tmp_path / "customer-keys.json").write_text("{}")
    said = CliRunner().invoke(main, ["rotate-keys", "--world", str(tmp_path)])
    assert said.exit_code == 1
    assert "--key-file" in said.output
