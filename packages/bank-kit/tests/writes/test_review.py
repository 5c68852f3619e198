"""Drafts behind the official client: tools, resource, labels and hints."""

from typing import Protocol

import pytest
from mcp import Client
from mcp.server.context import ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp_types import TextResourceContents

from bank_kit.identity.caller import Caller
from bank_kit.labels import DATA_CLASSES_KEY, SCOPE_KEY, UNTRUSTED_KEY
from bank_kit.offer import Offer
from bank_kit.server import build_server
from bank_kit.writes.drafts import Drafts
from bank_kit.writes.review import Review


class Cast(Protocol):
    maker: Caller
    checker: Caller
    reader: Caller


@pytest.fixture
def review(drafts: Drafts) -> Review:
    return Review(server="test", scheme="test", read_scope="test.read", drafts=drafts)


def _client(review: Review, caller: Caller) -> Client:
    async def identify(_: ServerRequestContext) -> Caller:
        return caller

    offer = Offer(name="t", title="T", version="1", instructions="None.", tools=review.tools(), resources=(review.resource(),), prompts=())
    return Client(build_server(offer, identify))


async def test_hints_scopes_and_labels_are_published(review: Review, cast: Cast) -> None:
    async with _client(review, cast.checker) as client:
        decide, listed = (await client.list_tools()).tools
    assert decide.annotations is not None
    assert listed.annotations is not None
    assert (decide.annotations.read_only_hint, decide.annotations.idempotent_hint) == (False, True)
    assert listed.annotations.read_only_hint is True
    assert decide.meta is not None
    assert decide.meta[SCOPE_KEY] == "test.approve"
    assert decide.meta[DATA_CLASSES_KEY] == {"$.value.payload": "CONFIDENTIAL"}
    assert decide.meta[UNTRUSTED_KEY] == ["$.value.payload", "$.value.history[*].reason"]


async def test_a_draft_is_listed_read_and_decided(review: Review, drafts: Drafts, cast: Cast) -> None:
    draft = drafts.propose("override", {"limit": "L-1"}, cast.maker, "key-00001")
    async with _client(review, cast.checker) as client:
        listed = (await client.call_tool("list_drafts", {"state": "draft"})).structured_content
        assert [each["id"] for each in listed["value"]["drafts"]] == [draft.id]
        decided = (await client.call_tool("review_draft", {"draft_id": draft.id, "verdict": "approve", "reason": "fits"})).structured_content
        assert decided["value"]["state"] == "approved"
        [content] = (await client.read_resource(f"test://drafts/{draft.id}")).contents
        assert isinstance(content, TextResourceContents)
        assert '"state":"approved"' in content.text


async def test_refusals_are_typed(review: Review, drafts: Drafts, cast: Cast) -> None:
    draft = drafts.propose("override", {"limit": "L-1"}, cast.maker, "key-00001")
    asked = {"draft_id": draft.id, "verdict": "approve", "reason": "fits"}
    async with _client(review, cast.reader) as client:
        assert (await client.call_tool("review_draft", asked)).structured_content["error"]["code"] == "NOT_ENTITLED"
        with pytest.raises(MCPError) as caught:
            await client.read_resource(f"test://drafts/{draft.id}")
        assert caught.value.error.data["code"] == "UNKNOWN_ID"
    async with _client(review, cast.checker) as client:
        for bad in ({"draft_id": "D-1"}, {"verdict": "maybe"}, {"reason": "x"}, {"reason": "x" * 1001}, {"more": 1}):
            assert (await client.call_tool("review_draft", asked | bad)).structured_content["error"]["code"] == "INVALID_ARGUMENT"
