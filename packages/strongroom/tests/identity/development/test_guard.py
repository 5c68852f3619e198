"""The development identity provider stands nowhere but on one developer's machine."""

from pathlib import Path

import pytest
from support.calls import HandClock

from strongroom.identity.development.guard import UnsafeIdentityProviderError, is_loopback, refuse_unless_safe
from strongroom.identity.development.provider import DevelopmentIdentityProvider, ProviderPlace
from strongroom.identity.embedded import EmbeddedRevocations


@pytest.mark.control("IDN-07")
@pytest.mark.parametrize("profile", ["production", "prod", "PRODUCTION", "staging", ""])
def test_it_is_refused_outside_development(profile: str) -> None:
    with pytest.raises(UnsafeIdentityProviderError, match="refused in profile"):
        refuse_unless_safe(profile, "127.0.0.1")


@pytest.mark.control("IDN-07")
@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "gw.example", "", "127.0.0.1.evil.example", "localhost.evil.example"])
def test_it_is_refused_off_loopback(host: str) -> None:
    with pytest.raises(UnsafeIdentityProviderError, match="loopback only"):
        refuse_unless_safe("development", host)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.0.0.2"])
def test_loopback_is_known_by_its_literal_names(host: str) -> None:
    refuse_unless_safe("development", host)
    assert is_loopback(host)


@pytest.mark.parametrize(
    ("issuer", "profile", "host"),
    [
        ("http://127.0.0.1:1/identity", "production", "127.0.0.1"),
        ("http://127.0.0.1:1/identity", "test", "0.0.0.0"),
        ("https://gw.example/identity", "test", "127.0.0.1"),
    ],
)
def test_construction_is_refused_before_anything_is_written(issuer: str, profile: str, host: str, tmp_path: Path, clock: HandClock) -> None:
    state = tmp_path / "state"
    place = ProviderPlace(issuer=issuer, state=state, profile=profile, host=host)
    with pytest.raises(UnsafeIdentityProviderError):
        DevelopmentIdentityProvider(place, EmbeddedRevocations(tmp_path / "i.sqlite", clock), clock)
    assert not state.exists()
