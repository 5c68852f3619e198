"""The development identity provider as one ASGI application: metadata, keys, authorize, token, revoke.

Above: app, which sends it the requests for `paths`.
Below: the endpoints, the state directory.
Does not know: the gateway.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from strongroom.core.clock import Clock, Entropy, SystemEntropy
from strongroom.core.json import JsonObject
from strongroom.identity.addresses import Reach
from strongroom.identity.database import open_database
from strongroom.identity.development import grants, sign_in
from strongroom.identity.development.authorize import Authorize
from strongroom.identity.development.clients import EXCHANGE, Client, Clients, seeded
from strongroom.identity.development.guard import refuse_unless_safe
from strongroom.identity.development.issuing import Issuer
from strongroom.identity.development.oauth import OAuthError, answer, refusal
from strongroom.identity.development.resources import Resources, origin_of
from strongroom.identity.development.token import Parts, TokenEndpoint
from strongroom.identity.development.users import directory
from strongroom.identity.fetch import ThreadFetch
from strongroom.identity.port import Fetch, Fetched, Revocations
from strongroom.identity.signing_keys import ALGORITHM, SigningKeys

FILE_NAME = "development-identity.sqlite"
_PUBLIC = {"Cache-Control": "public, max-age=300", "X-Content-Type-Options": "nosniff"}
_KEYS_KEPT_SECONDS = 5.0
Serve = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderPlace:
    """Where the provider stands: its identifier (`http://127.0.0.1:8080/identity`), the state directory all workers share, profile and listening host."""

    issuer: str
    state: Path
    profile: str
    host: str


class DevelopmentIdentityProvider:
    """Seven users, a few clients, two keys. Raises UnsafeIdentityProviderError at construction where it may not stand.

    `app` is the ASGI application; it answers full paths, `prefix` and the well-known ones in `paths`, so it is called without a changed root path.
    """

    def __init__(
        self,
        place: ProviderPlace,
        revocations: Revocations,
        clock: Clock,
        *,
        clients: Sequence[Client] = (),
        fetch: Fetch | None = None,
        entropy: Entropy | None = None,
    ) -> None:
        refuse_unless_safe(place.profile, place.host)
        refuse_unless_safe(place.profile, urlsplit(place.issuer).hostname or "")
        entropy = entropy or SystemEntropy()
        self.issuer = place.issuer
        self.prefix = urlsplit(place.issuer).path.rstrip("/")
        self._authority = urlsplit(place.issuer).netloc.lower()
        self._keys = SigningKeys(place.state / FILE_NAME, clock)
        self._connection = open_database(place.state / FILE_NAME, f"{grants.SCHEMA};{sign_in.SCHEMA}")
        people = directory(place.state, entropy)
        resources = Resources(origin_of(place.issuer))
        known = Clients((*seeded(people), *clients), fetch or ThreadFetch(Reach.PUBLIC_AND_LOOPBACK), clock)
        granted = grants.Grants(self._connection, clock, entropy)
        self._scopes = sorted(resources.scopes)
        self._authorize = Authorize(place.issuer, resources, known, sign_in.SignIn(self._connection, people, clock, entropy), granted, clock)
        issuer = Issuer(place.issuer, self._keys, clock)
        self._token = TokenEndpoint(Parts(resources=resources, clients=known, directory=people, grants=granted, issuer=issuer, revocations=revocations))
        self.app = Starlette(routes=self._routes())

    @property
    def paths(self) -> frozenset[str]:
        """The exact well-known paths outside `prefix` that belong to this provider (RFC 8414 section 3.1)."""
        return frozenset({f"/.well-known/oauth-authorization-server{self.prefix}", f"/.well-known/openid-configuration{self.prefix}"})

    @property
    def jwks_url(self) -> str:
        """Where the keys are published."""
        return f"{self.issuer}/jwks.json"

    def jwks(self) -> bytes:
        """The public keys."""
        return self._keys.jwks()

    def rotate_keys(self) -> None:
        """Let the next key sign from now on."""
        self._keys.rotate()

    async def get(self, url: str, max_bytes: int) -> Fetched:
        """The Fetch port for this provider's own key set, so that a verifier in the same process needs no HTTP. Raises ValueError for any other URL."""
        if url != self.jwks_url:
            raise ValueError("Only the key set is handed out in process.")
        return Fetched(self.jwks()[:max_bytes], _KEYS_KEPT_SECONDS)

    def close(self) -> None:
        """Give the files back."""
        self._keys.close()
        self._connection.close()

    def metadata(self) -> JsonObject:
        """RFC 8414 section 2 and OpenID Connect Discovery section 3 in one document."""
        base = self.issuer
        methods = ["none", "client_secret_basic", "client_secret_post"]
        return {
            "issuer": base,
            "authorization_endpoint": f"{base}/authorize",
            "token_endpoint": f"{base}/token",
            "revocation_endpoint": f"{base}/revoke",
            "jwks_uri": self.jwks_url,
            "scopes_supported": list(self._scopes),
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code", "refresh_token", "client_credentials", EXCHANGE],
            "token_endpoint_auth_methods_supported": list(methods),
            "revocation_endpoint_auth_methods_supported": list(methods),
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": True,
            "client_id_metadata_document_supported": True,
            "acr_values_supported": ["1", "2"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [ALGORITHM],
            "claims_supported": ["sub", "name", "roles", "clearance", "region", "purposes", "amr", "acr", "auth_time"],
            "request_parameter_supported": False,
        }

    def _routes(self) -> list[Route]:
        documents = [*sorted(self.paths), f"{self.prefix}/.well-known/openid-configuration", f"{self.prefix}/.well-known/oauth-authorization-server"]
        return [
            *(Route(path, self._guarded(self._metadata), methods=["GET"]) for path in dict.fromkeys(documents)),
            Route(f"{self.prefix}/jwks.json", self._guarded(self._jwks), methods=["GET"]),
            Route(f"{self.prefix}/authorize", self._guarded(self._authorize.show), methods=["GET"]),
            Route(f"{self.prefix}/authorize", self._guarded(self._authorize.attempt), methods=["POST"]),
            Route(f"{self.prefix}/token", self._guarded(self._token.token), methods=["POST"]),
            Route(f"{self.prefix}/revoke", self._guarded(self._token.revoke), methods=["POST"]),
        ]

    def _guarded(self, serve: Serve) -> Serve:
        """Answer only under the provider's own name, so that no foreign name that leads here (DNS rebinding) can be used by a page."""

        async def guarded(request: Request) -> Response:
            if request.headers.get("host", "").lower() != self._authority:
                return refusal(OAuthError("invalid_request", f"This identity provider answers at {self.issuer} only.", status=421))
            return await serve(request)

        return guarded

    async def _metadata(self, _: Request) -> Response:
        return answer(self.metadata(), headers=_PUBLIC)

    async def _jwks(self, _: Request) -> Response:
        return Response(self.jwks(), 200, {**_PUBLIC, "Access-Control-Allow-Origin": "*"}, "application/json")
