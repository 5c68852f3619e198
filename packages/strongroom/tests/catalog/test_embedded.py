"""The catalog."""

import pytest
from pydantic import ValidationError

from strongroom.catalog.embedded import Catalog
from strongroom.catalog.settings import ServerSettings


def server(name: str, *resources: str) -> ServerSettings:
    return ServerSettings(name=name, urls=(f"http://{name}/mcp",), resources=resources)


def test_servers_are_found_by_name_and_kept_in_order() -> None:
    catalog = Catalog([server("risk"), server("finance")])
    assert [one.name for one in catalog.servers()] == ["risk", "finance"]
    assert catalog.server("finance") is catalog.servers()[1]
    assert catalog.server("other") is None


def test_a_resource_belongs_to_the_longest_prefix() -> None:
    catalog = Catalog([server("all", "bank://"), server("finance", "bank://finance/")])
    assert catalog.owner_of("bank://finance/a") == "finance"
    assert catalog.owner_of("bank://other") == "all"
    assert catalog.owner_of("file:///etc/passwd") is None


def test_two_servers_cannot_share_a_name_or_a_prefix() -> None:
    with pytest.raises(ValueError, match="two servers"):
        Catalog([server("finance"), server("finance")])
    with pytest.raises(ValueError, match="both claim"):
        Catalog([server("finance", "bank://"), server("risk", "bank://")])


def test_the_audience_is_the_first_address_unless_given() -> None:
    assert server("finance").audience == "http://finance/mcp"
    assert ServerSettings(name="a", urls=("http://a/",), audience="urn:a").audience == "urn:a"


def test_one_address_may_be_given_alone() -> None:
    assert ServerSettings.model_validate({"name": "a", "url": "http://a/"}).urls == ("http://a/",)


@pytest.mark.parametrize(
    "given",
    [
        {"name": "Finance", "url": "http://a/"},
        {"name": "a__b", "url": "http://a/"},
        {"name": "a" * 33, "url": "http://a/"},
        {"name": "a"},
        {"name": "a", "urls": []},
        {"name": "a", "url": "ftp://a/"},
        {"name": "a", "url": "http://user:secret@a/"},
        {"name": "a", "url": "http://a/", "urls": ["http://b/"]},
        {"name": "a", "url": "http://a/", "resources": ["no scheme"]},
        {"name": "a", "url": "http://a/", "unknown": 1},
    ],
)
def test_what_is_no_server_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ServerSettings.model_validate(given)
