"""Each door has a document, and no document tells whether there is a server behind the door."""

import orjson
import pytest
from support.doors import House

from strongroom.edge.metadata import endpoint_of, metadata_endpoint, metadata_url, resource_metadata, resource_url

PUBLIC = "https://mcp.bank.example"


@pytest.mark.parametrize(
    ("path", "endpoint"),
    [
        ("/mcp", ""),
        ("/mcp/finance", "finance"),
        ("/mcp/", None),
        ("/mcp/finance/", None),
        ("/mcp/Finance", None),
        ("/mcp/a__b", None),
        ("/mcpx", None),
        ("/", None),
        ("/mcp/../x", None),
    ],
)
def test_doors_are_known_by_their_paths(path: str, endpoint: str | None) -> None:
    assert endpoint_of(path) == endpoint


@pytest.mark.control("EDG-06")
@pytest.mark.parametrize("endpoint", ["", "finance"])
def test_the_metadata_address_leads_to_the_resource(endpoint: str) -> None:
    path = metadata_url(PUBLIC, endpoint).removeprefix(PUBLIC)
    assert metadata_endpoint(path) == endpoint
    document = orjson.loads(resource_metadata(PUBLIC, endpoint, House()))
    assert document == {
        "resource": resource_url(PUBLIC, endpoint),
        "authorization_servers": ["https://idp.example"],
        "scopes_supported": ["bank.read"],
        "bearer_methods_supported": ["header"],
    }


def test_the_root_document_is_that_of_the_door_to_all_servers() -> None:
    assert metadata_endpoint("/.well-known/oauth-protected-resource") == ""
    assert metadata_endpoint("/.well-known/oauth-protected-resource/other") is None
