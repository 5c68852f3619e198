"""A house is composed from settings alone, denies by default, and takes a new road without losing the old one."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from support.asgi import ask

from strongroom.app.compose import House
from strongroom.app.configuration import ConfigurationError, load
from strongroom.audit.verify import verify
from strongroom.policy.loading import PolicyFileError


@pytest.fixture
async def house(configuration: Path) -> AsyncIterator[House]:
    made = House(load(configuration))
    await made.start()
    yield made
    await made.drain(0)
    await made.close()


async def test_a_composed_house_is_alive_and_ready_and_publishes_its_keys(house: House) -> None:
    assert (await ask(house.application, "GET", "/healthz")).status == 200
    assert (await ask(house.application, "GET", "/readyz")).json() == {"status": "ready", "unwell": {}}
    assert b'"keys"' in (await ask(house.application, "GET", "/.well-known/jwks.json")).body
    metadata = (await ask(house.application, "GET", "/.well-known/oauth-protected-resource/mcp/finance")).json()
    assert isinstance(metadata, dict)
    assert metadata["resource"] == "http://127.0.0.1:8799/mcp/finance"
    assert metadata["scopes_supported"] == ["finance.read"]


async def test_the_development_identity_provider_stands_beside_the_doors(house: House) -> None:
    found = (await ask(house.application, "GET", "/.well-known/oauth-authorization-server/identity")).json()
    assert isinstance(found, dict)
    assert found["issuer"] == "http://127.0.0.1:8799/identity"


async def test_nobody_without_a_token_passes_and_the_refusal_is_counted(house: House) -> None:
    body = b'{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{}}'
    headers = {"content-type": "application/json", "accept": "application/json, text/event-stream"}
    answer = await ask(house.application, "POST", "/mcp", body=body, headers=headers)
    assert answer.status == 401
    assert 'resource_metadata="http://127.0.0.1:8799/.well-known/oauth-protected-resource/mcp"' in answer.headers["www-authenticate"]
    metrics = (await ask(house.application, "GET", "/metrics")).body.decode()
    assert 'strongroom_requests_refused_total{reason="unauthenticated"} 1.0' in metrics


async def test_what_nobody_owns_does_not_exist(house: House) -> None:
    assert (await ask(house.application, "GET", "/admin")).status == 404


@pytest.mark.control("OPS-02")
async def test_a_new_road_replaces_the_old_one_and_a_broken_one_does_not(house: House, configuration: Path) -> None:
    first = house.laid.policy.tables.revision
    policy = configuration.parent / "policy.yaml"
    policy.write_text(policy.read_text() + "# changed\n")
    await house.replace(load(configuration))
    second = house.laid.policy.tables.revision
    assert second != first
    policy.write_text("rules: 1\n")
    with pytest.raises(PolicyFileError):
        await house.replace(load(configuration))
    assert house.laid.policy.tables.revision == second


@pytest.mark.control("OPS-04")
async def test_a_road_over_unusable_tls_files_is_not_laid(house: House, configuration: Path) -> None:
    laid = house.laid
    configuration.write_text(configuration.read_text() + "upstream_http: {ca_file: none.pem}\n")
    with pytest.raises(ConfigurationError, match="cannot be read as upstream_http.ca_file"):
        await house.replace(load(configuration))
    assert house.laid is laid


async def test_an_unwritable_log_makes_the_house_unready_and_says_so(configuration: Path) -> None:
    settings = load(configuration)
    made = House(settings)
    (settings.audit.directory / "shard-00").write_text("a file where a folder should be")
    await made.start()
    answer = await ask(made.application, "GET", "/readyz")
    await made.close()
    assert answer.status == 503
    assert b"the log cannot be written" in answer.body


async def test_a_closed_house_leaves_a_log_that_verifies(configuration: Path) -> None:
    made = House(load(configuration))
    await made.start()
    await made.close()
    assert verify(made.settings.audit.directory).whole
