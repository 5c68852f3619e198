"""The token endpoint: codes, refresh tokens, clients in their own name, and exchange (RFC 6749, 7636, 8707, 8693); and revocation (RFC 7009).

Above: the provider's routes.
Below: clients, grants, the issuer, revocations.
Does not know: pages, sign-in.
"""

import base64
import binascii
import hmac
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote_plus

from starlette.requests import Request
from starlette.responses import Response

from strongroom.core.json import JsonObject
from strongroom.identity.development.clients import EXCHANGE, Client, Clients
from strongroom.identity.development.exchange import Exchanged, exchanged
from strongroom.identity.development.grants import Grant, Grants, ReplayError
from strongroom.identity.development.issuing import Issued, Issuer
from strongroom.identity.development.oauth import NO_STORE, OAuthError, answer, challenge, form, refusal, required, scopes
from strongroom.identity.development.resources import Resources
from strongroom.identity.development.users import Directory, User
from strongroom.identity.failure import IdentityError
from strongroom.identity.port import Revocations

Sent = Mapping[str, str]
_ABOUT_SIGN_IN = frozenset({"openid", "offline_access"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the endpoint stands on."""

    resources: Resources
    clients: Clients
    directory: Directory
    grants: Grants
    issuer: Issuer
    revocations: Revocations


class TokenEndpoint:
    """Serves POST /token and POST /revoke."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._kinds: dict[str, Callable[[Client, Sent], Awaitable[JsonObject]]] = {
            "authorization_code": self._code,
            "refresh_token": self._refresh,
            "client_credentials": self._client_credentials,
            EXCHANGE: self._exchange,
        }

    async def token(self, request: Request) -> Response:
        """One grant in, tokens out; errors as RFC 6749 section 5.2."""
        try:
            sent = await form(request)
            client = await self._client(request, sent)
            return answer(await self._grant(client, sent))
        except ReplayError as error:
            self._take_back(error.tokens)
            return refusal(error)
        except OAuthError as error:
            return refusal(error)

    async def _grant(self, client: Client, sent: Sent) -> JsonObject:
        kind = required(sent, "grant_type")
        if kind not in self._kinds:
            raise OAuthError("unsupported_grant_type", f"Supported are {', '.join(self._kinds)}.")
        if kind not in client.grants:
            raise OAuthError("unauthorized_client", "This client may not use that grant.")
        return await self._kinds[kind](client, sent)

    async def revoke(self, request: Request) -> Response:
        """Take back a refresh token with all that came from it, or an access token; unknown tokens are no error."""
        try:
            sent = await form(request)
            client = await self._client(request, sent)
            token = required(sent, "token")
        except OAuthError as error:
            return refusal(error)
        grant = self._parts.grants.peek_refresh(token)
        if grant is not None:
            if grant.client_id == client.id:
                self._take_back(self._parts.grants.kill(grant.family))
            return Response(status_code=200, headers=NO_STORE)
        try:
            claims = self._parts.issuer.read_own(token)
        except IdentityError:
            return Response(status_code=200, headers=NO_STORE)
        if claims.get("client_id") == client.id:
            self._take_back(((str(claims["jti"]), float(str(claims["exp"]))),))
        return Response(status_code=200, headers=NO_STORE)

    async def _client(self, request: Request, sent: Sent) -> Client:
        """Who asks: `client_id` with or without `client_secret`, in the form or as HTTP Basic, never both (RFC 6749 section 2.3)."""
        header = request.headers.get("authorization", "")
        if not header:
            return await self._parts.clients.authenticated(required(sent, "client_id"), sent.get("client_secret", ""))
        client_id, secret = _basic(header)
        if "client_secret" in sent or sent.get("client_id", client_id) != client_id:
            raise OAuthError("invalid_request", "Authenticate the client in one way, not two.")
        return await self._parts.clients.authenticated(client_id, secret)

    async def _code(self, client: Client, sent: Sent) -> JsonObject:
        """A code is spent by the first try, right or wrong."""
        verifier = required(sent, "code_verifier")
        grant, terms = self._parts.grants.redeem_code(required(sent, "code"))
        if grant.client_id != client.id:
            raise OAuthError("invalid_grant", "The code was issued to another client.")
        if required(sent, "redirect_uri") != terms.redirect_uri:
            raise OAuthError("invalid_grant", "The redirect URI is not the one of the authorization request.")
        if not 43 <= len(verifier) <= 128 or not hmac.compare_digest(challenge(verifier), terms.challenge):
            raise OAuthError("invalid_grant", "The PKCE verifier does not fit the challenge.")
        self._same_resource(grant, sent)
        return self._issued(client, grant)

    async def _refresh(self, client: Client, sent: Sent) -> JsonObject:
        token = required(sent, "refresh_token")
        known = self._parts.grants.peek_refresh(token)
        if known is not None and known.client_id != client.id:
            raise OAuthError("invalid_grant", "The refresh token was issued to another client.")
        asked = scopes(sent, self._parts.resources.scopes)
        if known is not None:
            self._same_resource(known, sent)
            if not set(asked) <= set(known.scopes):
                raise OAuthError("invalid_scope", "A refresh can narrow scopes, not widen them.")
        grant = self._parts.grants.redeem_refresh(token)
        return self._issued(client, grant, narrowed=asked)

    async def _client_credentials(self, client: Client, sent: Sent) -> JsonObject:
        granted = scopes(sent, self._parts.resources.scopes - _ABOUT_SIGN_IN)
        issued = self._parts.issuer.for_client(client, self._parts.resources.one(sent), granted)
        return self._body(issued, granted)

    async def _exchange(self, client: Client, sent: Sent) -> JsonObject:
        read: Exchanged = exchanged(client, sent, self._parts.issuer, self._parts.resources, self._parts.revocations)
        user = self._user(read.grant.username)
        issued = self._parts.issuer.for_user(user, read.grant, actors=read.actors, until=read.until)
        return self._body(issued, read.grant.scopes) | {"issued_token_type": "urn:ietf:params:oauth:token-type:access_token"}

    def _issued(self, client: Client, grant: Grant, *, narrowed: tuple[str, ...] = ()) -> JsonObject:
        user = self._user(grant.username)
        granted = tuple(scope for scope in narrowed or grant.scopes if scope not in _ABOUT_SIGN_IN)
        issued = self._parts.issuer.for_user(user, replace(grant, scopes=granted))
        self._parts.grants.remember_access(grant.family, issued.id, issued.expires_at)
        body = self._body(issued, granted)
        if "refresh_token" in client.grants:
            body["refresh_token"] = self._parts.grants.issue_refresh(grant)
        if "openid" in grant.scopes:
            body["id_token"] = self._parts.issuer.id_token(user, grant)
        return body

    def _body(self, issued: Issued, granted: tuple[str, ...]) -> JsonObject:
        expires_in = issued.expires_at - int(self._parts.issuer.now())
        return {"access_token": issued.token, "token_type": "Bearer", "expires_in": expires_in, "scope": " ".join(granted)}

    def _user(self, username: str) -> User:
        user = self._parts.directory.users.get(username)
        if user is None:
            raise OAuthError("invalid_grant", "The user no longer exists.")
        return user

    def _same_resource(self, grant: Grant, sent: Sent) -> None:
        if sent.get("resource", grant.resource) != grant.resource:
            raise OAuthError("invalid_target", "The resource is not the one that was granted.")

    def _take_back(self, tokens: tuple[tuple[str, float], ...]) -> None:
        for token_id, until in tokens:
            self._parts.revocations.revoke_token(token_id, until)


def _basic(header: str) -> tuple[str, str]:
    """Client id and secret from HTTP Basic, each form-encoded first (RFC 6749 section 2.3.1). Raises OAuthError."""
    scheme, _, encoded = header.partition(" ")
    try:
        name, colon, secret = base64.b64decode(encoded, validate=True).decode("utf-8").partition(":")
    except (binascii.Error, UnicodeDecodeError):
        colon = ""
        name = secret = ""
    if scheme.lower() != "basic" or not colon:
        raise OAuthError("invalid_client", "The Authorization header is no HTTP Basic of client id and secret.", status=401)
    return unquote_plus(name), unquote_plus(secret)
