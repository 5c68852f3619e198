"""Tokens for servers behind: for that server, for this user, through this agent, with these scopes, and not for long."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from support.calls import HandClock

from strongroom.core.json import JsonObject
from strongroom.core.principal import Clearance, MfaLevel, Principal
from strongroom.identity import mint as mint_module
from strongroom.identity.compact import take_apart
from strongroom.identity.embedded import EmbeddedRevocations
from strongroom.identity.failure import IdentityError
from strongroom.identity.key_source import IssuerKeys, KeySource
from strongroom.identity.mint import Mint
from strongroom.identity.port import Fetched
from strongroom.identity.signing_keys import SigningKeys
from strongroom.identity.verify import Authenticator, TrustedIssuer

GATEWAY = "https://gw.example"
FINANCE = "https://finance.internal/mcp"


@pytest.fixture
def revocations(tmp_path: Path, clock: HandClock) -> EmbeddedRevocations:
    return EmbeddedRevocations(tmp_path / "identity.sqlite", clock)


@pytest.fixture
def keys(tmp_path: Path, clock: HandClock) -> SigningKeys:
    return SigningKeys(tmp_path / "identity.sqlite", clock)


@pytest.fixture
def mint(keys: SigningKeys, revocations: EmbeddedRevocations, clock: HandClock) -> Mint:
    return Mint(GATEWAY, keys, revocations, clock)


@pytest.fixture
def rita(clock: HandClock) -> Principal:
    return Principal(subject="rita", issuer="https://idp.example", client="agent", token_id="t-1", expires_at=clock.now() + 900)


def claims(header: bytes) -> JsonObject:
    assert header.startswith(b"Bearer ")
    return take_apart(header.removeprefix(b"Bearer ")).claims


async def test_the_server_behind_can_verify_it(mint: Mint, keys: SigningKeys, revocations: EmbeddedRevocations, rita: Principal, clock: HandClock) -> None:
    class Published:
        async def get(self, url: str, max_bytes: int) -> Fetched:
            return Fetched(mint.jwks())

    allowed = frozenset({"ES256"})
    trusted = TrustedIssuer(GATEWAY, allowed, KeySource(IssuerKeys(GATEWAY, allowed, "x"), Published(), clock))
    server = Authenticator([trusted], revocations, clock)
    for _ in range(3):
        caller = await server.authenticate(mint.authorization(rita, FINANCE, ("finance.read",)).removeprefix(b"Bearer "), FINANCE)
        assert (caller.subject, caller.actors, caller.scopes) == ("rita", ("agent",), frozenset({"finance.read"}))
        keys.rotate()
        clock.time += 280


@pytest.mark.control("IDN-05")
def test_it_says_what_is_needed_and_no_more(mint: Mint, rita: Principal, clock: HandClock) -> None:
    now = int(clock.now())
    said = claims(mint.authorization(rita, FINANCE, ("finance.read", "finance.write")))
    token_id = said.pop("jti")
    assert isinstance(token_id, str) and len(token_id) == 32
    assert said == {
        "iss": GATEWAY,
        "sub": "rita",
        "aud": FINANCE,
        "client_id": "agent",
        "act": {"sub": "agent"},
        "scope": "finance.read finance.write",
        "iat": now,
        "exp": now + 300,
    }


def test_it_says_what_the_server_decides_with_where_the_caller_has_it(mint: Mint, rita: Principal) -> None:
    known = replace(rita, roles=frozenset({"b", "a"}), purposes=frozenset({"audit"}), region="EU", name="Rita", clearance=Clearance.RESTRICTED)
    said = claims(mint.authorization(known, FINANCE, ("finance.read",)))
    assert (said["roles"], said["purposes"], said["region"]) == (["a", "b"], ["audit"], "EU")
    assert not {"name", "clearance"} & said.keys()
    changed = claims(mint.authorization(replace(known, roles=frozenset({"a"})), FINANCE, ("finance.read",)))
    assert changed["roles"] == ["a"]


@pytest.mark.control("IDN-05")
@pytest.mark.parametrize(
    ("actors", "chain"),
    [
        ((), {"sub": "agent"}),
        (("agent",), {"sub": "agent"}),
        (("a", "b"), {"sub": "agent", "act": {"sub": "a", "act": {"sub": "b"}}}),
        (("agent", "b"), {"sub": "agent", "act": {"sub": "b"}}),
    ],
)
def test_the_agent_acts_in_front_of_those_before_it(actors: tuple[str, ...], chain: JsonObject, mint: Mint, rita: Principal) -> None:
    assert claims(mint.authorization(replace(rita, actors=actors), FINANCE, ()))["act"] == chain


def test_it_is_reused_for_most_of_its_life(mint: Mint, rita: Principal, clock: HandClock) -> None:
    first = mint.authorization(rita, FINANCE, ("finance.read",))
    clock.time += 239
    assert mint.authorization(rita, FINANCE, ["finance.read"]) is first
    clock.time += 1
    assert mint.authorization(rita, FINANCE, ("finance.read",)) != first


def test_it_is_not_shared_between_people_servers_scopes_or_levels(mint: Mint, rita: Principal) -> None:
    others = [
        mint.authorization(rita, FINANCE, ("finance.read",)),
        mint.authorization(replace(rita, subject="ada", key=""), FINANCE, ("finance.read",)),
        mint.authorization(replace(rita, client="other", key=""), FINANCE, ("finance.read",)),
        mint.authorization(rita, "https://risk.internal/mcp", ("finance.read",)),
        mint.authorization(rita, FINANCE, ("finance.read", "finance.write")),
        mint.authorization(replace(rita, mfa=MfaLevel.ONE_TIME_CODE), FINANCE, ("finance.read",)),
    ]
    assert len(set(others)) == len(others)


@pytest.mark.control("IDN-05")
def test_it_never_outlives_the_token_of_the_caller(mint: Mint, rita: Principal, clock: HandClock) -> None:
    ending = replace(rita, expires_at=clock.now() + 20.7)
    assert claims(mint.authorization(ending, FINANCE, ()))["exp"] == int(clock.now()) + 20
    long = mint.authorization(rita, FINANCE, ("s",))
    assert mint.authorization(ending, FINANCE, ("s",)) != long
    clock.time += 21
    with pytest.raises(IdentityError, match="expired"):
        mint.authorization(ending, FINANCE, ())


def test_a_revocation_drops_what_was_minted(mint: Mint, revocations: EmbeddedRevocations, rita: Principal, clock: HandClock) -> None:
    first = mint.authorization(rita, FINANCE, ())
    revocations.revoke_token("t-1", clock.now() + 900)
    assert mint.authorization(rita, FINANCE, ()) != first


def test_the_number_of_tokens_kept_is_bounded(mint: Mint, rita: Principal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mint_module, "REUSED_TOKENS", 2)
    first = mint.authorization(rita, FINANCE, ("0",))
    for number in range(1, 4):
        mint.authorization(rita, FINANCE, (str(number),))
    assert len(mint._minted) == 2
    assert mint.authorization(rita, FINANCE, ("0",)) != first


def test_only_public_keys_are_published(mint: Mint) -> None:
    assert all("d" not in key for key in json.loads(mint.jwks())["keys"])
