"""The login without a browser walks the real code flow against a provider on loopback."""

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import uvicorn

from strongroom.core.clock import SystemClock
from strongroom.core.principal import MfaLevel
from strongroom.identity.development.login import LoginError, Wish, login
from strongroom.identity.development.provider import DevelopmentIdentityProvider, ProviderPlace
from strongroom.identity.development.users import User, listed
from strongroom.identity.embedded import EmbeddedRevocations
from strongroom.identity.key_source import IssuerKeys, KeySource
from strongroom.identity.verify import Authenticator, TrustedIssuer

pytestmark = pytest.mark.component


@pytest.fixture
async def provider(tmp_path: Path) -> AsyncIterator[DevelopmentIdentityProvider]:
    listener = socket.create_server(("127.0.0.1", 0))
    issuer = f"http://127.0.0.1:{listener.getsockname()[1]}/identity"
    clock = SystemClock()
    place = ProviderPlace(issuer=issuer, state=tmp_path, profile="test", host="127.0.0.1")
    made = DevelopmentIdentityProvider(place, EmbeddedRevocations(tmp_path / "identity.sqlite", clock), clock)
    server = uvicorn.Server(uvicorn.Config(made.app, log_level="error", lifespan="off"))
    serving = asyncio.create_task(server.serve([listener]))
    while not server.started:
        await asyncio.sleep(0)
    yield made
    server.should_exit = True
    await serving
    made.close()


@pytest.fixture
def rita(provider: DevelopmentIdentityProvider, tmp_path: Path) -> User:
    assert provider.issuer
    return listed(tmp_path)[0]


def wish(provider: DevelopmentIdentityProvider, user: User, *, password: str = "", resource: str = "/mcp", totp: bool = False, acr: str = "") -> Wish:
    return Wish(
        issuer=provider.issuer,
        username=user.username,
        password=password or user.password,
        resource=provider.issuer.removesuffix("/identity") + resource,
        scopes=("finance.read",),
        totp_secret=user.totp_secret if totp else "",
        acr_values=acr,
    )


async def test_a_door_accepts_the_token(provider: DevelopmentIdentityProvider, rita: User, tmp_path: Path) -> None:
    clock = SystemClock()
    allowed = frozenset({"ES256"})
    source = KeySource(IssuerKeys(provider.issuer, allowed, provider.jwks_url), provider, clock)
    door = Authenticator([TrustedIssuer(provider.issuer, allowed, source)], EmbeddedRevocations(tmp_path / "identity.sqlite", clock), clock)
    asked = wish(provider, rita, totp=True, acr="2")
    tokens = await login(asked)
    caller = await door.authenticate(tokens.access_token, asked.resource)
    assert (caller.subject, caller.mfa, caller.scopes) == ("rita", MfaLevel.ONE_TIME_CODE, frozenset({"finance.read"}))
    assert tokens.refresh_token
    assert rita.password not in repr(asked)
    assert tokens.access_token not in repr(tokens)


async def test_a_wrong_password_is_said_so(provider: DevelopmentIdentityProvider, rita: User) -> None:
    with pytest.raises(LoginError, match="the password or the code is wrong"):
        await login(wish(provider, rita, password="wrong"))


async def test_a_missing_second_factor_is_said_so(provider: DevelopmentIdentityProvider, rita: User) -> None:
    with pytest.raises(LoginError, match="one-time code"):
        await login(wish(provider, rita, acr="2"))


async def test_two_logins_within_one_half_minute_both_succeed(provider: DevelopmentIdentityProvider, rita: User) -> None:
    for _ in range(2):
        assert (await login(wish(provider, rita, totp=True, acr="2"))).access_token


async def test_a_foreign_resource_is_said_so(provider: DevelopmentIdentityProvider, rita: User) -> None:
    with pytest.raises(LoginError, match="no door of this Strongroom"):
        await login(wish(provider, rita, resource="/elsewhere"))


async def test_nobody_there_is_an_os_error(rita: User) -> None:
    nobody = Wish(issuer="http://127.0.0.1:9/identity", username="rita", password=rita.password, resource="http://127.0.0.1:9/mcp")
    with pytest.raises(OSError, match="refused"):
        await login(nobody)
