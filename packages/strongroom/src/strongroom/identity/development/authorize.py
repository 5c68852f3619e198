"""The authorize endpoint: code with PKCE for one resource, a sign-in form, and the way back (RFC 6749 section 4.1, 7636, 8707, 9207).

Above: the provider's routes.
Below: clients, sign-in, grants, pages.
Does not know: tokens.
"""

import json
import re
from dataclasses import asdict, dataclass
from typing import TypeAlias
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from strongroom.core.clock import Clock
from strongroom.identity.development import pages
from strongroom.identity.development.clients import Client, Clients
from strongroom.identity.development.grants import CodeTerms, Grant, Grants
from strongroom.identity.development.oauth import NO_STORE, OAuthError, form, parameters, required, scopes
from strongroom.identity.development.resources import Resources
from strongroom.identity.development.sign_in import SignedIn, SignIn, SignInError, TooManyTriesError

_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
_LONGEST_STATE = 2048
Sent: TypeAlias = "dict[str, str]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An authorization request that holds; `level` is the lowest acceptable `acr`."""

    client_id: str
    client_name: str
    redirect_uri: str
    challenge: str
    resource: str
    scopes: tuple[str, ...]
    state: str
    nonce: str
    level: int
    login_hint: str


class Authorize:
    """Serves GET (the form) and POST (the try). `issuer` is the provider's identifier, `origin` the only origin whose pages may post."""

    def __init__(self, issuer: str, resources: Resources, clients: Clients, sign_in: SignIn, grants: Grants, clock: Clock) -> None:
        self._issuer = issuer
        self._resources = resources
        self._clients = clients
        self._sign_in = sign_in
        self._grants = grants
        self._clock = clock

    async def show(self, request: Request) -> Response:
        """Check the request and hand out a form; errors go back to the client only where client and redirect URI are known good."""
        try:
            sent = dict(parameters(request.url.query.encode("ascii", "replace")))
            client = await self._clients.find(required(sent, "client_id"))
            redirect_uri = required(sent, "redirect_uri")
        except OAuthError as error:
            return pages.problem("This request cannot be answered", error.description)
        if not client.redirects_to(redirect_uri):
            return pages.problem("This request cannot be answered", "The redirect URI is not one that the client registered.")
        try:
            asked = self._asked(sent, client, redirect_uri)
        except OAuthError as error:
            return self._back(redirect_uri, {"error": error.code, "error_description": error.description, "state": sent.get("state", "")[:_LONGEST_STATE]})
        form_name = self._sign_in.open_form(json.dumps(asdict(asked)))
        return pages.sign_in(self._page(asked, form_name, asked.login_hint))

    async def attempt(self, request: Request) -> Response:
        """One try to sign in; on success the browser goes back to the client with a code."""
        origin = request.headers.get("origin", "")
        if (origin and origin != self._resources.origin) or request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return pages.problem("Refused", "The form was sent from another site.", status=403)
        try:
            sent = await form(request)
        except OAuthError as error:
            return pages.problem("This request cannot be answered", error.description, status=error.status)
        form_name = sent.get("form", "")
        stored = self._sign_in.request_of(form_name)
        if stored is None:
            return pages.problem("This form is no longer valid", "It was used, or it is older than ten minutes. Start again from the application.")
        asked = _stored(stored)
        username = sent.get("username", "")[:64]
        try:
            who = self._sign_in.check(username, sent.get("password", ""), sent.get("code", "").replace(" ", ""), level=asked.level)
        except SignInError as error:
            status = 429 if isinstance(error, TooManyTriesError) else 401
            return pages.sign_in(self._page(asked, form_name, username, str(error)), status=status)
        if not self._sign_in.close_form(form_name):
            return pages.problem("This form is no longer valid", "It was used a moment ago.")
        return self._granted(asked, who)

    def _granted(self, asked: Asked, who: SignedIn) -> Response:
        grant = Grant(
            username=who.user.username,
            client_id=asked.client_id,
            resource=asked.resource,
            scopes=asked.scopes,
            methods=who.methods,
            auth_time=int(self._clock.now()),
            family=self._grants.new_family(),
            nonce=asked.nonce,
        )
        code = self._grants.issue_code(grant, CodeTerms(redirect_uri=asked.redirect_uri, challenge=asked.challenge))
        return self._back(asked.redirect_uri, {"code": code, "state": asked.state})

    def _asked(self, sent: Sent, client: Client, redirect_uri: str) -> Asked:
        """The rules of a request whose client is known. Raises OAuthError, which may go back to the client."""
        if "authorization_code" not in client.grants:
            raise OAuthError("unauthorized_client", "This client may not ask for codes.")
        if required(sent, "response_type") != "code":
            raise OAuthError("unsupported_response_type", "Only `response_type=code` is supported.")
        if {"request", "request_uri"} & sent.keys():
            raise OAuthError("request_not_supported", "Request objects are not supported.")
        if sent.get("code_challenge_method") != "S256" or not _CHALLENGE.fullmatch(sent.get("code_challenge", "")):
            raise OAuthError("invalid_request", "PKCE is required: `code_challenge_method=S256` and a `code_challenge` of 43 base64url characters.")
        if "none" in sent.get("prompt", "").split():
            raise OAuthError("login_required", "There are no sessions here; every request signs in.")
        if not sent.get("max_age", "0").isdigit():
            raise OAuthError("invalid_request", "`max_age` is a number of seconds; whatever it is, every request signs in afresh.")
        state = sent.get("state", "")
        if len(state) > _LONGEST_STATE or len(sent.get("nonce", "")) > 256:
            raise OAuthError("invalid_request", "`state` or `nonce` is too long.")
        return Asked(
            client_id=client.id,
            client_name=client.name,
            redirect_uri=redirect_uri,
            challenge=sent["code_challenge"],
            resource=self._resources.one(sent),
            scopes=scopes(sent, self._resources.scopes),
            state=state,
            nonce=sent.get("nonce", ""),
            level=_level(sent.get("acr_values", "")),
            login_hint=sent.get("login_hint", "")[:64],
        )

    def _page(self, asked: Asked, form_name: str, username: str, problem: str = "") -> pages.SignInPage:
        return pages.SignInPage(
            action=self._issuer + "/authorize",
            form=form_name,
            client_name=asked.client_name,
            redirect_uri=asked.redirect_uri,
            resource=asked.resource,
            scopes=asked.scopes,
            code_needed=asked.level >= 2,
            username=username,
            problem=problem,
        )

    def _back(self, redirect_uri: str, members: Sent) -> Response:
        """To the client, with our identifier, so that it cannot be made to take another provider's answer for ours (RFC 9207)."""
        said = {name: value for name, value in members.items() if value} | {"iss": self._issuer}
        glue = "&" if "?" in redirect_uri else "?"
        return RedirectResponse(redirect_uri + glue + urlencode(said), 303, NO_STORE)


def _level(acr_values: str) -> int:
    """The lowest level among those asked for: any of them will do (OpenID Connect Core section 3.1.2.1). Raises OAuthError."""
    asked = acr_values.split()
    unknown = [one for one in asked if one not in {"0", "1", "2"}]
    if asked and len(unknown) == len(asked):
        raise OAuthError("unmet_authentication_requirements", "Of `acr_values`, only 1 (password) and 2 (with a one-time code) can be met.")
    return min((int(one) for one in asked if one not in unknown), default=1)


def _stored(text: str) -> Asked:
    stored = json.loads(text)
    return Asked(**(stored | {"scopes": tuple(stored["scopes"])}))
