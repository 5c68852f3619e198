"""Tokens whose text or header is wrong are refused before any key is fetched."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.issuer import DOOR, FakeIssuer, b64, compact, ec_public, es256

from strongroom.core.reason import Reason
from strongroom.identity.compact import LARGEST_TOKEN, take_apart
from strongroom.identity.failure import IdentityError
from strongroom.identity.verify import Authenticator

Make = Callable[[FakeIssuer], str]
GOOD_HEADER = {"alg": "ES256", "kid": "k1", "typ": "at+jwt"}


def _raw(header: bytes) -> Make:
    return lambda issuer: compact(header, issuer.claims(), es256("k1"))


def _payload(payload: bytes) -> Make:
    return lambda issuer: compact(dict(GOOD_HEADER), payload, es256("k1"))


def _with(**header: object) -> Make:
    return lambda issuer: compact(json.dumps(GOOD_HEADER | header).encode(), issuer.claims(), es256("k1"))


def _other_last_character(token: str) -> str:
    """The same bytes in another spelling: only unused bits of the last character change."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return token[:-1] + alphabet[alphabet.index(token[-1]) ^ 1]


CASES: dict[str, tuple[Make, str]] = {
    "empty": (lambda _: "", "empty or cut short"),
    "one word": (lambda _: "garbage-garbage-garbage", "no signed JSON Web Token"),
    "only dots": (lambda _: ".." * 10, "no signed JSON Web Token"),
    "two parts": (lambda i: i.token().rsplit(".", 1)[0], "no signed JSON Web Token"),
    "no signature": (lambda i: i.token().rsplit(".", 1)[0] + ".", "no signed JSON Web Token"),
    "no header": (lambda i: "." + i.token().split(".", 1)[1], "no signed JSON Web Token"),
    "four parts": (lambda i: i.token() + ".AAAA", "no signed JSON Web Token"),
    "five parts": (lambda i: i.token() + ".AAAA.AAAA", "Encrypted tokens"),
    "oversize": (lambda i: i.token(i.claims(padding="x" * LARGEST_TOKEN)), "larger than"),
    "leading space": (lambda i: " " + i.token(), "not base64url"),
    "trailing newline": (lambda i: i.token() + "\n", "not base64url"),
    "inner tab": (lambda i: i.token().replace(".", "\t.", 1), "not base64url"),
    "unicode": (lambda i: "é" + i.token(), "not base64url"),
    "lone surrogate": (lambda i: "\ud800" + i.token(), "not base64url"),
    "NUL": (lambda i: i.token() + "\x00", "not base64url"),
    "scheme left in": (lambda i: "Bearer " + i.token(), "not base64url"),
    "two tokens": (lambda i: f"{i.token()},{i.token()}".replace(".", "_", 2), "not base64url"),
    "padded signature": (lambda i: i.token() + "==", "not base64url"),
    "padded header": (lambda i: i.token().replace(".", "=.", 1), "not base64url"),
    "standard alphabet": (lambda i: i.token() + "+/", "not base64url"),
    "stray bits in the signature": (lambda i: _other_last_character(i.token()), "canonical"),
    "one character too many": (lambda i: i.token().rsplit(".", 1)[0] + ".A", "cut short"),
    "header no JSON": (_raw(b"{not json"), "header is no plain JSON"),
    "header an array": (_raw(b'["ES256"]'), "header is no JSON object"),
    "header not UTF-8": (_raw(b'{"alg":"ES256","kid":"\xff"}'), "header is no plain JSON"),
    "header with a duplicate": (_raw(b'{"alg":"none","alg":"ES256","typ":"at+jwt"}'), "header is no plain JSON"),
    "payload no JSON": (_payload(b"hello there"), "payload is no plain JSON"),
    "payload a text": (_payload(b'"hello there"'), "payload is no JSON object"),
    "payload with a duplicate": (_payload(b'{"sub":"rita","sub":"ada"}'), "payload is no plain JSON"),
    "payload NaN": (_payload(b'{"exp":NaN,"sub":"rita"}'), "payload is no plain JSON"),
    "payload Infinity": (_payload(b'{"exp":1e999,"sub":"rita"}'), "payload is no plain JSON"),
    "payload a huge integer": (_payload(b'{"exp":' + b"9" * 5000 + b"}"), "payload is no plain JSON"),
    "payload too deep": (_payload(b"[" * 6000 + b"]" * 5000), "payload is no plain JSON"),
    "crit": (_with(crit=["exp"], exp=1), "`crit`"),
    "crit unknown": (_with(crit=["x-thing"]), "`crit`"),
    "crit empty": (_with(crit=[]), "`crit`"),
    "b64 false": (_with(b64=False), "`crit`"),
    "jwk": (_with(jwk=ec_public("thief")), "brings its own key"),
    "jku": (_with(jku="https://thief.example/jwks"), "brings its own key"),
    "x5u": (_with(x5u="https://thief.example/cert"), "brings its own key"),
    "x5c": (_with(x5c=["MIIB"]), "brings its own key"),
    "nested": (_with(cty="JWT"), "Nested or compressed"),
    "compressed": (_with(zip="DEF"), "Nested or compressed"),
    "alg absent": (_raw(b'{"kid":"k1","typ":"at+jwt"}'), "names no algorithm"),
    "alg null": (_with(alg=None), "names no algorithm"),
    "alg a list": (_with(alg=["ES256"]), "names no algorithm"),
    "kid a number": (_with(kid=1), "key id"),
    "kid with a control character": (_with(kid="k1\n"), "key id"),
    "kid endless": (_with(kid="k" * 300), "key id"),
    "typ a number": (_with(typ=7), "type"),
}


@pytest.mark.control("IDN-03")
@pytest.mark.parametrize("case", CASES)
async def test_a_token_of_wrong_shape_is_refused_and_nothing_is_fetched(case: str, issuer: FakeIssuer, verifier: Authenticator) -> None:
    make, sentence = CASES[case]
    with pytest.raises(IdentityError, match=sentence) as refused:
        await verifier.authenticate(make(issuer), DOOR)
    assert refused.value.reason is Reason.UNAUTHENTICATED
    assert refused.value.error_code == "invalid_token"
    assert issuer.fetches == 0


@pytest.mark.parametrize("kid", ["../../etc/passwd", "' OR 1=1 --", "k1\u0000".replace("\u0000", ";rm -rf"), "https://thief.example/"])
async def test_a_hostile_key_id_is_only_compared(kid: str, issuer: FakeIssuer, verifier: Authenticator) -> None:
    with pytest.raises(IdentityError, match="does not publish"):
        await verifier.authenticate(issuer.token(kid=kid), DOOR)


@given(st.binary(max_size=400) | st.text(alphabet="eyJ.AQgw-_=", max_size=200).map(str.encode))
def test_any_bytes_are_taken_apart_or_refused(token: bytes) -> None:
    try:
        apart = take_apart(token)
    except IdentityError:
        return
    assert token == apart.text


def test_the_message_holds_nothing_of_the_token(issuer: FakeIssuer) -> None:
    token = compact({"alg": "ES256", "kid": "secret-kid\n"}, {"sub": "secret-subject"}, es256("k1"))
    with pytest.raises(IdentityError) as refused:
        take_apart(token.encode())
    assert "secret" not in str(refused.value)
    assert b64(b"secret")[:6] not in str(refused.value)
