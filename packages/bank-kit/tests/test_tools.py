"""A tool answers in an envelope, or says why not, in the same words as text and as structure."""

import json

from mcp_types import CallToolResult, TextContent

from bank_kit.identity.caller import Caller
from bank_kit.labels import DATA_CLASSES_KEY, SCOPE_KEY, UNTRUSTED_KEY
from bank_kit.offer import Offer


def _text(result: CallToolResult) -> object:
    [content] = result.content
    assert isinstance(content, TextContent)
    return json.loads(content.text)


def test_text_and_structure_agree(offer: Offer, caller: Caller) -> None:
    result = offer.tools[0].call({"word": "hello"}, caller)
    assert not result.is_error
    assert result.structured_content["value"] == {"word": "hello", "by": "anna"}
    assert _text(result) == result.structured_content


def test_untrusted_text_is_marked_on_each_answer(offer: Offer, caller: Caller) -> None:
    assert offer.tools[0].call({"word": "hello"}, caller).meta == {UNTRUSTED_KEY: ["$.value.word"]}


def test_a_caller_without_the_scope_gets_nothing(offer: Offer, stranger: Caller) -> None:
    result = offer.tools[0].call({"word": "hello"}, stranger)
    assert result.is_error
    assert result.structured_content["error"]["code"] == "NOT_ENTITLED"
    assert "test.read" in result.structured_content["error"]["allowed"]


def test_bad_arguments_are_a_typed_error(offer: Offer, caller: Caller) -> None:
    for raw in ({}, {"word": 7}, {"word": "x" * 21}, {"word": "x", "other": 1}):
        result = offer.tools[0].call(raw, caller)
        assert result.is_error
        assert result.structured_content["error"]["code"] == "INVALID_ARGUMENT"
        assert _text(result) == result.structured_content


def test_a_known_failure_keeps_its_code(offer: Offer, caller: Caller) -> None:
    assert offer.tools[0].call({"word": "lost"}, caller).structured_content["error"]["code"] == "UNKNOWN_ID"


def test_the_description_carries_hints_schema_and_labels(offer: Offer) -> None:
    described = offer.tools[0].describe()
    assert described.annotations is not None
    assert described.annotations.read_only_hint is True
    assert described.output_schema is not None
    assert described.meta == {DATA_CLASSES_KEY: {"$.value.word": "PII"}, UNTRUSTED_KEY: ["$.value.word"], SCOPE_KEY: "test.read"}
