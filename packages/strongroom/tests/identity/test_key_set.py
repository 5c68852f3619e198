"""Of a published key set, only keys that may verify this issuer's signatures are kept."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc.jwk import OKPKey
from support.issuer import ec_public, rsa_public

from strongroom.core.json import Json, JsonObject
from strongroom.identity.key_set import LARGEST_SET, MOST_KEYS, read

ALL = {"ES256", "RS256", "PS256", "EdDSA"}


def _set(*keys: Json) -> bytes:
    return json.dumps({"keys": list(keys)}).encode()


def test_each_key_serves_the_algorithms_of_its_kind() -> None:
    keys = read(_set(ec_public("e"), rsa_public("r")), ALL)
    assert set(keys.keys) == {("e", "ES256"), ("r", "RS256"), ("r", "PS256")}
    assert keys.find("r", "ES256") is None
    assert keys.find("", "ES256") is keys.find("e", "ES256")


def test_a_key_that_names_its_algorithm_serves_no_other() -> None:
    assert set(read(_set(rsa_public("r", alg="PS256")), ALL).keys) == {("r", "PS256")}


def test_ed25519_is_known() -> None:
    key = OKPKey.generate_key("Ed25519").as_dict(private=False)
    published: JsonObject = {name: value for name, value in key.items() if isinstance(value, str)}
    assert read(_set(published | {"kid": "o"}), ALL).find("o", "EdDSA") is not None


@pytest.mark.parametrize(
    "key",
    [
        ec_public("x") | {"use": "enc"},
        ec_public("x") | {"use": 7},
        ec_public("x") | {"key_ops": ["sign"]},
        ec_public("x") | {"key_ops": "verify"},
        ec_public("x") | {"d": "AAAA"},
        ec_public("x") | {"crv": "secp256k1"},
        ec_public("x") | {"crv": "P-384"},
        ec_public("x") | {"x": "AAAA"},
        ec_public("x") | {"x": None},
        ec_public("x") | {"alg": "ES384"},
        ec_public("x") | {"kty": "oct", "k": "c2VjcmV0"},
        {"kty": "oct", "k": "c2VjcmV0", "kid": "x", "alg": "HS256"},
        rsa_public("x", 1024),
        {"kty": "RSA", "n": "AQ", "e": "AQAB", "kid": "x"},
        {"kty": "new", "kid": "x"},
        {"kty": ["EC"], "kid": "x"},
        ec_public("x") | {"alg": ["ES256"]},
        ec_public("x") | {"crv": ["P-256"]},
        ec_public("x") | {"crv": {}},
        ec_public("x") | {"kty": "OKP"},
        {},
        "text",
    ],
)
def test_a_key_of_another_use_or_kind_is_left_out(key: Json) -> None:
    assert set(read(_set(key, ec_public("good")), ALL).keys) == {("good", "ES256")}
    with pytest.raises(ValueError, match="no usable signature key"):
        read(_set(key), ALL)


def test_two_keys_with_one_id_are_both_left_out() -> None:
    keys = read(_set(ec_public("a"), ec_public("b") | {"kid": "a"}, ec_public("c")), ALL)
    assert set(keys.keys) == {("c", "ES256")}


@pytest.mark.parametrize("text", [b"", b"[]", b"{}", b'{"keys":{}}', b'{"keys":"k"}', b"\xff\xfe", b"[" * 100_000, b'{"keys":[' + b"{}," * MOST_KEYS + b"{}]}"])
def test_what_is_no_key_set_is_refused(text: bytes) -> None:
    with pytest.raises(ValueError, match="key set"):
        read(text, ALL)


def test_an_enormous_set_is_refused() -> None:
    with pytest.raises(ValueError, match="larger than"):
        read(_set(ec_public("e"), "x" * LARGEST_SET), ALL)


_VALUES = st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.lists(st.text(max_size=5), max_size=2) | st.just({"a": 1})
_NAMES = st.sampled_from(["kty", "crv", "x", "y", "n", "e", "kid", "alg", "use", "key_ops"])


@given(st.lists(st.tuples(st.sampled_from([ec_public("h"), rsa_public("r")]), st.dictionaries(_NAMES, _VALUES, max_size=3)), max_size=3))
def test_whatever_a_set_holds_the_good_key_in_it_is_found(spoilt: list[tuple[JsonObject, dict[str, Json]]]) -> None:
    keys = [good | change | {"kid": f"spoilt-{at}"} for at, (good, change) in enumerate(spoilt)]
    assert read(_set(*keys, ec_public("good")), ALL).find("good", "ES256") is not None
