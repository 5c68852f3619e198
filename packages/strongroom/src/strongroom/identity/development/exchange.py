"""Token exchange (RFC 8693): a client with a secret trades a user's token for one at another door, and is written into it as the actor.

Above: the token endpoint.
Below: the issuer, revocations.
Does not know: HTTP.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from strongroom.core.json import Json, JsonMapping, JsonObject
from strongroom.identity import claims as claim
from strongroom.identity.development.clients import Client
from strongroom.identity.development.grants import Grant
from strongroom.identity.development.issuing import Issuer
from strongroom.identity.development.oauth import OAuthError, required, scopes
from strongroom.identity.development.resources import Resources
from strongroom.identity.failure import IdentityError
from strongroom.identity.port import Revocations

ACCESS = "urn:ietf:params:oauth:token-type:access_token"
"""The name of the kind of token (RFC 8693 section 3)."""


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What to issue: the user's grant at the new door, the `act` chain with the client outermost, and the end of the old token (epoch seconds)."""

    grant: Grant
    actors: JsonObject
    until: float


def exchanged(client: Client, sent: Mapping[str, str], issuer: Issuer, resources: Resources, revocations: Revocations) -> Exchanged:
    """Check an exchange. The new token is never wider, nor longer, nor about somebody else. Raises OAuthError."""
    if required(sent, "subject_token_type") != ACCESS or sent.get("requested_token_type", ACCESS) != ACCESS:
        raise OAuthError("invalid_request", f"Only access tokens are exchanged, for access tokens ({ACCESS}).")
    if "actor_token" in sent or "audience" in sent:
        raise OAuthError(
            "invalid_request", "The actor is the client that asks, and the target is named by `resource`; `actor_token` and `audience` are not supported."
        )
    claims = _subject(required(sent, "subject_token"), issuer, revocations)
    held = frozenset(str(claims.get("scope", "")).split())
    asked = scopes(sent, resources.scopes) or tuple(sorted(held))
    if not set(asked) <= held:
        raise OAuthError("invalid_scope", "An exchange can narrow scopes, not widen them.")
    methods = tuple(sorted(claim.words(claims, "amr")))
    if not methods:
        raise OAuthError("invalid_grant", "The subject token is no user's.")
    grant = Grant(
        username=claim.text(claims, "sub"),
        client_id=client.id,
        resource=resources.one(sent),
        scopes=asked,
        methods=methods,
        auth_time=int(claim.moment(claims, "auth_time")),
        family="",
    )
    return Exchanged(grant, _actors(claims, client), claim.moment(claims, "exp"))


def _subject(token: str, issuer: Issuer, revocations: Revocations) -> JsonMapping:
    """The claims of the user's token, if it is ours and still holds."""
    try:
        claims = issuer.read_own(token)
        subject = f"{issuer.issuer}|{claim.text(claims, 'sub')}"
        revoked = revocations.is_revoked(claim.text(claims, "jti"), subject, claim.moment(claims, "iat"))
    except IdentityError as error:
        raise OAuthError("invalid_grant", error.message) from None
    if revoked:
        raise OAuthError("invalid_grant", "The subject token was revoked.")
    return claims


def _actors(claims: JsonMapping, client: Client) -> JsonObject:
    """The new chain; one that would be deeper than any door accepts is refused here."""
    before = claims.get("act")
    depth = 1
    level: Json = before
    while isinstance(level, dict):
        depth += 1
        level = level.get("act")
    if depth > claim.DEEPEST_ACTORS:
        raise OAuthError("invalid_grant", f"The token passed through {claim.DEEPEST_ACTORS} actors already.")
    return {"sub": client.id} if before is None else {"sub": client.id, "act": before}
