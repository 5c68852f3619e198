"""The tools that read say so, need to read, and publish how sensitive what they answer is."""

from mcp import Client

from bank_kit.labels import DATA_CLASSES_KEY, SCOPE_KEY, UNTRUSTED_KEY

READING = (
    "search_customers", "get_customer_profile", "get_kyc_status", "get_risk_rating_explanation", "get_consents", "get_relationships",
    "get_transaction_summary", "find_duplicates",
)  # fmt: skip


async def test_each_carries_hints_and_labels(client: Client) -> None:
    async with client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    for name in READING:
        tool = tools[name]
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint is True
        assert tool.meta is not None
        assert tool.meta[SCOPE_KEY] == "customer.read"
        assert tool.meta[DATA_CLASSES_KEY] or name == "get_consents"


async def test_the_published_labels_are_those_a_gateway_masks_by(client: Client) -> None:
    async with client:
        published = {tool.name: tool.meta or {} for tool in (await client.list_tools()).tools}
    profile = published["get_customer_profile"]
    assert profile[DATA_CLASSES_KEY]["$.value.fields.date_of_birth.value"] == "PII_SENSITIVE"
    assert profile[UNTRUSTED_KEY] == ["$.value.fields.name.value", "$.value.fields.note.value"]
    assert published["get_kyc_status"][DATA_CLASSES_KEY] == {
        f"$.value.{name}": "CONFIDENTIAL" for name in ("risk_rating", "risk_score", "risk_factors", "gaps")
    }
    assert published["search_customers"][DATA_CLASSES_KEY] == {
        "$.value.customers[*].masked_name": "PII",
        "$.value.customers[*].customer_id": "CONFIDENTIAL",
    }
