"""Which applications may ask for tokens: those known beforehand, and those that publish who they are (client ID metadata documents).

Above: the endpoints of the development identity provider.
Below: the Fetch port, core.
Does not know: users, tokens.
"""

import hmac
import json
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from strongroom.core.clock import Clock
from strongroom.core.json import Json
from strongroom.identity.development.guard import is_loopback
from strongroom.identity.development.oauth import OAuthError
from strongroom.identity.development.users import CONFIDENTIAL_CLIENT, Directory
from strongroom.identity.port import Fetch

PUBLIC_GRANTS = frozenset({"authorization_code", "refresh_token"})
EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"
SERVICE_GRANTS = frozenset({"client_credentials", EXCHANGE})
LARGEST_DOCUMENT = 32 * 1024
_KEPT_DOCUMENTS = 256
_KEPT_SECONDS = 300.0
_MOST_REDIRECTS = 16
_LOOPBACK = ("http://127.0.0.1/callback", "http://localhost/callback", "http://[::1]/callback")
_DANGEROUS_SCHEMES = frozenset({"javascript", "data", "file", "blob", "vbscript", "about", "ftp", "ws", "wss", "http", "https", "view-source"})


@dataclass(frozen=True, slots=True)
class Client:
    """An application. Without `secret` it is public and lives by PKCE alone."""

    id: str
    name: str
    redirect_uris: tuple[str, ...] = ()
    grants: frozenset[str] = PUBLIC_GRANTS
    secret: str = ""

    def __repr__(self) -> str:
        return f"Client({self.id})"

    def redirects_to(self, uri: str) -> bool:
        """Whether `uri` is registered: exactly, or up to the port on loopback (RFC 8252 section 7.3)."""
        return uri in self.redirect_uris or any(_same_but_port(uri, registered) for registered in self.redirect_uris)


def seeded(directory: Directory) -> tuple[Client, ...]:
    """The clients everybody has: the command line, the demo, and one agent with a secret that acts in its own name."""
    return (
        Client("strongroom-cli", "Strongroom command line", _LOOPBACK),
        Client("strongroom-demo", "Strongroom demo", _LOOPBACK),
        Client(CONFIDENTIAL_CLIENT, "Reporting agent", (), SERVICE_GRANTS, directory.client_secrets[CONFIDENTIAL_CLIENT]),
    )


class Clients:
    """Finds a client by id; an id that is a URL is fetched, with the bounds of `fetch`, and kept for five minutes."""

    def __init__(self, known: Iterable[Client], fetch: Fetch, clock: Clock) -> None:
        self._known = {client.id: client for client in known}
        self._fetch = fetch
        self._clock = clock
        self._documents: OrderedDict[str, tuple[float, Client | None]] = OrderedDict()

    async def find(self, client_id: str) -> Client:
        """The client. Raises OAuthError (invalid_client) where nobody knows it or its document is wrong."""
        known = self._known.get(client_id)
        if known is not None:
            return known
        if not document_url(client_id):
            raise OAuthError("invalid_client", "The client is unknown; register it in advance or use the https URL of its metadata document as client_id.")
        kept_until, client = self._documents.get(client_id, (float("-inf"), None))
        if kept_until <= self._clock.monotonic():
            client = await self._fetched(client_id)
            self._documents[client_id] = (self._clock.monotonic() + _KEPT_SECONDS, client)
            while len(self._documents) > _KEPT_DOCUMENTS:
                self._documents.popitem(last=False)
        if client is None:
            raise OAuthError("invalid_client", "The client's metadata document cannot be had, or it does not describe the client of that URL.")
        return client

    async def authenticated(self, client_id: str, secret: str) -> Client:
        """The client, its secret checked where it has one. Raises OAuthError (invalid_client)."""
        client = await self.find(client_id)
        if not hmac.compare_digest(client.secret.encode(), secret.encode()):
            raise OAuthError("invalid_client", "The client's secret is wrong, missing, or sent by a client that has none.", status=401)
        return client

    async def _fetched(self, url: str) -> Client | None:
        try:
            return described((await self._fetch.get(url, LARGEST_DOCUMENT)).body, url)
        except (OSError, ValueError):
            return None


def document_url(client_id: str) -> bool:
    """Whether `client_id` is a URL that may hold a client's document: https with a path, or http on loopback; no user, fragment or dot segments."""
    if len(client_id) > 512 or not client_id.isascii():
        return False
    try:
        parts = urlsplit(client_id)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    plain = parts.username is None and parts.password is None and not parts.fragment
    dotted = any(part in {".", ".."} for part in parts.path.split("/"))
    trusted = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))
    return trusted and bool(host) and plain and parts.path not in {"", "/"} and not dotted


def described(text: bytes, url: str) -> Client:
    """The client a metadata document describes. Raises ValueError where it is not the document of `url` or wants more than a public client may have."""
    try:
        document: Json = json.loads(text)
    except RecursionError:
        raise ValueError("The document is nested too deep.") from None
    if not isinstance(document, dict) or document.get("client_id") != url:
        raise ValueError("The document's client_id is not its URL.")
    name, redirects = document.get("client_name"), document.get("redirect_uris")
    if not isinstance(name, str) or not 0 < len(name) <= 100 or not name.isprintable():
        raise ValueError("The document has no short client_name.")
    if not isinstance(redirects, list) or not 0 < len(redirects) <= _MOST_REDIRECTS:
        raise ValueError(f"The document needs 1 to {_MOST_REDIRECTS} redirect_uris.")
    uris = tuple(uri for uri in redirects if isinstance(uri, str) and redirect_allowed(uri))
    if len(uris) != len(redirects):
        raise ValueError("A redirect URI is neither https, nor http on loopback, nor an application's own scheme.")
    if document.get("token_endpoint_auth_method", "none") != "none" or "client_secret" in document:
        raise ValueError("A client with a public document has no secret.")
    return Client(url, name, uris)


def redirect_allowed(uri: str) -> bool:
    """Whether browsers may be sent to `uri`: https, http on loopback, or an application's own scheme (RFC 8252 section 7)."""
    if len(uri) > 512 or not uri.isascii() or not uri.isprintable() or " " in uri or "#" in uri or "*" in uri or "\\" in uri:
        return False
    try:
        parts = urlsplit(uri)
    except ValueError:
        return False
    if parts.username is not None or parts.password is not None:
        return False
    if parts.scheme in {"https", "http"}:
        return bool(parts.hostname) and (parts.scheme == "https" or is_loopback(parts.hostname or ""))
    return bool(parts.scheme) and parts.scheme not in _DANGEROUS_SCHEMES


def _same_but_port(uri: str, registered: str) -> bool:
    try:
        asked, known = urlsplit(uri), urlsplit(registered)
        _ = asked.port
    except ValueError:
        return False
    if known.scheme != "http" or not is_loopback(known.hostname or "") or not redirect_allowed(uri):
        return False
    return (asked.scheme, asked.hostname, asked.path, asked.query) == (known.scheme, known.hostname, known.path, known.query)
