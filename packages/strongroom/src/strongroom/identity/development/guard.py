"""Refuses to let the development identity provider stand where a real one belongs.

Above: the provider's construction, app's start.
Below: nothing of ours.
Does not know: anything but a profile and a host name.
"""

import ipaddress

ALLOWED_PROFILES = frozenset({"development", "demo", "test"})


class UnsafeIdentityProviderError(Exception):
    """The configuration asks for the development identity provider in a place where strangers could use it."""


def refuse_unless_safe(profile: str, host: str) -> None:
    """Raise UnsafeIdentityProviderError unless `profile` is a development one and `host`, the address to listen at, is loopback."""
    if profile not in ALLOWED_PROFILES:
        raise UnsafeIdentityProviderError(
            f"identity.issuers: `kind: development` is refused in profile `{profile}`; it is allowed in {', '.join(sorted(ALLOWED_PROFILES))}. "
            "Name your identity provider instead: `- kind: oidc` with `issuer: https://...`."
        )
    if not is_loopback(host):
        raise UnsafeIdentityProviderError(
            f"identity.issuers: `kind: development` is refused while Strongroom listens at `{host}`; it is allowed on loopback only. "
            "Listen at 127.0.0.1, or name your identity provider: `- kind: oidc` with `issuer: https://...`."
        )


def is_loopback(host: str) -> bool:
    """Whether `host` is `localhost` or a literal loopback address; other names are not resolved, so never."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
