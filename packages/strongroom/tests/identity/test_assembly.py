"""Settings become trusted issuers."""

import pytest
from pydantic import ValidationError
from support.calls import HandClock
from support.issuer import DOOR, ISSUER, FakeIssuer

from strongroom.identity.assembly import trusted_issuers
from strongroom.identity.port import Fetched
from strongroom.identity.settings import IdentitySettings


class Local:
    """A development provider's in-process key set."""

    jwks_url = "http://127.0.0.1:8080/identity/jwks.json"

    async def get(self, url: str, max_bytes: int) -> Fetched:
        return Fetched(b"{}")


def test_without_settings_the_development_provider_is_trusted(issuer: FakeIssuer, clock: HandClock) -> None:
    [one] = trusted_issuers(IdentitySettings(), issuer, clock, issuer="http://127.0.0.1:8080/identity", local=Local())
    assert (one.issuer, one.algorithms) == ("http://127.0.0.1:8080/identity", frozenset({"ES256"}))


def test_a_development_issuer_without_a_provider_is_a_mistake(issuer: FakeIssuer, clock: HandClock) -> None:
    with pytest.raises(ValueError, match="no development identity provider runs here"):
        trusted_issuers(IdentitySettings(), issuer, clock)


async def test_a_configured_issuer_keeps_its_algorithms_and_audience(issuer: FakeIssuer, clock: HandClock) -> None:
    entry = {"kind": "oidc", "issuer": ISSUER, "jwks_url": f"{ISSUER}/keys", "algorithms": ["ES256"], "audience": DOOR}
    [one] = trusted_issuers(IdentitySettings.model_validate({"issuers": [entry]}), issuer, clock)
    assert (one.issuer, one.algorithms, one.audience) == (ISSUER, frozenset({"ES256"}), DOOR)
    assert await one.keys.find("k1", "ES256") is not None


def test_an_issuer_named_twice_is_a_mistake(issuer: FakeIssuer, clock: HandClock) -> None:
    entry = {"kind": "oidc", "issuer": ISSUER}
    with pytest.raises(ValueError, match="named twice"):
        trusted_issuers(IdentitySettings.model_validate({"issuers": [entry, entry]}), issuer, clock)


@pytest.mark.parametrize(
    "entry",
    [
        {"kind": "oidc"},
        {"kind": "oidc", "issuer": "idp.example"},
        {"kind": "oidc", "issuer": "https://idp.example|x"},
        {"kind": "oidc", "issuer": ISSUER, "algorithms": ["HS256"]},
        {"kind": "oidc", "issuer": ISSUER, "algorithms": ["none"]},
        {"kind": "oidc", "issuer": ISSUER, "algorithms": []},
        {"kind": "oidc", "issuer": ISSUER, "surprise": 1},
        {"kind": "development", "issuer": ISSUER},
        {"kind": "saml"},
    ],
)
def test_wrong_settings_are_refused(entry: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        IdentitySettings.model_validate({"issuers": [entry]})
