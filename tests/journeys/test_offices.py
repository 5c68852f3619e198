"""Four bank servers behind one door: whatever they offer is for somebody, suspicion is for few, long work can be watched and stopped, and two people decide."""

import asyncio
import json
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from mcp import Client, MCPError
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.types import CallToolResult
from staging.bank import SERVERS, content, part, signed_in, token, words
from staging.clients import Mode, connected

from strongroom.app.client import Caller
from strongroom.app.demo.stage import Stage
from strongroom.app.users import user_of
from strongroom.audit.lookup import latest
from strongroom.core.json import Json
from strongroom.identity.development.login import Wish, login
from strongroom.identity.development.users import SEED

pytestmark = [pytest.mark.component, pytest.mark.timeout(240)]

MODES: list[Mode] = ["auto", "legacy"]
SCOPE = "bank.example/scope"
HEAVY = {"counterparty": "", "paths": 10_000, "window_days": 2_500}
PLAIN: tuple[tuple[str, str, dict[str, Json]], ...] = (
    ("risk", "calc_var_es", {"split": "id", "parts_shown": 100}),
    ("risk", "calc_saccr_ead", {"sets_shown": 100}),
    ("risk", "calc_lcr", {}),
    ("risk", "get_capital_ratios", {}),
    ("finance", "get_market_data", {"instrument": "QZ0000000249"}),
    ("finance", "get_curve", {"currency": "EUR"}),
    ("finance", "get_positions", {"book": "BOOK-01"}),
)
"""Calls of a risk analyst whose answers hold many figures and identifiers: amounts, LEIs, ISINs, dates, digests."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What a server says it has, asked directly: the scope of each tool and whether it only reads; addresses and prompts."""

    tools: dict[str, tuple[str, bool]]
    resources: set[str]
    prompts: set[str]


@asynccontextmanager
async def alone(bank: Stage, server: str) -> AsyncIterator[Client]:
    """A server without a gateway, over stdio, on the world of the running bank."""
    command = str(Path(sys.executable).parent / f"bank-{server}")
    world = str(bank.settings.state / "bank")
    parameters = StdioServerParameters(command=command, args=["serve", "--stdio", "--insecure-no-auth", "--world", world])
    async with Client(stdio_client(parameters)) as client:
        yield client


async def offer(bank: Stage, server: str) -> Offered:
    """Everything `server` offers."""
    async with alone(bank, server) as client:
        tools = (await client.list_tools()).tools
        resources = {str(one.uri) for one in (await client.list_resources()).resources}
        templates = {one.uri_template for one in (await client.list_resource_templates()).resource_templates}
        prompts = {one.name for one in (await client.list_prompts()).prompts}
    return Offered(
        {tool.name: (str((tool.meta or {})[SCOPE]), tool.annotations is not None and tool.annotations.read_only_hint is True) for tool in tools},
        resources | templates,
        prompts,
    )


async def shown(bank: Stage, name: str) -> tuple[set[str], set[str], set[str]]:
    """What one of the bank's people sees at the door to all servers."""
    async with signed_in(bank, name, "auto") as it:
        tools = {one.name for one in (await it.client.list_tools()).tools}
        resources = {str(one.uri) for one in (await it.client.list_resources()).resources}
        templates = {one.uri_template for one in (await it.client.list_resource_templates()).resource_templates}
        return tools, resources | templates, {one.name for one in (await it.client.list_prompts()).prompts}


async def test_whatever_a_server_offers_is_for_somebody_with_the_scope_it_asks_for(bank: Stage) -> None:
    people = [await shown(bank, user.username) for user in SEED]
    tools, resources, prompts = (set().union(*(one[at] for one in people)) for at in range(3))
    declared = yaml.safe_load((bank.settings.state / "policy.yaml").read_text())["servers"]
    for server in SERVERS:
        offered = await offer(bank, server)
        assert {f"{server}__{name}" for name in offered.tools} == {name for name in tools if name.startswith(f"{server}__")}
        assert offered.resources <= resources
        assert {f"{server}__{name}" for name in offered.prompts} == {name for name in prompts if name.startswith(f"{server}__")}
        for name, (scope, reads) in offered.tools.items():
            said = declared[server]["tools"][name]
            assert scope in said["scopes"], name
            assert said["effect"] == ("read" if reads else "write"), name


