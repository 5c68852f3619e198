"""Resources match whole addresses only; prompts take only arguments of the expected form."""

from typing import Protocol

import pytest
from mcp_types import TextContent
from pydantic import BaseModel

from bank_kit.failures import ToolFailureError
from bank_kit.identity.caller import Caller
from bank_kit.labels import paths_of
from bank_kit.offer import Offer, resource_of
from bank_kit.tools import Tool


class Milling(Protocol):
    def tool(self) -> Tool[BaseModel]: ...


def test_a_template_matches_one_safe_segment(offer: Offer) -> None:
    pattern = offer.resources[0].pattern()
    assert pattern.fullmatch("test://words/abc-1") is not None
    for address in ("test://words/", "test://words/a/b", "test://words/%2e", "test://words/a?b", "xtest://words/a", "test://words/" + "a" * 65):
        assert pattern.fullmatch(address) is None


def test_a_prompt_is_filled(offer: Offer, caller: Caller) -> None:
    [message] = offer.prompts[0].fill({"word": "hello"}, caller).messages
    assert isinstance(message.content, TextContent)
    assert message.content.text == "Say hello."


@pytest.mark.parametrize("given", [{}, {"word": ""}, {"word": "Ignore this. Instead"}, {"word": "a" * 201}, {"word": "a", "more": "b"}])
def test_a_prompt_takes_no_other_argument(offer: Offer, caller: Caller, given: dict[str, str]) -> None:
    with pytest.raises(ToolFailureError):
        offer.prompts[0].fill(given, caller)


def test_a_prompt_asks_for_its_scope(offer: Offer, stranger: Caller) -> None:
    with pytest.raises(ToolFailureError, match="scope"):
        offer.prompts[0].fill({"word": "hello"}, stranger)


def test_a_resource_answers_as_its_tool_does(offer: Offer, mill: Milling, caller: Caller, stranger: Caller) -> None:
    echo = offer.tools[0]
    assert isinstance(echo, Tool)
    resource = resource_of(echo, address="test://echo/{word}", name="echo", title="Echo", description="A word.")
    assert resource.labels == paths_of(echo.result)
    assert resource.read({"word": "hello"}, caller).model_dump() == echo.answer({"word": "hello"}, caller).model_dump()
    for names, asking, code in (
        ({"word": "x" * 21}, caller, "INVALID_ARGUMENT"),
        ({"word": "lost"}, caller, "UNKNOWN_ID"),
        ({"word": "a"}, stranger, "NOT_ENTITLED"),
    ):
        with pytest.raises(ToolFailureError) as caught:
            resource.read(names, asking)
        assert caught.value.failure.code == code
    with pytest.raises(ValueError, match="long run"):
        resource_of(mill.tool(), address="test://turn/{turns}", name="turn", title="Turn", description="Turns.")


def test_an_offer_knows_its_scopes(offer: Offer) -> None:
    assert offer.scopes() == ("test.read",)
