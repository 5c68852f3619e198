"""Claims that are missing, of a wrong type, out of bounds or for somebody else are refused; good ones become a Principal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.issuer import DOOR, FakeIssuer

from strongroom.core.json import Json
from strongroom.core.principal import Clearance, MfaLevel
from strongroom.core.reason import Reason
from strongroom.identity import claims as claim
from strongroom.identity.failure import IdentityError
from strongroom.identity.verify import Authenticator

NOW = 1_763_985_600
CASES: dict[str, tuple[dict[str, Json], str]] = {
    "expired": ({"exp": NOW - 31, "iat": NOW - 900}, "expired"),
    "expired as a float": ({"exp": NOW - 30.5, "iat": NOW - 900}, "expired"),
    "exp a text": ({"exp": str(NOW + 900)}, "`exp` is missing or no number"),
    "exp true": ({"exp": True}, "`exp` is missing or no number"),
    "exp null": ({"exp": None}, "`exp` is missing or no number"),
    "exp negative": ({"exp": -1}, "`exp` is no time"),
    "exp in milliseconds": ({"exp": (NOW + 900) * 1000}, "`exp` is no time"),
    "exp before iat": ({"iat": NOW + 20, "exp": NOW + 10}, "ends before it begins"),
    "iat in the future": ({"iat": NOW + 31}, "issued in the future"),
    "iat a list": ({"iat": [NOW]}, "`iat` is missing or no number"),
    "nbf in the future": ({"nbf": NOW + 31}, "not valid yet"),
    "nbf a text": ({"nbf": "soon"}, "`nbf` is missing or no number"),
    "aud of another door": ({"aud": DOOR + "/finance"}, "another audience"),
    "aud with a slash more": ({"aud": DOOR + "/"}, "another audience"),
    "aud in upper case": ({"aud": DOOR.upper()}, "another audience"),
    "aud of the client (an ID token)": ({"aud": "agent"}, "another audience"),
    "two audiences": ({"aud": [DOOR, "https://other.example"]}, "more than one audience"),
    "the same audience twice": ({"aud": [DOOR, DOOR]}, "more than one audience"),
    "no audience in the list": ({"aud": []}, "names no audience"),
    "aud a number": ({"aud": 7}, "names no audience"),
    "aud empty": ({"aud": ""}, "names no audience"),
    "aud a list of lists": ({"aud": [[DOOR]]}, "names no audience"),
    "nonce": ({"nonce": "n"}, "ID token"),
    "at_hash": ({"at_hash": "h"}, "ID token"),
    "logout token": ({"events": {"http://schemas.openid.net/event/backchannel-logout": {}}}, "logout token"),
    "sub a number": ({"sub": 42}, "`sub` is no printable text"),
    "sub empty": ({"sub": ""}, "no subject"),
    "sub with a control character": ({"sub": "rita\u0007"}, "`sub` is no printable text"),
    "sub a lone surrogate": ({"sub": "rita\ud800"}, "`sub` is no printable text"),
    "sub with a bidirectional override": ({"sub": "rita\u202eada"}, "`sub` is no printable text"),
    "sub endless": ({"sub": "r" * 257}, "`sub` is no printable text"),
    "client_id a list": ({"client_id": ["agent"]}, "`client_id` is no printable text"),
    "client_id that forges a key": ({"client_id": "agent|rita"}, "no client"),
    "client_id empty": ({"client_id": ""}, "no client"),
    "jti a number": ({"jti": 1}, "`jti` is no printable text"),
    "jti empty": ({"jti": ""}, "no id"),
    "roles a text": ({"roles": "auditor"}, "`roles` is no list"),
    "roles of numbers": ({"roles": [1]}, "`roles` holds an entry"),
    "roles with an empty one": ({"roles": [""]}, "`roles` holds an entry"),
    "too many roles": ({"roles": [f"r{n}" for n in range(65)]}, "`roles` is no list"),
    "scope a number": ({"scope": 1}, "`scope` is no space-separated text"),
    "scope with a newline": ({"scope": "finance.read\nadmin"}, "`scope` holds an entry"),
    "too many scopes": ({"scope": " ".join(f"s{n}" for n in range(65))}, "`scope` is no list"),
    "clearance unknown": ({"clearance": "cosmic"}, "`clearance` is none of"),
    "clearance a number": ({"clearance": 3}, "`clearance` is none of"),
    "region a list": ({"region": ["EU"]}, "`region` is no printable text"),
    "purposes an object": ({"purposes": {"audit": True}}, "`purposes` is no list"),
    "amr a text": ({"amr": "otp"}, "`amr` is no list"),
    "acr a number": ({"acr": 2}, "`acr` is no printable text"),
    "auth_time a text": ({"auth_time": "now"}, "`auth_time` is missing or no number"),
    "name an object": ({"name": {}}, "`name` is no printable text"),
    "act a text": ({"act": "agent"}, "`act` is no chain"),
    "act without sub": ({"act": {"client_id": "agent"}}, "`act` is no chain"),
    "act too deep": ({"act": {"sub": "a", "act": {"sub": "b", "act": {"sub": "c", "act": {"sub": "d"}}}}}, "more than 3 actors"),
}


@pytest.mark.control("IDN-03")
@pytest.mark.parametrize("case", CASES)
async def test_a_signed_token_with_wrong_claims_is_refused(case: str, issuer: FakeIssuer, verifier: Authenticator) -> None:
    changed, sentence = CASES[case]
    with pytest.raises(IdentityError, match=sentence) as refused:
        await verifier.authenticate(issuer.token(issuer.claims() | changed), DOOR)
    assert refused.value.reason is Reason.UNAUTHENTICATED


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("iss", "identity provider"),
        ("sub", "no subject"),
        ("aud", "no audience"),
        ("exp", "`exp`"),
        ("iat", "`iat`"),
        ("client_id", "no client"),
        ("jti", "no id"),
    ],
)
async def test_a_token_without_a_required_claim_is_refused(missing: str, sentence: str, issuer: FakeIssuer, verifier: Authenticator) -> None:
    with pytest.raises(IdentityError, match=sentence):
        await verifier.authenticate(issuer.token(issuer.claims(without=(missing,))), DOOR)


async def test_good_claims_become_a_principal(issuer: FakeIssuer, verifier: Authenticator) -> None:
    token = issuer.token(
        issuer.claims(
            roles=["risk_analyst", "a role nobody heard of"],
            clearance="confidential",
            region="EU",
            purposes=["audit"],
            amr=["pwd", "otp"],
            auth_time=NOW - 5,
            name="Rita M",
            scope="finance.read  customer.read",
            act={"sub": "a", "act": {"sub": "b"}},
        )
    )
    caller = await verifier.authenticate(token, DOOR)
    assert (caller.subject, caller.client, caller.key) == ("rita", "agent", "https://idp.example|rita|agent")
    assert caller.actors == ("a", "b")
    assert caller.roles == {"risk_analyst", "a role nobody heard of"}
    assert caller.scopes == {"finance.read", "customer.read"}
    assert (caller.clearance, caller.region, caller.purposes) == (Clearance.CONFIDENTIAL, "EU", frozenset({"audit"}))
    assert (caller.mfa, caller.authenticated_at, caller.expires_at) == (MfaLevel.ONE_TIME_CODE, NOW - 5, NOW + 900)
    assert (caller.token_id, caller.name) == ("t-1", "Rita M")


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ({}, MfaLevel.NONE),
        ({"acr": "1"}, MfaLevel.PASSWORD),
        ({"acr": "2"}, MfaLevel.ONE_TIME_CODE),
        ({"acr": "urn:bank:gold"}, MfaLevel.NONE),
        ({"amr": ["pwd"], "acr": "3"}, MfaLevel.PASSWORD),
        ({"amr": ["otp"]}, MfaLevel.PASSWORD),
        ({"amr": ["pwd", "otp"]}, MfaLevel.ONE_TIME_CODE),
        ({"amr": ["mfa"]}, MfaLevel.ONE_TIME_CODE),
        ({"amr": ["hwk", "pin"]}, MfaLevel.HARDWARE),
        ({"amr": ["wia"], "acr": "3"}, MfaLevel.NONE),
    ],
)
async def test_the_level_follows_the_methods_that_were_used(said: dict[str, Json], level: MfaLevel, issuer: FakeIssuer, verifier: Authenticator) -> None:
    assert (await verifier.authenticate(issuer.token(issuer.claims() | said), DOOR)).mfa is level


async def test_skew_is_allowed_up_to_its_bound(issuer: FakeIssuer, verifier: Authenticator) -> None:
    early = issuer.token(issuer.claims(iat=NOW + 30, nbf=NOW + 30))
    late = issuer.token(issuer.claims(iat=NOW - 900, exp=NOW - 29))
    assert (await verifier.authenticate(early, DOOR)).subject == "rita"
    assert (await verifier.authenticate(late, DOOR)).subject == "rita"


async def test_words_of_other_providers_are_understood(issuer: FakeIssuer, verifier: Authenticator) -> None:
    claims = issuer.claims(without=("client_id", "scope", "jti"), azp="portal", scp=["finance.read"])
    caller = await verifier.authenticate(issuer.token(claims, typ="JWT"), DOOR)
    assert (caller.client, caller.scopes) == ("portal", frozenset({"finance.read"}))
    assert len(caller.token_id) == 64


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["sub", "act", "x"]), inner, max_size=3),
    max_leaves=8,
)
_NAMES = st.sampled_from(
    [
        "iss",
        "sub",
        "aud",
        "exp",
        "iat",
        "nbf",
        "client_id",
        "azp",
        "act",
        "roles",
        "scope",
        "scp",
        "clearance",
        "region",
        "purposes",
        "amr",
        "acr",
        "auth_time",
        "name",
    ]
)


@given(st.dictionaries(_NAMES, _JSON, max_size=6))
def test_claims_of_any_type_are_read_or_refused(changed: dict[str, Json]) -> None:
    good: dict[str, Json] = {"iss": "i", "sub": "rita", "aud": DOOR, "exp": NOW + 900, "iat": NOW, "client_id": "agent"}
    claims = good | changed
    try:
        lifetime = claim.window(claims, now=NOW, skew=30)
        claim.audience(claims, DOOR)
        made = claim.principal(claims, lifetime, "t")
    except IdentityError:
        return
    assert made.subject == claims["sub"]
    assert made.expires_at > NOW - 30
