"""The compliance server behind the official client, in process. Every answer is checked against its outputSchema by the client."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from mcp import Client
from mcp.server.context import ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp_types import CallToolResult, TextContent

from bank_kit.identity.caller import Caller
from bank_kit.labels import SCOPE_KEY, UNTRUSTED_KEY
from bank_kit.offer import Offer
from bank_kit.server import build_server

GUIDE = Path(__file__).parents[3] / "docs/servers/compliance.md"
TOOLS = [
    "screen_party", "screen_payment", "rescreen_delta", "run_monitoring", "trace_funds", "tune_threshold", "get_alert", "disposition_alert", "open_case",
    "draft_sar", "review_sar_draft", "list_sar_drafts", "generate_regulatory_report", "control_status", "export_evidence", "get_list_metadata",
    "review_draft", "list_drafts",
]  # fmt: skip
YEAR = {"first": "2026-01-01", "last": "2026-11-20"}


@pytest.fixture
def client(offer: Offer, anna: Caller) -> Client:
    """As anna; to be entered by the test."""

    async def identify(_: ServerRequestContext) -> Caller:
        return anna

    return Client(build_server(offer, identify))


async def test_each_tool_says_what_it_does_returns_and_needs(client: Client) -> None:
    async with client:
        tools = (await client.list_tools()).tools
        assert [tool.name for tool in tools] == TOOLS
        for tool in tools:
            assert tool.output_schema is not None
            assert (tool.meta or {})[SCOPE_KEY].startswith("compliance.")
            assert tool.description


async def test_answers_fit_their_schemas_and_mark_untrusted_text(client: Client) -> None:
    calls: tuple[tuple[str, dict[str, object]], ...] = (
        ("screen_party", {"name": "Anna Feldt"}),
        ("run_monitoring", {"period": YEAR, "scenarios": ["STRUCTURING", "CYCLE"]}),
        ("trace_funds", {"account": "A-200001", "window": YEAR}),
        ("tune_threshold", {"scenario": "STRUCTURING", "grid": {"deposits": ["4"]}, "period": YEAR}),
        ("control_status", {"framework": "SOX", "control_id": "27", "window": YEAR}),
        ("get_list_metadata", {"list": "FICTIONAL"}),
        ("list_drafts", {}),
    )
    async with client:
        for name, arguments in calls:
            result = await client.call_tool(name, arguments)
            assert not result.is_error, (name, result.structured_content)
            [content] = result.content
            assert isinstance(content, TextContent)
            assert json.loads(content.text) == result.structured_content
        traced = await client.call_tool("trace_funds", {"account": "A-200001", "window": YEAR})
        assert "$.value.hops[*].payee" in (traced.meta or {})[UNTRUSTED_KEY]


@pytest.mark.parametrize(
    ("name", "arguments", "code"),
    [
        ("get_alert", {"alert_id": "x" * 500_000}, "INVALID_ARGUMENT"),
        ("get_alert", {"alert_id": "AL-0000000000000000"}, "UNKNOWN_ID"),
        ("screen_party", {"name": "\u200b"}, "INVALID_ARGUMENT"),
        ("screen_party", {"name": "a " * 100}, "INVALID_ARGUMENT"),
        ("screen_party", {"name": "x", "threshold": "NaN"}, "INVALID_ARGUMENT"),
        ("run_monitoring", {"period": {"first": "2020-01-01", "last": "2026-11-20"}}, "INVALID_ARGUMENT"),
        ("trace_funds", {"account": "A-200001", "window": YEAR, "hops": 10**30}, "INVALID_ARGUMENT"),
        ("screen_payment", {"message": "x" * 300_000}, "INVALID_ARGUMENT"),
        ("draft_sar", {"case_id": "CASE-0000000000000000", "suspect": "known", "idempotency_key": "k" * 8}, "NOT_ENTITLED"),
        ("review_draft", {"draft_id": "D-" + "0" * 24, "verdict": "approve", "reason": "fine"}, "UNKNOWN_ID"),
    ],
)
async def test_bad_input_is_a_typed_error(client: Client, name: str, arguments: dict[str, object], code: str) -> None:
    async with client:
        result = await client.call_tool(name, arguments)
        assert result.is_error
        assert result.structured_content["error"]["code"] == code
        assert len(json.dumps(result.structured_content)) < 900


async def test_resources_refuse_what_is_malformed_unknown_or_not_allowed(client: Client) -> None:
    async with client:
        for address, code in (
            ("comp://cases/CASE-0000000000000000", "UNKNOWN_ID"),
            ("comp://cases/abc", "INVALID_ARGUMENT"),
            ("comp://cases/CASE-0000000000000000/reports", "NOT_ENTITLED"),
            ("comp://controls/GDPR", "UNKNOWN_ID"),
            ("comp://scenarios/NONE", "INVALID_ARGUMENT"),
            ("comp://lists/NONE/version", "UNKNOWN_ID"),
        ):
            with pytest.raises(MCPError) as caught:
                await client.read_resource(address)
            assert caught.value.error.data["code"] == code, address


def test_the_guide_names_all_that_is_on_offer(offer: Offer) -> None:
    guide = GUIDE.read_text()
    names = [tool.name for tool in offer.tools] + [resource.address for resource in offer.resources] + [prompt.name for prompt in offer.prompts]
    assert [name for name in (*names, *offer.scopes()) if f"`{name}`" not in guide] == []


def test_the_worked_example_of_the_guide_works(ask: Callable[..., CallToolResult], anna: Caller, ben: Caller) -> None:
    """Every line `tool {arguments}` of the example, in order; `...` stands for what the line before answered."""
    example = GUIDE.read_text().partition("## A worked example")[2].partition("\n## ")[0]
    lines = [line.strip() for line in example.splitlines() if line.startswith("    ")]
    last: dict[str, str] = {}
    said = []
    for line in lines:
        name, _, text = line.partition(" ")
        for key, value in last.items():
            text = text.replace(f"<{key}>", value)
        found = ask(name, ben if name == "review_draft" else anna, **json.loads(text)).structured_content
        assert "error" not in found, (line, found)
        said.append(name)
        value = found["value"]
        if name == "run_monitoring":
            last["alert"] = value["alerts"][0]["id"]
            last["account"] = value["alerts"][0]["account_id"]
        if isinstance(value, dict) and value.get("draft_id"):
            last["draft"] = value["draft_id"]
    assert said == ["run_monitoring", "get_alert", "trace_funds", "disposition_alert", "disposition_alert", "review_draft", "control_status"]
