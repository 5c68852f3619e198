"""Whom the verifier believes, with which key and algorithm, and how long it remembers."""

import hashlib
import hmac
import json
from pathlib import Path

import pytest
from support.calls import HandClock
from support.issuer import DOOR, ISSUER, FakeIssuer, authenticator, compact, ec_public, es256, rs256, rsa_public

from strongroom.core.reason import Reason
from strongroom.identity import verify
from strongroom.identity.embedded import EmbeddedRevocations
from strongroom.identity.failure import IdentityError
from strongroom.identity.key_source import IssuerKeys, KeySource
from strongroom.identity.verify import Authenticator, TrustedIssuer


async def refused(verifier: Authenticator, token: str, sentence: str, resource: str = DOOR) -> IdentityError:
    with pytest.raises(IdentityError, match=sentence) as error:
        await verifier.authenticate(token, resource)
    return error.value


@pytest.mark.control("IDN-02")
@pytest.mark.parametrize("name", ["none", "None", "NONE", "nOnE"])
async def test_an_unsigned_token_is_refused(name: str, issuer: FakeIssuer, verifier: Authenticator) -> None:
    await refused(verifier, issuer.token(alg=name), "algorithm that is not accepted")


@pytest.mark.control("IDN-02")
@pytest.mark.parametrize("name", ["HS256", "HS384", "ES384", "PS256", "EdDSA", "ES256K", "es256", "RSA-OAEP"])
async def test_an_algorithm_off_the_list_is_refused(name: str, issuer: FakeIssuer, verifier: Authenticator) -> None:
    await refused(verifier, issuer.token(alg=name), "algorithm that is not accepted")
    assert issuer.fetches == 0


@pytest.mark.control("IDN-02")
async def test_the_public_key_is_no_shared_secret(issuer: FakeIssuer, verifier: Authenticator) -> None:
    def sign(message: bytes) -> bytes:
        return hmac.digest(json.dumps(rsa_public("r1")).encode(), message, hashlib.sha256)

    await refused(verifier, issuer.token(sign=sign, alg="HS256", kid="r1"), "algorithm that is not accepted")


async def test_rsa_and_elliptic_curve_tokens_both_verify(issuer: FakeIssuer, verifier: Authenticator) -> None:
    assert (await verifier.authenticate(issuer.token(), DOOR)).subject == "rita"
    assert (await verifier.authenticate(issuer.token(sign=rs256, alg="RS256", kid="r1").encode(), DOOR)).subject == "rita"


@pytest.mark.control("IDN-01")
async def test_a_token_signed_by_somebody_else_is_refused(issuer: FakeIssuer, verifier: Authenticator) -> None:
    await refused(verifier, issuer.token(sign=es256("thief")), "signature does not verify")


async def test_a_changed_payload_is_refused(issuer: FakeIssuer, verifier: Authenticator) -> None:
    header, _, signature = issuer.token().split(".")
    _, payload, _ = issuer.token(issuer.claims(sub="ada")).split(".")
    await refused(verifier, f"{header}.{payload}.{signature}", "signature does not verify")


@pytest.mark.parametrize("signature", [b"\0" * 64, b"\0" * 63, b"\xff" * 64, b"\0" * 65, b"\x30\x06\x02\x01\x01\x02\x01\x01"])
async def test_degenerate_signatures_are_refused(signature: bytes, issuer: FakeIssuer, verifier: Authenticator) -> None:
    await refused(verifier, issuer.token(sign=lambda _: signature), "signature does not verify")


async def test_the_key_of_another_algorithm_is_refused(issuer: FakeIssuer, verifier: Authenticator) -> None:
    await refused(verifier, issuer.token(sign=rs256, alg="RS256", kid="k1"), "does not publish for that algorithm")


async def test_a_key_for_encryption_verifies_nothing(issuer: FakeIssuer, verifier: Authenticator) -> None:
    issuer.keys.append(ec_public("k2") | {"use": "enc"})
    await refused(verifier, issuer.token(sign=es256("k2"), kid="k2"), "does not publish")


async def test_without_a_key_id_the_only_key_of_the_algorithm_counts(issuer: FakeIssuer, verifier: Authenticator) -> None:
    token = issuer.token(without=("kid",))
    assert (await verifier.authenticate(token, DOOR)).subject == "rita"