@pytest.mark.control("POL-03")
async def test_that_suspicion_is_reported_is_known_to_compliance_officers_alone(bank: Stage) -> None:
    tools = {f"compliance__{name}" for name, (scope, _) in (await offer(bank, "compliance")).tools.items() if scope == "compliance.sar"}
    secret = tools | {"comp://cases/{id}/reports", "comp://report-drafts/{id}", "compliance__sar_narrative"}
    assert "compliance__draft_sar" in tools
    for user in SEED:
        known = set().union(*await shown(bank, user.username)) & secret
        assert known == (secret if "compliance_officer" in user.roles else set()), user.username


@pytest.mark.parametrize("mode", MODES)
async def test_long_work_tells_how_far_it_is_through_the_gateway(bank: Stage, mode: Mode) -> None:
    told: list[float] = []

    async def progress(progress: float, total: float | None, message: str | None) -> None:
        told.append(progress)

    async with signed_in(bank, "rashid", mode) as rashid:
        arguments: dict[str, Json] = {"scenario_id": "fed-2026-severely-adverse", "books_shown": 1, "reverse_loss": "3000000"}
        result = await rashid.client.call_tool("risk__run_stress_test", arguments, progress_callback=progress)
    assert not result.is_error, words(result)
    assert told, "no progress came through"
    assert told == sorted(set(told))


async def counterparty(bank: Stage) -> str:
    """The LEI of one the bank trades with."""
    async with signed_in(bank, "rashid", "auto") as rashid:
        answer = await rashid.client.call_tool("risk__calc_saccr_ead", {"sets_shown": 1})
    return str(part(answer, "value", "netting_sets", 0, "counterparty_lei"))


@pytest.mark.parametrize("mode", MODES)
async def test_long_work_that_its_caller_gives_up_ends_and_is_sealed(bank: Stage, mode: Mode) -> None:
    arguments = HEAVY | {"counterparty": await counterparty(bank), "include_group": True}
    begun: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    async def progress(progress: float, total: float | None, message: str | None) -> None:
        if not begun.done():
            begun.set_result(total or 0)

    async with signed_in(bank, "rashid", mode) as rashid:
        before = len(sealed(bank, "get_counterparty_exposure"))
        work = asyncio.create_task(rashid.client.call_tool("risk__get_counterparty_exposure", arguments, progress_callback=progress))
        async with asyncio.timeout(60):
            steps = await begun
        assert not work.done(), "it was over before it could be given up"
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work
        async with asyncio.timeout(20):
            while len(sealed(bank, "get_counterparty_exposure")) == before:
                await asyncio.sleep(0.1)
    record = sealed(bank, "get_counterparty_exposure")[0]
    # Modern clients hang up; those of the handshake say so in a message, which the server behind answers.
    assert record["outcome"] == ("client_gone" if mode == "auto" else "allowed")
    assert float(str(record["events"])) < steps, "it was let run to its end"


def sealed(bank: Stage, tool: str) -> list[dict[str, Json]]:
    """The records of calls of that tool, newest first."""
    records: list[dict[str, Json]] = [json.loads(one.record) for one in latest(bank.settings.audit.directory, 10_000)]
    return [one for one in records if isinstance(target := one.get("target"), dict) and target.get("name") == tool]


@pytest.mark.parametrize(("server", "tool", "arguments"), PLAIN, ids=[tool for _, tool, _ in PLAIN])
async def test_figures_and_identifiers_pass_the_masks_untouched(bank: Stage, server: str, tool: str, arguments: dict[str, Json]) -> None:
    async with alone(bank, server) as client:
        direct = await client.call_tool(tool, arguments)
    async with signed_in(bank, "rashid", "auto") as rashid:
        governed = await rashid.client.call_tool(f"{server}__{tool}", arguments)
    assert not direct.is_error, words(direct)
    assert content(governed) == content(direct)
    assert words(governed) == words(direct)


