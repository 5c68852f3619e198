"""The door: which tokens open it, and that no token goes further than it should."""

import base64
import json
import time

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey
from staging.hostile import Json
from staging.stage import Stage

pytestmark = pytest.mark.component


@pytest.mark.control("IDN-01")
def test_a_good_token_opens_its_own_door_and_no_other(stage: Stage) -> None:
    house, issuer = stage.house, stage.issuer
    tokens = {server: issuer.token(house.door(server)) for server in ("", "alpha", "beta")}
    for own, token in tokens.items():
        for server in tokens:
            said = house.call("open_echo" if server else "alpha__open_echo", server=server, token=token)
            assert said.status == (200 if server == own else 401), (own, server, said.body)
            if server != own:
                assert f"oauth-protected-resource/mcp{'/' if server else ''}{server}" in said.header("www-authenticate")


def _segment(value: Json) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def _bad_tokens(stage: Stage) -> dict[str, str]:
    issuer, door = stage.issuer, stage.house.door("alpha")
    good = issuer.token(door)
    head, payload, signature = good.split(".")
    stranger = ECKey.generate_key("P-256", {"kid": "attack"})
    now = int(time.time())
    public = json.dumps(issuer.key.as_dict(private=False)).encode()
    return {
        "empty": "",
        "no token at all": "nonsense",
        "unsigned": f"{_segment({'alg': 'none', 'typ': 'at+jwt'})}.{payload}.",
        "signature cut": f"{head}.{payload}.{signature[:-8]}",
        "signature of another": f"{head}.{payload}.{issuer.token(door).split('.')[2]}",
        "payload changed": f"{head}.{_segment({'sub': 'root', 'aud': door, 'iss': issuer.url, 'exp': now + 99, 'client_id': 'agent'})}.{signature}",
        "key of a stranger": issuer.token(door, key=stranger),
        "symmetric with the public key": jwt.encode(
            {"alg": "HS256", "kid": "attack"}, {"sub": "a", "aud": door}, OctKey.import_key(public), algorithms=["HS256"]
        ),
        "another issuer": issuer.token(door, claims={"iss": "http://127.0.0.1:1"}),
        "two audiences": issuer.token(door, claims={"aud": [door, "https://evil.example"]}),
        "audience of the house": issuer.token(stage.house.url),
        "audience with a slash": issuer.token(door + "/"),
        "audience of the server behind": issuer.token(stage.alpha.url),
        "no audience": issuer.token(door, claims={"aud": None}),
        "no subject": issuer.token(door, claims={"sub": None}),
        "no expiry": issuer.token(door, claims={"exp": None}),
        "expired": issuer.token(door, claims={"exp": now - 120, "iat": now - 999}),
        "not yet": issuer.token(door, claims={"nbf": now + 600}),
        "made tomorrow": issuer.token(door, claims={"iat": now + 86_400, "exp": now + 90_000}),
        "expiry as text": issuer.token(door, claims={"exp": "tomorrow"}),
        "two tokens": f"{good} {good}",
    }


@pytest.mark.control("IDN-01")
def test_no_bad_token_opens_the_door_and_none_reaches_a_server(stage: Stage) -> None:
    before = len(stage.alpha.heard)
    for what, token in _bad_tokens(stage).items():
        said = stage.house.call("open_echo", server="alpha", token=token)
        assert said.status == 401, (what, said.status, said.body)
        assert said.header("www-authenticate").startswith("Bearer "), what
    assert len(stage.alpha.heard) == before


def test_a_token_in_the_address_is_refused_even_beside_nothing_else(stage: Stage) -> None:
    token = stage.house.token("alpha")
    said = stage.house.get(f"/mcp/alpha?access_token={token}")
    assert said.status in {400, 401, 405}
    assert token not in said.text


def _seen_upstream(stage: Stage) -> bytes:
    return b"\n".join(b" ".join(f"{name}: {value}".encode() for name, value in one.headers) + one.body for one in (*stage.alpha.heard, *stage.beta.heard))


@pytest.mark.control("IDN-05")
def test_the_callers_token_never_reaches_a_server_and_the_servers_token_opens_no_door(stage: Stage) -> None:
    house = stage.house
    token = house.token("alpha", "carol")
    headers = [
        ("cookie", f"session={token}"),
        ("proxy-authorization", f"Bearer {token}"),
        ("x-forwarded-authorization", token),
        ("mcp-protocol-version", "2025-11-25"),
    ]
    message: Json = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "open_echo", "arguments": {}}}
    assert house.post(message, server="alpha", token=token, headers=headers).status == 200
    assert house.call("open_echo", server="alpha", token=token).status == 200
    assert house.send("tools/list", token=house.token("", "carol")).status == 200
    seen = _seen_upstream(stage)
    for secret in (token, house.token("", "carol")):
        assert secret.encode() not in seen
        assert secret.split(".")[2].encode() not in seen
    minted = next(one.header("authorization") for one in reversed(stage.alpha.heard) if one.method == "tools/call").removeprefix("Bearer ")
    assert minted
    for server in ("", "alpha", "beta"):
        assert house.call("open_echo", server=server, token=minted).status == 401


def _claims(token: str) -> dict[str, Json]:
    payload = token.split(".")[1]
    found: dict[str, Json] = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return found


@pytest.mark.control("IDN-05")
def test_a_minted_token_is_for_one_server_one_user_and_names_the_agent(stage: Stage) -> None:
    house = stage.house
    for subject in ("dora", "emil"):
        for server, upstream in (("alpha", stage.alpha), ("beta", stage.beta)):
            assert house.call("open_echo", {"who": subject}, server=server, token=house.token(server, subject)).status == 200
            claims = _claims(upstream.calls("open_echo")[-1].header("authorization").removeprefix("Bearer "))
            assert claims["sub"] == subject
            assert claims["aud"] == upstream.url
            assert claims["iss"] == house.url
            assert "agent" in json.dumps(claims["act"])


@pytest.mark.control("POL-02")
def test_an_agent_that_acts_through_another_has_only_what_both_may(stage: Stage) -> None:
    house, issuer = stage.house, stage.issuer
    door = house.door("alpha")

    def asks(tool: str, **claims: Json) -> int:
        return house.call(tool, server="alpha", token=issuer.token(door, claims={"roles": ["writer"], **claims})).status

    assert asks("secret_echo") == 200
    assert asks("open_echo", client_id="narrow") == 200
    assert asks("secret_echo", client_id="narrow") == 400
    assert asks("secret_echo", client_id="unknown-agent") == 400
    assert asks("open_echo", act={"sub": "narrow"}) == 200
    assert asks("secret_echo", act={"sub": "narrow"}) == 400
    assert asks("secret_echo", act={"sub": "agent", "act": {"sub": "narrow"}}) == 400
    assert asks("open_echo", act={"sub": "stranger"}) == 400
    assert asks("open_echo", act="narrow") == 401


def test_claims_of_another_type_than_they_should_have_never_widen_what_a_caller_may(stage: Stage) -> None:
    house, issuer = stage.house, stage.issuer
    door = house.door("alpha")
    odd: dict[str, Json] = {
        "roles": "writer",
        "clearance": ["restricted"],
        "scope": {"use": True},
        "amr": 7,
        "region": {"x": 1},
        "sub": ["olga"],
        "client_id": {},
        "act": {"sub": 7},
        "iss": [issuer.url],
        "purposes": {"any": 1},
    }
    for name, value in odd.items():
        said = house.call("secret_echo", server="alpha", token=issuer.token(door, "olga", {name: value}))
        assert said.status in {400, 401, 403}, (name, said.body)