async def test_without_a_key_id_two_candidates_are_none(issuer: FakeIssuer, verifier: Authenticator) -> None:
    issuer.keys.append(ec_public("k2"))
    await refused(verifier, issuer.token(without=("kid",)), "does not publish")


@pytest.mark.parametrize("name", [ISSUER + "/", ISSUER.upper(), "https://thief.example", "", " " + ISSUER])
async def test_another_issuer_is_refused_before_anything_is_fetched(name: str, issuer: FakeIssuer, verifier: Authenticator) -> None:
    await refused(verifier, issuer.token(issuer.claims(iss=name)), "identity provider this gateway trusts")
    await refused(verifier, issuer.token(issuer.claims(iss=[ISSUER])), "identity provider this gateway trusts")
    assert issuer.fetches == 0


@pytest.mark.parametrize("kind", ["id+jwt", "dpop+jwt", "JOSE", "application/jwt+at", "logout+jwt", "secevent+jwt", "oauth-id-jag+jwt"])
async def test_a_token_of_another_type_is_refused(kind: str, issuer: FakeIssuer, verifier: Authenticator) -> None:
    await refused(verifier, issuer.token(typ=kind), "neither `at\\+jwt` nor `JWT`")


async def test_a_token_without_a_type_is_refused(issuer: FakeIssuer, verifier: Authenticator) -> None:
    await refused(verifier, issuer.token(without=("typ",)), "neither")


@pytest.mark.parametrize("kind", ["at+jwt", "AT+JWT", "application/at+jwt", "JWT"])
async def test_types_are_compared_without_case(kind: str, issuer: FakeIssuer, verifier: Authenticator) -> None:
    assert (await verifier.authenticate(issuer.token(typ=kind), DOOR)).subject == "rita"


@pytest.mark.control("IDN-01")
async def test_a_token_for_one_door_opens_no_other(issuer: FakeIssuer, verifier: Authenticator) -> None:
    token = issuer.token()
    await verifier.authenticate(token, DOOR)
    assert verifier.cached(token, DOOR + "/finance") is None
    await refused(verifier, token, "another audience", DOOR + "/finance")


async def test_an_issuer_may_have_its_own_audience(issuer: FakeIssuer, clock: HandClock, tmp_path: Path) -> None:
    keys = KeySource(IssuerKeys(ISSUER, frozenset({"ES256"}), "x"), issuer, clock)
    trusted = TrustedIssuer(ISSUER, frozenset({"ES256"}), keys, "api://strongroom")
    verifier = Authenticator([trusted], EmbeddedRevocations(tmp_path / "i.sqlite", clock), clock)
    assert (await verifier.authenticate(issuer.token(issuer.claims(aud="api://strongroom")), DOOR)).subject == "rita"
    await refused(verifier, issuer.token(), "another audience")


async def test_a_verified_token_is_remembered_for_a_minute(issuer: FakeIssuer, verifier: Authenticator, clock: HandClock) -> None:
    token = issuer.token()
    assert verifier.cached(token, DOOR) is None
    caller = await verifier.authenticate(token, DOOR)
    assert verifier.cached(token, DOOR) is caller
    assert verifier.cached(token.encode(), DOOR) is caller
    clock.time += 60
    assert verifier.cached(token, DOOR) is None


@pytest.mark.control("IDN-06")
async def test_a_remembered_token_expires_all_the_same(issuer: FakeIssuer, verifier: Authenticator, clock: HandClock) -> None:
    token = issuer.token(issuer.claims(exp=int(clock.now()) + 10))
    await verifier.authenticate(token, DOOR)
    clock.time += 39.9
    assert verifier.cached(token, DOOR) is not None
    clock.time += 0.1
    assert verifier.cached(token, DOOR) is None
    await refused(verifier, token, "expired")


