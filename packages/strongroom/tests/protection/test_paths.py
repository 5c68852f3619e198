"""JSONPath, the plain way and the library's way alike."""

import jsonpath_rfc9535
import pytest

from strongroom.core.json import JsonObject
from strongroom.protection.paths import JsonPath

DOCUMENT: JsonObject = {"structuredContent": {"accounts": [{"iban": "A", "n": 1}, {"iban": "B"}], "owner": {"email": "x"}}, "content": [{"text": "t"}]}


@pytest.mark.parametrize(
    "query",
    [
        "$.structuredContent.accounts[*].iban",
        "$..iban",
        "$.structuredContent['owner'].email",
        "$.content[0].text",
        "$.nothing.here",
        "$.structuredContent.*",
        "$.content[-1].text",
        "$.structuredContent.accounts[?@.n].iban",
    ],
)
def test_every_query_finds_what_the_library_finds(query: str) -> None:
    wanted = [(tuple(node.location), node.value) for node in jsonpath_rfc9535.compile(query).find(DOCUMENT)]
    assert JsonPath(query).find(DOCUMENT) == wanted


def test_a_text_that_is_no_path_says_so() -> None:
    with pytest.raises(ValueError, match="no JSONPath"):
        JsonPath("structuredContent.iban")


def test_a_query_knows_which_members_it_could_reach() -> None:
    assert JsonPath("$.structuredContent.x").reaches("structuredContent")
    assert JsonPath("$..x").reaches("structuredContent")
    assert JsonPath("$.*.x").reaches("structuredContent")
    assert not JsonPath("$.content[*].text").reaches("structuredContent")
