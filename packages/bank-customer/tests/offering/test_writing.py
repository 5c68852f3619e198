"""The tools that draft say that they write, and take a key."""

from mcp import Client

from bank_kit.labels import SCOPE_KEY


async def test_each_writes_needs_the_scope_and_a_key(client: Client) -> None:
    async with client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    for name in ("request_unmask", "update_kyc_note", "create_dsr_package"):
        annotations = tools[name].annotations
        assert annotations is not None
        assert annotations.read_only_hint is False
        assert (tools[name].meta or {})[SCOPE_KEY] == "customer.write"
        assert "idempotency_key" in tools[name].input_schema["required"]
