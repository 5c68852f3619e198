"""The real platform: gateway, development identity provider and four bank servers, used by the official client as people of different roles use it."""

import asyncio
import json
from pathlib import Path

import pytest
from mcp import MCPError
from mcp.types import CallToolResult, TextResourceContents
from staging.bank import part, signed_in, words
from staging.clients import Connected, Mode

from strongroom.app.demo.stage import Stage
from strongroom.audit.lookup import latest, lookup
from strongroom.audit.verify import verify

pytestmark = [pytest.mark.component, pytest.mark.timeout(120)]

ACCOUNT = {"account": "A-200001"}
MODES: list[Mode] = ["auto", "legacy"]


async def tools(it: Connected) -> set[str]:
    return {tool.name for tool in (await it.client.list_tools()).tools}


def iban(result: CallToolResult) -> str:
    return str(part(result, "value", "iban"))


@pytest.mark.control("POL-03")
@pytest.mark.parametrize("mode", MODES)
async def test_two_people_at_once_see_two_banks(bank: Stage, mode: Mode) -> None:
    async with signed_in(bank, "rita", mode) as rita, signed_in(bank, "rashid", mode) as rashid, signed_in(bank, "ada", mode) as ada:
        hers, his, audits = await asyncio.gather(tools(rita), tools(rashid), tools(ada))
        assert "customer__search_customers" in hers
        assert "customer__search_customers" not in his
        assert hers != his != audits
        clear, masked = await asyncio.gather(
            rita.client.call_tool("finance__get_account", dict(ACCOUNT)), rashid.client.call_tool("finance__get_account", dict(ACCOUNT))
        )
        assert "*" not in iban(clear)
        assert "*" in iban(masked)
        assert iban(clear) not in words(masked) + str(masked)
        refused = await refusal(ada, "finance__get_account", dict(ACCOUNT))
        missing = await refusal(ada, "finance__no_such_tool", {})
        assert refused.replace("get_account", "X") == missing.replace("no_such_tool", "X")


async def refusal(it: Connected, tool: str, arguments: dict[str, str]) -> str:
    with pytest.raises(MCPError) as refused:
        await it.client.call_tool(tool, arguments)
    return refused.value.error.message


@pytest.mark.parametrize("mode", MODES)
async def test_resources_and_prompts_of_the_bank(bank: Stage, mode: Mode) -> None:
    async with signed_in(bank, "rita", mode) as rita, signed_in(bank, "tara", mode) as tara:
        seen = {str(one.uri) for one in (await tara.client.list_resources()).resources}
        assert "bank://ref/currencies" in seen
        assert not [uri for uri in seen if uri.startswith("cust://")]
        (content,) = (await tara.client.read_resource("bank://ref/currencies")).contents
        assert isinstance(content, TextResourceContents) and "EUR" in content.text
        with pytest.raises(MCPError) as hidden:
            await tara.client.read_resource("cust://kyc/policy")
        assert hidden.value.error.message == "Resource not found"
        prompts = {prompt.name for prompt in (await rita.client.list_prompts()).prompts}
        assert "finance__statement_summary_for_rm" in prompts
        assert [prompt.name for prompt in (await tara.client.list_prompts()).prompts] == ["finance__eod_pnl_explain"]


@pytest.mark.parametrize("mode", MODES)
async def test_a_servers_own_door_has_its_own_tokens_and_plain_names(bank: Stage, mode: Mode) -> None:
    async with signed_in(bank, "colin", mode, "customer") as colin:
        assert {"get_customer_profile", "get_kyc_status", "search_customers"} <= await tools(colin)
    async with signed_in(bank, "rita", mode, "finance") as rita:
        assert "get_account" in await tools(rita)
        assert iban(await rita.client.call_tool("get_account", dict(ACCOUNT)))


@pytest.mark.control("AUD-01")
async def test_every_call_of_the_day_is_sealed_once_and_the_log_holds_no_account_number(bank: Stage) -> None:
    async with signed_in(bank, "rita", "auto") as rita:
        number = iban(await rita.client.call_tool("finance__get_account", dict(ACCOUNT)))
        await rita.client.call_tool("finance__get_account", {"account": "A-999999999"})
        calls = list(rita.calls)
    log = bank.settings.audit.directory
    sealed = [str(json.loads(one.record).get("call")) for one in latest(log, 100_000)]
    assert all(sealed.count(call) == 1 for call in calls)
    assert lookup(log, calls[-1]) is not None
    assert verify(log).whole
    state: Path = bank.settings.state
    written = [path.read_bytes() for path in (*log.rglob("*"), *state.glob("*.log"), *(state / "servers").glob("*.log")) if path.is_file()]
    assert not [1 for content in written if number.encode() in content]