@pytest.mark.control("IDN-06")
async def test_a_remembered_token_can_be_revoked(issuer: FakeIssuer, tmp_path: Path, clock: HandClock) -> None:
    verifier = authenticator(issuer, tmp_path)
    other_worker = EmbeddedRevocations(tmp_path / "identity.sqlite", clock)
    token = issuer.token()
    await verifier.authenticate(token, DOOR)
    other_worker.revoke_token("t-1", clock.now() + 900)
    clock.time += 1
    assert verifier.cached(token, DOOR) is None
    assert (await refused(verifier, token, "revoked")).reason is Reason.UNAUTHENTICATED
    assert (await verifier.authenticate(issuer.token(issuer.claims(jti="t-2")), DOOR)).token_id == "t-2"


@pytest.mark.control("IDN-06")
async def test_while_revocations_cannot_be_read_nobody_passes(issuer: FakeIssuer, clock: HandClock, tmp_path: Path) -> None:
    revocations = EmbeddedRevocations(tmp_path / "i.sqlite", clock)
    keys = KeySource(IssuerKeys(ISSUER, frozenset({"ES256"}), "x"), issuer, clock)
    verifier = Authenticator([TrustedIssuer(ISSUER, frozenset({"ES256"}), keys)], revocations, clock)
    token = issuer.token()
    await verifier.authenticate(token, DOOR)
    revocations.close()
    clock.time += 10
    assert verifier.cached(token, DOOR) is None
    assert (await refused(verifier, token, "cannot be read")).reason is Reason.UPSTREAM_UNAVAILABLE


async def test_revoking_a_user_ends_every_token_issued_so_far(issuer: FakeIssuer, tmp_path: Path, clock: HandClock) -> None:
    verifier = authenticator(issuer, tmp_path)
    old = issuer.token()
    await verifier.authenticate(old, DOOR)
    EmbeddedRevocations(tmp_path / "identity.sqlite", clock).revoke_subject(f"{ISSUER}|rita", clock.now())
    clock.time += 1
    await refused(verifier, old, "revoked")
    assert (await verifier.authenticate(issuer.token(issuer.claims(jti="t-2")), DOOR)).token_id == "t-2"


async def test_what_was_verified_with_withdrawn_keys_is_verified_again(issuer: FakeIssuer, verifier: Authenticator, clock: HandClock) -> None:
    token = issuer.token()
    await verifier.authenticate(token, DOOR)
    issuer.keys = [ec_public("k2")]
    await verifier.authenticate(issuer.token(sign=es256("k2"), kid="k2"), DOOR)
    assert verifier.cached(token, DOOR) is None
    await refused(verifier, token, "does not publish")


async def test_the_memory_is_bounded_and_forgets_the_longest_unused(issuer: FakeIssuer, verifier: Authenticator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "REMEMBERED_TOKENS", 2)
    first, second, third = (issuer.token(issuer.claims(jti=f"t-{n}")) for n in range(3))
    await verifier.authenticate(first, DOOR)
    await verifier.authenticate(second, DOOR)
    assert verifier.cached(first, DOOR) is not None
    await verifier.authenticate(third, DOOR)
    assert verifier.cached(second, DOOR) is None
    assert verifier.cached(first, DOOR) is not None


async def test_a_refusal_says_nothing_of_the_token(issuer: FakeIssuer, verifier: Authenticator) -> None:
    token = compact({"alg": "ES256", "kid": "planted", "typ": "at+jwt"}, issuer.claims(sub="planted", aud="planted", scope="planted"), es256("k1"))
    for _ in range(2):
        error = await refused(verifier, token, "does not publish")
        assert "planted" not in repr(error)


async def test_members_nobody_knows_do_not_disturb(issuer: FakeIssuer, verifier: Authenticator) -> None:
    token = issuer.token(issuer.claims(tenant="t", ver="2.0"), x5t="abc", nonce="of Entra")
    assert (await verifier.authenticate(token, DOOR)).subject == "rita"


def test_a_skew_over_a_minute_is_refused(clock: HandClock, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="between 0 and 60"):
        Authenticator([], EmbeddedRevocations(tmp_path / "i.sqlite", clock), clock, skew=61)


async def test_health_names_the_issuers_whose_keys_are_at_hand(issuer: FakeIssuer, verifier: Authenticator) -> None:
    assert verifier.usable() == {ISSUER: False}
    await verifier.authenticate(issuer.token(), DOOR)
    assert verifier.usable() == {ISSUER: True}
