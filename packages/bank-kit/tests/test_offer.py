"""Resources match whole addresses only; prompts take only arguments of the expected form."""

import pytest
from mcp_types import TextContent

from bank_kit.failures import ToolFailureError
from bank_kit.identity.caller import Caller
from bank_kit.offer import Offer


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


def test_an_offer_knows_its_scopes(offer: Offer) -> None:
    assert offer.scopes() == ("test.read",)
