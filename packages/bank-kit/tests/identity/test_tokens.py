"""One good token gets in; everything that differs from it in one point stays out."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from bank_kit.identity.caller import TokenRefusedError
from bank_kit.identity.keys import KeySourceError
from bank_kit.identity.tokens import Expectation, TokenVerifier
from bank_kit.testing import AUDIENCE, ISSUER, Issuer

NOW = int(time.time())


def _segment(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


async def test_a_good_token_names_subject_client_actor_and_scopes(issuer: Issuer, verifier: TokenVerifier) -> None:
    caller = await verifier.verify(issuer.token(scope="test.read other.read"))
    assert (caller.subject, caller.client, caller.actor, caller.token_id) == ("anna", "agent-1", "agent-1", "t-1")
    assert caller.scopes == {"test.read", "other.read"}


async def test_a_token_may_say_more_of_the_user(issuer: Issuer, verifier: TokenVerifier) -> None:
    caller = await verifier.verify(issuer.token(roles=["trader"], purposes=["trading", "audit"], region="EU"))
    assert (caller.roles, caller.purposes, caller.region) == (frozenset({"trader"}), frozenset({"trading", "audit"}), "EU")
    plain = await verifier.verify(issuer.token())
    assert (plain.roles, plain.purposes, plain.region) == (frozenset(), frozenset(), None)


@pytest.mark.parametrize(
    ("act", "actor"),
    [
        ({"sub": "workbench"}, None),
        ({"sub": "agent-1"}, "agent-1"),
        ({"sub": "workbench", "act": {"sub": "agent-1"}}, "workbench"),
        ({"sub": "workbench", "act": {}}, "workbench"),
        (None, None),
    ],
)
async def test_a_person_at_a_workbench_is_no_agent(issuer: Issuer, act: object, actor: str | None) -> None:
    verifier = TokenVerifier(issuer, Expectation(issuer=ISSUER, audience=AUDIENCE, person_clients=frozenset({"workbench"})))
    assert (await verifier.verify(issuer.token(act=act))).actor == actor


@pytest.mark.parametrize("changes", [{"aud": [AUDIENCE]}, {"act": None}, {"jti": None}, {"client_id": None, "azp": "agent-1"}, {"scope": None}, {"iat": None}])
async def test_what_may_be_absent_or_written_otherwise_is_accepted(issuer: Issuer, verifier: TokenVerifier, changes: dict[str, object]) -> None:
    assert (await verifier.verify(issuer.token(**changes))).subject == "anna"


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": None},
        {"iss": "https://issuer.example/"},
        {"iss": ["https://issuer.example"]},
        {"aud": None},
        {"aud": AUDIENCE + "/"},
        {"aud": "http://127.0.0.1:9998/mcp"},
        {"aud": []},
        {"aud": [AUDIENCE, "https://other.example"]},
        {"aud": [AUDIENCE, AUDIENCE]},
        {"aud": {"x": AUDIENCE}},
        {"exp": None},
        {"exp": NOW - 1},
        {"exp": str(NOW + 300)},
        {"exp": True},
        {"exp": [NOW + 300]},
        {"nbf": NOW + 60},
        {"nbf": "now"},
        {"iat": NOW + 60},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 600},
        {"client_id": None},
        {"client_id": ""},
        {"scope": ["test.read"]},
        {"act": "agent-1"},
        {"act": {}},
        {"jti": 5},
        {"roles": "trader"},
        {"roles": [7]},
        {"purposes": {"audit": 1}},
        {"purposes": ["x" * 257]},
        {"purposes": ["audit"] * 65},
        {"region": 5},
        {"region": ""},
    ],
)
async def test_a_claim_that_is_wrong_keeps_the_caller_out(issuer: Issuer, verifier: TokenVerifier, changes: dict[str, object]) -> None:
    with pytest.raises(TokenRefusedError):
        await verifier.verify(issuer.token(**changes))


@pytest.mark.parametrize("header", [{"kid": None}, {"kid": "k2"}, {"kid": ""}, {"kid": 1}, {"typ": "id+jwt"}, {"typ": "dpop+jwt"}, {"typ": 3}])
async def test_a_header_that_is_wrong_keeps_the_caller_out(issuer: Issuer, verifier: TokenVerifier, header: dict[str, object]) -> None:
    good = issuer.token()
    encoded = {"alg": "ES256", "kid": "k1", "typ": "at+jwt", **header}
    forged = ".".join([_segment({name: value for name, value in encoded.items() if value is not None}), *good.split(".")[1:]])
    with pytest.raises(TokenRefusedError):
        await verifier.verify(forged)


def _unsigned(issuer: Issuer) -> str:
    return f"{_segment({'alg': 'none', 'kid': 'k1'})}.{_segment(issuer.claims())}."


def _signed_by_another(issuer: Issuer) -> str:
    return jwt.encode({"alg": "ES256", "kid": "k1"}, issuer.claims(), ECKey.generate_key("P-256"), algorithms=["ES256"])


def _signed_with_the_public_key(issuer: Issuer) -> str:
    signed = f"{_segment({'alg': 'HS256', 'kid': 'k1'})}.{_segment(issuer.claims())}"
    mark = hmac.new(issuer.key_pair.as_pem(private=False), signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{base64.urlsafe_b64encode(mark).decode().rstrip('=')}"


def _of_another_family(issuer: Issuer) -> str:
    return ".".join([_segment({"alg": "RS256", "kid": "k1"}), *issuer.token().split(".")[1:]])


def _with_a_changed_payload(issuer: Issuer) -> str:
    head, _, signature = issuer.token().split(".")
    return f"{head}.{_segment(issuer.claims(scope='admin'))}.{signature}"


def _with_critical_header(issuer: Issuer) -> str:
    return ".".join([_segment({"alg": "ES256", "kid": "k1", "crit": ["exp"]}), *issuer.token().split(".")[1:]])


def _with_its_own_key(issuer: Issuer) -> str:
    mine = ECKey.generate_key("P-256")
    return jwt.encode({"alg": "ES256", "kid": "k1", "jwk": mine.as_dict(private=False)}, issuer.claims(), mine, algorithms=["ES256"])


def _cut_short(issuer: Issuer) -> str:
    return issuer.token()[:-4]


def _encrypted(issuer: Issuer) -> str:
    return issuer.token() + ".x.y"


@pytest.mark.parametrize(
    "forge",
    [
        _unsigned,
        _signed_by_another,
        _signed_with_the_public_key,
        _of_another_family,
        _with_a_changed_payload,
        _with_critical_header,
        _with_its_own_key,
        _cut_short,
        _encrypted,
    ],
)
async def test_a_forged_token_keeps_the_caller_out(issuer: Issuer, verifier: TokenVerifier, forge: Callable[[Issuer], str]) -> None:
    with pytest.raises(TokenRefusedError):
        await verifier.verify(forge(issuer))


@pytest.mark.parametrize("junk", ["", ".", "..", "a.b.c", "é.é.é", "\udcff.a.b", "x" * 9000, "e30.e30.e30", "bnVsbA.e30.", "W10.e30.x", "." * 8000])
async def test_junk_keeps_the_caller_out(verifier: TokenVerifier, junk: str) -> None:
    with pytest.raises(TokenRefusedError):
        await verifier.verify(junk)


async def test_an_algorithm_outside_the_list_is_refused(issuer: Issuer) -> None:
    strict = TokenVerifier(issuer, Expectation(issuer=ISSUER, audience=AUDIENCE, algorithms=("RS256",)))
    with pytest.raises(TokenRefusedError, match="algorithm"):
        await strict.verify(issuer.token())


async def test_a_known_token_is_not_checked_twice_but_expires_all_the_same(issuer: Issuer) -> None:
    now = [time.time()]
    verifier = TokenVerifier(issuer, Expectation(issuer=ISSUER, audience=AUDIENCE), now=lambda: now[0])
    token = issuer.token(exp=int(now[0]) + 30)
    await verifier.verify(token)
    await verifier.verify(token)
    assert issuer.asked == 1
    now[0] += 31
    with pytest.raises(TokenRefusedError, match="expired"):
        await verifier.verify(token)


async def test_without_keys_nobody_gets_in(issuer: Issuer) -> None:
    class Silent:
        async def key(self, key_id: str) -> None:
            raise KeySourceError(key_id)

    with pytest.raises(TokenRefusedError, match="cannot be checked"):
        await TokenVerifier(Silent(), Expectation(issuer=ISSUER, audience=AUDIENCE)).verify(issuer.token())
