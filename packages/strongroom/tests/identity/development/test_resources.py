"""Tokens are issued for doors of this Strongroom alone."""

import pytest

from strongroom.identity.development.oauth import OAuthError
from strongroom.identity.development.resources import Resources, origin_of

HERE = Resources("http://127.0.0.1:8080")


@pytest.mark.parametrize("resource", ["http://127.0.0.1:8080/mcp", "http://127.0.0.1:8080/mcp/finance", "http://127.0.0.1:8080/v1"])
def test_the_doors_are_known(resource: str) -> None:
    assert HERE.one({"resource": resource}) == resource


@pytest.mark.parametrize(
    "resource",
    [
        "http://127.0.0.1:8080",
        "http://127.0.0.1:8080/",
        "http://127.0.0.1:8080/mcp/",
        "http://127.0.0.1:8080/mcpx",
        "http://127.0.0.1:8080/admin",
        "http://127.0.0.1:8080/mcp/../admin",
        "http://127.0.0.1:8080/mcp//finance",
        "http://127.0.0.1:8080/mcp?x=1",
        "http://127.0.0.1:8080/mcp#x",
        "http://127.0.0.1:8080/mcp%2f",
        "http://127.0.0.1:80800/mcp",
        "https://127.0.0.1:8080/mcp",
        "http://localhost:8080/mcp",
        "https://elsewhere.example/mcp",
        "http://127.0.0.1:8080/mcp/" + "x" * 600,
    ],
)
def test_other_resources_are_refused(resource: str) -> None:
    with pytest.raises(OAuthError) as error:
        HERE.one({"resource": resource})
    assert error.value.code == "invalid_target"


def test_the_origin_of_an_issuer_has_no_path() -> None:
    assert origin_of("http://127.0.0.1:8080/identity") == "http://127.0.0.1:8080"
