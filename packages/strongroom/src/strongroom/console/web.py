"""The console as an ASGI application: one page, its living part, its style and script, and the exchange of a token for a session.

Above: app, which serves it. Below: page, live, access.
Does not know: who the people are, nor where the facts come from.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from strongroom.console.access import COOKIE, Access
from strongroom.console.live import Live
from strongroom.console.page import Facts, Page

PREFIX: Final = "/console"
_FORM_BYTES: Final = 20_000
_ASSETS: Final = {"console.css": "text/css", "console.js": "text/javascript", "icon.svg": "image/svg+xml"}
_POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Final[Mapping[str, str]] = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


class Console:
    """The web page. `app` is the ASGI application, which owns `exact` and all below `prefix`; call `close` before the process stops."""

    exact: Final = frozenset({"/"})
    prefix: Final = PREFIX

    def __init__(self, facts: Facts, access: Access) -> None:
        self._access = access
        self._page = Page(facts)
        self._live = Live(self._page, facts.calls)
        self._assets = {name: (Path(__file__).parent / "assets" / name).read_bytes() for name in _ASSETS}
        self.close = self._live.close
        self.app = Starlette(
            routes=[
                Route("/", self._whole),
                Route(f"{PREFIX}/live", self._stream),
                Route(f"{PREFIX}/session", self._sign_in, methods=["POST"]),
                Route(f"{PREFIX}/{{name}}", self._asset),
            ]
        )

    async def _whole(self, request: Request) -> Response:
        viewer = await self._access.viewer(request)
        if viewer is None:
            return self._refused("")
        return HTMLResponse(self._page.whole(viewer), headers=dict(_HEADERS))

    async def _stream(self, request: Request) -> Response:
        if await self._access.viewer(request) is None:
            return PlainTextResponse("Sign in first.", 401, headers=dict(_HEADERS))
        if self._live.full:
            return PlainTextResponse("Too many open pages; close one, or reload later.", 503, headers=dict(_HEADERS))
        headers = {**_HEADERS, "x-accel-buffering": "no"}
        return StreamingResponse(self._live.watch(), media_type="text/event-stream", headers=headers)

    async def _sign_in(self, request: Request) -> Response:
        """A token for a session. The cookie is SameSite=Strict, and a form of another site is refused before that by its origin."""
        origin = request.headers.get("origin")
        if request.headers.get("sec-fetch-site", "same-origin") != "same-origin" or (origin and origin.split("://")[-1] != request.url.netloc):
            return self._refused("That form came from another site.")
        form = bytearray()
        async for piece in request.stream():
            form += piece
            if len(form) > _FORM_BYTES:
                return self._refused("That is too long for a token.")
        token = parse_qs(form.decode("ascii", "replace")).get("token", [""])[0]
        principal = await self._access.bearer(token.strip())
        if principal is None:
            return self._refused("That token does not open the console. It takes one for this gateway, still valid, with the role auditor or admin.")
        cookie, seconds = self._access.session(principal)
        response = RedirectResponse("/", 303, headers=dict(_HEADERS))
        secure = request.url.scheme == "https"
        response.set_cookie(COOKIE, cookie, max_age=seconds, path="/", secure=secure, httponly=True, samesite="strict")
        return response

    async def _asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in self._assets:
            return PlainTextResponse("There is nothing here.", 404, headers=dict(_HEADERS))
        headers = {**_HEADERS, "cache-control": "no-cache"}
        return Response(self._assets[name], media_type=_ASSETS[name], headers=headers)

    def _refused(self, message: str) -> Response:
        headers = {**_HEADERS, "www-authenticate": 'Bearer realm="console"'}
        return HTMLResponse(self._page.sign_in(message), 401, headers=headers)