async def test_a_draft_is_decided_by_another_person_and_never_by_an_agent(bank: Stage) -> None:
    async with signed_in(bank, "colin", "auto") as colin, signed_in(bank, "clara", "auto") as clara, signed_in(bank, "rita", "auto") as rita:
        note: dict[str, Json] = {"idempotency_key": "journey-note-1", "customer_id": "C-100001", "note": "Source of funds seen and copied to the file."}
        draft = str(part(await colin.client.call_tool("customer__update_kyc_note", note), "value", "id"))
        verdict: dict[str, Json] = {"draft_id": draft, "verdict": "approve", "reason": "the copies are in the file"}
        own = await colin.client.call_tool("customer__review_draft", dict(verdict))
        assert part(own, "error", "code") == "SAME_PERSON"
        with pytest.raises(MCPError, match="Unknown tool"):
            await rita.client.call_tool("customer__review_draft", dict(verdict))
        assert draft in str(content(await clara.client.call_tool("customer__list_drafts", {"state": "draft"})))
        assert part(await clara.client.call_tool("customer__review_draft", dict(verdict)), "value", "state") == "approved"
    async with connected(bank.door, await agent_token(bank, "clara"), "auto") as agent:
        assert not {one.name for one in (await agent.client.list_tools()).tools} & {f"{server}__review_draft" for server in SERVERS}


async def agent_token(bank: Stage, name: str) -> str:
    """Signed in through an application that is no command line: whoever calls with it is an agent."""
    await token(bank, name)
    user = user_of(bank.settings.state, name)
    wish = Wish(
        issuer=bank.issuer, username=name, password=user.password, resource=bank.door, scopes=("customer.read", "customer.approve"), client_id="strongroom-demo"
    )
    return (await login(wish)).access_token


async def test_unmasking_needs_a_purpose_that_its_caller_may_state(bank: Stage) -> None:
    wish: dict[str, Json] = {
        "idempotency_key": "journey-unmask-1",
        "customer_id": "C-100001",
        "fields": ["date_of_birth"],
        "reason": "call back",
        "ticket": "CASE-1001",
    }
    async with signed_in(bank, "rita", "auto") as rita:

        async def asked(purpose: str) -> CallToolResult:
            return await rita.client.call_tool("customer__request_unmask", wish, meta=Caller.meta(purpose))

        for purpose in ("", "fraud_prevention"):
            refused = await asked(purpose)
            assert refused.is_error
            assert "purpose" in words(refused)
        drafted = await asked("account_management")
        assert part(drafted, "value", "state") == "draft", words(drafted)


async def test_the_text_of_a_document_comes_to_who_may_read_it(bank: Stage) -> None:
    async with signed_in(bank, "rita", "auto") as rita:
        found = await rita.client.call_tool("finance__get_document", {"owner": "C-100001"})
        first = str(part(found, "value", "documents", 0, "id"))
        text = await rita.client.call_tool("finance__get_document", {"document": first, "content": "text"})
        assert not text.is_error, words(text)


async def test_a_report_of_suspicion_is_drafted_by_one_officer_and_approved_by_another(bank: Stage) -> None:
    async with signed_in(bank, "colin", "auto") as colin, signed_in(bank, "clara", "auto") as clara:

        async def ask(tool: str, **arguments: Json) -> CallToolResult:
            return await colin.client.call_tool(f"compliance__{tool}", arguments)

        found = await ask("run_monitoring", period={"first": "2026-08-01", "last": "2026-11-20"}, limit=5)
        alert = re.findall(r"AL-[0-9a-f]{16}", words(found))[0]
        await ask("disposition_alert", idempotency_key="journey-sar-1", alert_id=alert, outcome="review", reason="money came and left within a day")
        case = str(part(await ask("open_case", idempotency_key="journey-sar-2", alert_ids=[alert], title="Quick turnover"), "value", "id"))
        drafted = await ask("draft_sar", idempotency_key="journey-sar-3", case_id=case, suspect="known")
        draft = re.findall(r"D-[0-9a-f]{24}", words(drafted))[0]
        verdict: dict[str, Json] = {"draft_id": draft, "verdict": "approve", "reason": "complete as far as known"}
        assert part(await ask("review_sar_draft", **verdict), "error", "code") == "SAME_PERSON"
        assert part(await clara.client.call_tool("compliance__review_sar_draft", verdict), "value", "state") == "approved"
