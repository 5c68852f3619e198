"""OAuth parameters come once each, bounded and printable."""

import pytest
from support.browser import Browser

from strongroom.identity.development.oauth import LARGEST_FORM, OAuthError, challenge, parameters, required, scopes


@pytest.mark.parametrize(
    "text", [b"a=1&a=2", b"a=1&a=", b"a=%00", b"a=%0a", b"a=%ff", "a=é".encode(), b"a=" + b"x" * 30_000, b"&".join(b"n%d=1" % n for n in range(50))]
)
def test_repeated_unprintable_or_endless_parameters_are_refused(text: bytes) -> None:
    with pytest.raises(OAuthError):
        parameters(text)


def test_an_empty_parameter_counts_as_absent() -> None:
    assert parameters(b"a=&b=1") == {"b": "1"}
    with pytest.raises(OAuthError, match="`a` is missing"):
        required({}, "a")


def test_unknown_scopes_are_refused_and_known_ones_sorted() -> None:
    assert scopes({"scope": "b a b"}, frozenset({"a", "b"})) == ("a", "b")
    with pytest.raises(OAuthError, match="supported are a b"):
        scopes({"scope": "admin"}, frozenset({"a", "b"}))


def test_the_challenge_is_that_of_the_specification() -> None:
    """RFC 7636 appendix B."""
    assert challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_a_form_of_another_type_or_too_large_is_refused(browser: Browser) -> None:
    assert browser.http.post("/identity/token", json={"grant_type": "client_credentials"}).json()["error"] == "invalid_request"
    endless = browser.http.post("/identity/token", content=b"a" * (LARGEST_FORM + 1), headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert (endless.status_code, endless.json()["error"]) == (413, "invalid_request")
