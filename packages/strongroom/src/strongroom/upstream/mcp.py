"""Carries one cleared call to one replica of one MCP server over streamable HTTP, in the era of the client, and once only."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from strongroom.core.call import Call, Cleared
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny
from strongroom.drivers.http import Address, BusyError, HttpError, InvalidResponseError, Pool, Response, SilenceError, UnsendableError, parse_address
from strongroom.upstream.attempt import Attempt, invalid, unavailable
from strongroom.upstream.incoming import interpret
from strongroom.upstream.outgoing import Headers, body_for, headers_for
from strongroom.upstream.port import Credentials, Servers
from strongroom.upstream.sessions import opened_at, session_facts
from strongroom.upstream.settings import UpstreamSettings
from strongroom.upstream.streams import Reading, limits_for
from strongroom.wire import jsonrpc
from strongroom.wire.mcp.revisions import MODERN

_FOREVER: Final = float("inf")
_CANCEL_SECONDS: Final = 5.0
_CANCELS_AT_ONCE: Final = 256
_PROBE_SECONDS: Final = 3.0
_SERVER_FAULT: Final = 500
_STANDING: Final = "subscriptions/listen"
_NOT_CANCELLED: Final = "initialize"


class McpUpstream:
    """One pool for all servers. Implements routing's Carry; `close` after the road is empty."""

    def __init__(self, pool: Pool, servers: Servers, credentials: Credentials, settings: UpstreamSettings) -> None:
        self._pool = pool
        self._servers = servers
        self._credentials = credentials
        self._settings = settings
        self._limits = limits_for(settings.message_bytes)
        self._addresses: dict[str, Address] = {}
        self._cancels: set[asyncio.Task[None]] = set()

    async def carry(self, cleared: Cleared, server: str, replica: str) -> Attempt:
        """Send the call to the replica at that URL; returns when it is known how the answer comes, or that none does."""
        call = cleared.call
        facts = self._servers.server(server)
        if facts is None:
            return Attempt(None, Deny(Reason.NOT_FOUND, f"There is no server {server}."), sent=False)
        headers = headers_for(call, server, self._credentials.authorization(call.principal, facts.audience, cleared.decision.scopes))
        address = self._address(replica)
        request = call.request
        standing = request.verb == "GET" or request.method == _STANDING
        response: Response | None = None
        try:
            response = await self._pool.request(request.verb, address, headers, body_for(call), silence=_FOREVER if standing else facts.answer_seconds)
            how = Reading(
                server,
                request,
                self._limits,
                _FOREVER if standing else self._settings.stream_bytes,
                session_facts(response, server, request, address),
                self._cut(call, address, headers),
            )
            return await interpret(response, how)
        except asyncio.CancelledError:
            if response is not None:
                response.close()
            self._cut(call, address, headers)()
            raise
        except HttpError as error:
            return Attempt(None, _refusal(server, error), sent=error.sent)

    def _address(self, replica: str) -> Address:
        address = self._addresses.get(replica)
        if address is None:
            address = self._addresses[replica] = parse_address(replica)
        return address

    def _cut(self, call: Call, address: Address, headers: Headers) -> Callable[[], None]:
        """What to do where an answer is given up: to a server of the handshake era, hanging up says nothing, so it is told."""
        request = call.request
        if request.id is None or request.verb != "POST" or request.version >= MODERN or request.method == _NOT_CANCELLED:
            return _nothing

        def tell() -> None:
            if len(self._cancels) < _CANCELS_AT_ONCE:
                task = asyncio.get_running_loop().create_task(self._tell(request.id, address, headers))
                self._cancels.add(task)
                task.add_done_callback(self._cancels.discard)

        return tell

    async def _tell(self, asked: str | int | None, address: Address, headers: Headers) -> None:
        params = jsonrpc.encode({"requestId": asked, "reason": "The client no longer waits for the answer."})
        body = jsonrpc.encode_notification("notifications/cancelled", params)
        try:
            response = await self._pool.request("POST", address, headers, body, silence=_CANCEL_SECONDS)
        except HttpError:
            return
        response.release()

    def pinned(self, cleared: Cleared, server: str, replicas: Sequence[str]) -> str | None:
        """The one replica that can take the call, because it holds the caller's session; None where any can."""
        session = cleared.call.request.sessions.get(server)
        if not session or len(replicas) == 1:
            return None
        return next((replica for replica in replicas if opened_at(session, self._address(replica))), None)

    async def probe(self, replica: str) -> str:
        """Empty if something answers HTTP there, else what is wrong. Sends no credentials, so a refusal is a sign of life."""
        try:
            response = await self._pool.request("GET", self._address(replica), [(b"accept", b"text/event-stream")], silence=_PROBE_SECONDS)
        except HttpError as error:
            return str(error)
        response.close()
        return f"HTTP status {response.status}" if response.status >= _SERVER_FAULT else ""

    async def close(self) -> None:
        """Let the last cancellations go out."""
        if self._cancels:
            await asyncio.wait(self._cancels, timeout=_CANCEL_SECONDS)


def _nothing() -> None:
    """Hanging up is the cancellation."""


def _refusal(server: str, error: HttpError) -> Deny:
    if isinstance(error, BusyError):
        return replace(unavailable(server, "has no connection free"), reason=Reason.BUSY, retry_after=1.0)
    if isinstance(error, UnsendableError):
        return Deny(Reason.MALFORMED, "A header of the call cannot be sent on: it has characters that HTTP does not allow.")
    if isinstance(error, InvalidResponseError):
        return invalid(server, "sent something that is no HTTP response")
    if isinstance(error, SilenceError):
        return unavailable(server, "did not answer in time")
    return unavailable(server, "broke off before it answered" if error.sent else "cannot be reached")
