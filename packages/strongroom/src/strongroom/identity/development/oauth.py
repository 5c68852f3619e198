"""OAuth's own words: parameters that come once each and bounded, errors with their codes, and the JSON answers.

Above: the endpoints of the development identity provider.
Below: Starlette.
Does not know: any grant.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from strongroom.core.clock import Entropy
from strongroom.core.json import JsonMapping

LARGEST_FORM = 64 * 1024
_LONGEST_VALUE = 20 * 1024
_MOST_FIELDS = 40
NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


class OAuthError(Exception):
    """An error of RFC 6749 section 5.2: `code` from its list, a sentence for people, an HTTP status."""

    def __init__(self, code: str, description: str, *, status: int = 400) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.status = status


async def form(request: Request) -> Mapping[str, str]:
    """The posted form. Raises OAuthError where it is too large, of another type, or repeats a parameter (RFC 6749 section 3.1)."""
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise OAuthError("invalid_request", "Send the parameters as application/x-www-form-urlencoded.")
    pieces: list[bytes] = []
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size > LARGEST_FORM:
            raise OAuthError("invalid_request", f"The form is larger than {LARGEST_FORM} bytes.", status=413)
        pieces.append(piece)
    return parameters(b"".join(pieces))


def parameters(text: bytes) -> Mapping[str, str]:
    """Query or form text as a mapping; empty values count as absent. Raises OAuthError."""
    try:
        pairs = parse_qsl(text.decode("ascii"), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict")
    except ValueError:
        raise OAuthError("invalid_request", "The parameters are not well-formed, or too many.") from None
    found: dict[str, str] = {}
    for name, value in pairs:
        if name in found:
            raise OAuthError("invalid_request", "A parameter is repeated; each may be sent once.")
        if len(value) > _LONGEST_VALUE or not value.isprintable():
            raise OAuthError("invalid_request", "A parameter is too long or holds control characters.")
        found[name] = value
    return {name: value for name, value in found.items() if value}


def required(sent: Mapping[str, str], name: str) -> str:
    """The parameter `name`. Raises OAuthError where it is missing."""
    if name not in sent:
        raise OAuthError("invalid_request", f"The parameter `{name}` is missing.")
    return sent[name]


def scopes(sent: Mapping[str, str], supported: frozenset[str]) -> tuple[str, ...]:
    """The scopes asked for, sorted. Raises OAuthError where one is unknown."""
    asked = frozenset(sent.get("scope", "").split())
    if not asked <= supported:
        raise OAuthError("invalid_scope", f"A scope is unknown; supported are {' '.join(sorted(supported))}.")
    return tuple(sorted(asked))


def answer(body: JsonMapping, *, status: int = 200, headers: Mapping[str, str] = NO_STORE) -> Response:
    """JSON that any page may read (there are no cookies here) and nobody keeps unless `headers` say so."""
    return Response(json.dumps(body), status, {"Access-Control-Allow-Origin": "*", **headers}, "application/json")


def refusal(error: OAuthError) -> Response:
    """The error as RFC 6749 section 5.2 writes it."""
    headers = {**NO_STORE, "WWW-Authenticate": 'Basic realm="strongroom development"'} if error.status == 401 else NO_STORE
    return answer({"error": error.code, "error_description": error.description}, status=error.status, headers=headers)


def unguessable(entropy: Entropy) -> str:
    """256 random bits as text."""
    return base64.urlsafe_b64encode(entropy.bytes(32)).rstrip(b"=").decode("ascii")


def digest(secret: str) -> str:
    """What is stored instead of a code or refresh token."""
    return hashlib.sha256(secret.encode("utf-8")).hexdigest()


def challenge(verifier: str) -> str:
    """The S256 code challenge of `verifier` (RFC 7636 section 4.2)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode("ascii", "replace")).digest()).rstrip(b"=").decode("ascii")
