"""Resources under cust://."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError
from mcp_types import TextResourceContents

from bank_customer.masking.fields import ProfileField
from bank_customer.opening import House
from bank_kit.identity.caller import Caller


async def read(client: Client, address: str) -> dict[str, object]:
    async with client:
        [content] = (await client.read_resource(address)).contents
        assert isinstance(content, TextResourceContents)
        found: dict[str, object] = json.loads(content.text)["value"]
        return found


async def test_a_masked_profile_is_masked_whoever_asks(house: House, connect: Callable[[House, Caller], Client], person: Caller) -> None:
    fields = (await read(connect(house, person), "cust://profiles/C-100001/masked"))["fields"]
    assert isinstance(fields, dict)
    assert set(fields) == set(ProfileField)
    assert fields["name"]["value"] == "S**** P****"
    assert fields["tax_id"]["value"] == "***"


@pytest.mark.parametrize(("address", "part"), [("cust://kyc/policy", "review_intervals"), ("cust://data-dictionary", "fields"), ("cust://ropa", "activities")])
async def test_what_the_server_says_of_itself_can_be_read(client: Client, address: str, part: str) -> None:
    assert (await read(client, address))[part]


async def refused(client: Client, address: str) -> str:
    async with client:
        with pytest.raises(MCPError) as caught:
            await client.read_resource(address)
    return caught.value.error.message


@pytest.mark.parametrize("address", ["cust://profiles/C-999999/masked", "cust://profiles/x/masked", "cust://nothing", "cust://profiles/C-100001"])
async def test_what_is_not_there_is_refused(client: Client, address: str) -> None:
    assert await refused(client, address)


async def test_nothing_is_read_without_the_scope(house: House, connect: Callable[[House, Caller], Client], caller: Caller) -> None:
    assert "scope" in await refused(connect(house, replace(caller, scopes=frozenset())), "cust://ropa")
