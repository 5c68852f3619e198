"""The customer server behind the official client, in process. Every answer is checked against its outputSchema by the client."""

import asyncio
import json
import os
import re
import sys
from pathlib import Path

import pytest
from mcp import Client
from mcp_types import TextContent

from bank_customer.masking.fields import ProfileField
from bank_customer.offer import build_offer
from bank_customer.opening import House
from bank_kit.labels import UNTRUSTED_KEY

TOOLS = {
    "search_customers", "get_customer_profile", "get_kyc_status", "get_risk_rating_explanation", "get_relationships", "get_transaction_summary",
    "get_consents", "request_unmask", "create_dsr_package", "update_kyc_note", "find_duplicates", "review_draft", "list_drafts",
}  # fmt: skip


async def test_all_is_there(client: Client) -> None:
    async with client:
        assert {tool.name for tool in (await client.list_tools()).tools} == TOOLS
        fixed = {str(resource.uri) for resource in (await client.list_resources()).resources}
        patterns = {template.uri_template for template in (await client.list_resource_templates()).resource_templates}
    assert fixed == {"cust://kyc/policy", "cust://data-dictionary", "cust://ropa"}
    assert patterns == {"cust://profiles/{id}/masked", "cust://dsr/{id}", "cust://dsr/{id}/bundle", "cust://drafts/{id}"}


async def test_text_and_structure_agree(client: Client) -> None:
    about = {"customer_id": "C-100003"}
    async with client:
        for name, arguments in (
            ("search_customers", {"name": "pellh"}),
            ("get_customer_profile", about | {"fields": [field.value for field in ProfileField]}),
            ("get_kyc_status", about),
            ("get_risk_rating_explanation", about),
            ("get_relationships", about | {"depth": 3}),
            ("get_transaction_summary", about | {"window": "365"}),
            ("get_consents", about),
            ("find_duplicates", about),
            ("list_drafts", {}),
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
        ("search_customers", {"name": ["a"] * 10_000}, "INVALID_ARGUMENT", "name"),
        ("get_customer_profile", {"customer_id": "C-100001", "fields": ["ssn"]}, "INVALID_ARGUMENT", "fields.0"),
        ("get_customer_profile", {"customer_id": "C-100001", "fields": ["email"], "unmask": ["email"]}, "MASKED_FIELD", "unmask"),
        ("get_customer_profile", {"customer_id": "C-100001", "purpose": "curiosity"}, "INVALID_ARGUMENT", "purpose"),
        ("get_kyc_status", {"customer_id": "C-999999"}, "UNKNOWN_ID", "customer_id"),
        ("get_kyc_status", {"customer_id": {"$ne": None}}, "INVALID_ARGUMENT", "customer_id"),
        ("get_relationships", {"customer_id": "C-100001", "depth": 4}, "INVALID_ARGUMENT", "depth"),
        ("get_relationships", {"customer_id": "C-100001", "depth": float("nan")}, "INVALID_ARGUMENT", "depth"),
        ("get_transaction_summary", {"customer_id": "C-100001", "window": "9999"}, "INVALID_ARGUMENT", "window"),
        ("get_consents", {"customer_id": "C-100001' OR 1=1"}, "INVALID_ARGUMENT", "customer_id"),
        ("update_kyc_note", {"customer_id": "C-100001", "note": "abc", "idempotency_key": "k-0000001"}, "NOT_ENTITLED", None),
    ],
)  # fmt: skip
async def test_bad_input_is_a_typed_error(client: Client, name: str, arguments: dict[str, object], code: str, field: str | None) -> None:
    async with client:
        result = await client.call_tool(name, arguments)
    assert result.is_error
    assert (result.structured_content["error"]["code"], result.structured_content["error"]["field"]) == (code, field)


def test_the_guide_names_all_that_is_on_offer(house: House) -> None:
    guide = (Path(__file__).parents[3] / "docs/servers/customer.md").read_text()
    offer = build_offer(house)
    names = [tool.name for tool in offer.tools] + [resource.address for resource in offer.resources] + [prompt.name for prompt in offer.prompts]
    assert [name for name in (*names, *offer.scopes(), *ProfileField) if f"`{name}`" not in guide] == []


@pytest.mark.component
async def test_the_worked_example_of_the_guide_runs(tmp_path: Path) -> None:
    guide = (Path(__file__).parents[3] / "docs/servers/customer.md").read_text()
    runs = re.findall(r"<!-- run -->\n```(python|sh)\n(.*?)^```$", guide, re.DOTALL | re.MULTILINE)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    said = ""
    for language, text in runs:
        command = (sys.executable, "-c", text) if language == "python" else ("bash", "-euc", text)
        process = await asyncio.create_subprocess_exec(
            *command, cwd=tmp_path, env=os.environ | {"PATH": path}, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
        )
        out, err = await process.communicate()
        assert process.returncode == 0, err.decode()
        said += out.decode()
    lines = said.splitlines()
    assert lines[0] == "C-100001 S**** P****"
    assert lines[1] == "{'email': 's***@m***.example', 'date_of_birth': '2000-2009', 'segment': 'PRIVATE'}"
    assert "('C-100359', '0.5', 'OWNERSHIP')" in lines[2]
    assert lines[3].startswith("blocked_by_retention ['Algemene wet")
    assert lines[4] == "SAME_PERSON"
    assert re.fullmatch(r"756 data keys wrapped by kek-2-[0-9a-f]{8}", lines[5])
