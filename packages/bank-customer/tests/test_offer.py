"""The customer server behind the official client, in process. Every answer is checked against its outputSchema by the client."""

import json
from pathlib import Path

import pytest
from mcp import Client
from mcp_types import TextContent, TextResourceContents
from sqlalchemy import Engine

from bank_customer.embedded import plan
from bank_customer.fields import HANDLING
from bank_customer.offer import build_offer
from bank_kit.labels import DATA_CLASSES_KEY, SCOPE_KEY, UNTRUSTED_KEY


async def test_each_tool_carries_hints_and_labels(client: Client) -> None:
    async with client:
        tools = (await client.list_tools()).tools
        assert [tool.name for tool in tools] == ["search_customers", "get_customer_profile", "get_kyc_status"]
        for tool in tools:
            assert tool.annotations is not None
            assert tool.annotations.read_only_hint is True
            assert tool.meta is not None
            assert tool.meta[SCOPE_KEY] == "customer.read"
            assert tool.meta[DATA_CLASSES_KEY]


async def test_the_published_labels_are_those_a_gateway_masks_by(client: Client) -> None:
    async with client:
        published = {tool.name: tool.meta or {} for tool in (await client.list_tools()).tools}
        profile = published["get_customer_profile"]
        assert profile[DATA_CLASSES_KEY] == {f"$.value.fields.{field}.value": handling.data_class for field, handling in HANDLING.items()}
        assert profile[UNTRUSTED_KEY] == ["$.value.fields.name.value", "$.value.fields.note.value"]
        assert published["get_kyc_status"][DATA_CLASSES_KEY] == {
            f"$.value.{name}": "CONFIDENTIAL" for name in ("risk_rating", "risk_score", "risk_factors", "gaps")
        }
        assert published["search_customers"][DATA_CLASSES_KEY] == {
            "$.value.customers[*].masked_name": "PII",
            "$.value.customers[*].customer_id": "CONFIDENTIAL",
        }


async def test_text_and_structure_agree(client: Client) -> None:
    async with client:
        for name, arguments in (
            ("search_customers", {"name": "hask"}),
            ("get_customer_profile", {"customer_id": "C-100001", "fields": ["name", "note"]}),
            ("get_kyc_status", {"customer_id": "C-100001"}),
        ):
            result = await client.call_tool(name, arguments)
            [content] = result.content
            assert isinstance(content, TextContent)
            assert not result.is_error
            assert json.loads(content.text) == result.structured_content


async def test_notes_are_marked_untrusted(client: Client) -> None:
    async with client:
        result = await client.call_tool("get_customer_profile", {"customer_id": "C-100001", "fields": ["note"]})
        assert result.meta is not None
        assert "$.value.fields.note.value" in result.meta[UNTRUSTED_KEY]


@pytest.mark.parametrize(
    ("name", "arguments", "code", "field"),
    [
        ("search_customers", {"name": "%%%"}, "INVALID_ARGUMENT", "name"),
        ("search_customers", {"name": "x" * 500_000}, "INVALID_ARGUMENT", "name"),
        ("search_customers", {"name": "hask", "cursor": "x"}, "INVALID_ARGUMENT", "cursor"),
        ("get_customer_profile", {"customer_id": "C-100001", "fields": ["ssn"]}, "INVALID_ARGUMENT", "fields.0"),
        ("get_customer_profile", {"customer_id": "C-100001", "fields": ["email"], "unmask": ["email"]}, "MASKED_FIELD", "unmask"),
        ("get_kyc_status", {"customer_id": "C-999999"}, "UNKNOWN_ID", "customer_id"),
    ],
)
async def test_bad_input_is_a_typed_error(client: Client, name: str, arguments: dict[str, object], code: str, field: str) -> None:
    async with client:
        result = await client.call_tool(name, arguments)
        assert result.is_error
        assert (result.structured_content["error"]["code"], result.structured_content["error"]["field"]) == (code, field)


async def test_the_policy_and_the_briefing_are_there(client: Client) -> None:
    async with client:
        [content] = (await client.read_resource("cust://kyc/policy")).contents
        assert isinstance(content, TextResourceContents)
        assert json.loads(content.text)["value"]["enhanced_from_score"] == 40
        prompt = await client.get_prompt("rm_briefing_masked", {"customer_id": "C-100001"})
        assert isinstance(prompt.messages[0].content, TextContent)
        assert "C-100001" in prompt.messages[0].content.text


def test_the_guide_names_all_that_is_on_offer(engine: Engine) -> None:
    guide = (Path(__file__).parents[3] / "docs/servers/customer.md").read_text()
    offer = build_offer(engine, plan(42))
    names = [tool.name for tool in offer.tools] + [resource.address for resource in offer.resources] + [prompt.name for prompt in offer.prompts]
    assert [name for name in (*names, *offer.scopes(), *HANDLING) if f"`{name}`" not in guide] == []


async def test_the_worked_example_of_the_guide_works(client: Client) -> None:
    guide = (Path(__file__).parents[3] / "docs/servers/customer.md").read_text()
    async with client:
        search = json.loads(guide.partition("\n    search_customers ")[2].partition("\n")[0])
        [found] = (await client.call_tool("search_customers", search)).structured_content["value"]["customers"]
        assert (found["customer_id"], found["masked_name"]) == ("C-100001", "I** H****")
        profile = json.loads(guide.partition("\n    get_customer_profile ")[2].partition("\n")[0])
        fields = (await client.call_tool("get_customer_profile", profile)).structured_content["value"]["fields"]
        assert fields["email"]["value"] == "i***@i***.example"
