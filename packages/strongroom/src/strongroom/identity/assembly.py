"""From the settings to the issuers we believe, so that app writes down only what it hands in.

Above: app.
Below: settings, key sources.
Does not know: where the development provider comes from; it is handed in.
"""

from typing import Protocol

from strongroom.core.clock import Clock
from strongroom.identity.key_source import IssuerKeys, KeySource, asymmetric
from strongroom.identity.port import Fetch, Fetched
from strongroom.identity.settings import DevelopmentIssuer, IdentitySettings
from strongroom.identity.verify import TrustedIssuer

_DEVELOPMENT_ALGORITHMS = frozenset({"ES256"})


class LocalIssuer(Protocol):
    """An issuer in this process that hands out its own key set."""

    @property
    def jwks_url(self) -> str:
        """The name under which its key set is asked for."""
        ...

    async def get(self, url: str, max_bytes: int) -> Fetched:
        """The key set."""
        ...


def trusted_issuers(settings: IdentitySettings, fetch: Fetch, clock: Clock, *, issuer: str = "", local: LocalIssuer | None = None) -> tuple[TrustedIssuer, ...]:
    """The issuers of `settings`; keys come by `fetch`, those of the development provider (identifier `issuer`) from `local` without HTTP.

    Raises ValueError where the settings want a development provider and none is handed in, or name an issuer twice.
    """
    made: list[TrustedIssuer] = []
    for one in settings.issuers:
        if isinstance(one, DevelopmentIssuer):
            if local is None:
                raise ValueError("identity.issuers: `kind: development` is configured, but no development identity provider runs here.")
            keys = IssuerKeys(issuer, _DEVELOPMENT_ALGORITHMS, local.jwks_url)
            made.append(TrustedIssuer(issuer, keys.algorithms, KeySource(keys, local, clock)))
        else:
            keys = IssuerKeys(one.issuer, asymmetric(one.algorithms), one.jwks_url)
            made.append(TrustedIssuer(one.issuer, keys.algorithms, KeySource(keys, fetch, clock), one.audience))
    names = [one.issuer for one in made]
    if len(set(names)) != len(names):
        raise ValueError("identity.issuers: an issuer is named twice.")
    return tuple(made)
