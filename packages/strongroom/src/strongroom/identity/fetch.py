"""Brings key sets and client documents over HTTP, on a thread, from checked addresses only: no redirects, no proxy, bounded in size and time.

Above: key sources, client documents.
Below: addresses.
Does not know: what is in a document.
"""

import asyncio
import http.client
import re
import socket
import ssl
import time
from collections.abc import Mapping

from strongroom.identity.addresses import Destination, Reach, destination
from strongroom.identity.port import Fetch, Fetched

TIMEOUT_SECONDS = 5.0
_CHUNK = 16 * 1024
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age=(\d{1,9})(?:$|[,\s])")


class ThreadFetch:
    """The Fetch port on the standard library. One TLS context for its life; `reach` says which addresses may be asked; `timeout` is seconds in all."""

    def __init__(self, reach: Reach, *, timeout: float = TIMEOUT_SECONDS, context: ssl.SSLContext | None = None) -> None:
        self._reach = reach
        self._timeout = timeout
        self._context = context or ssl.create_default_context()
        self._context.minimum_version = ssl.TLSVersion.TLSv1_2

    async def get(self, url: str, max_bytes: int) -> Fetched:
        """The JSON document at `url`. Raises OSError or ValueError."""
        return await asyncio.to_thread(self._get, url, max_bytes)

    def _get(self, url: str, max_bytes: int) -> Fetched:
        deadline = time.monotonic() + self._timeout
        where = destination(url, self._reach)
        connection = http.client.HTTPConnection(where.host, where.port, timeout=self._timeout)
        try:
            connection.sock = self._connect(where)
            connection.request("GET", where.target, headers={"Host": where.authority(), "Accept": "application/json", "User-Agent": "strongroom"})
            response = connection.getresponse()
            if response.status != 200:
                raise OSError(f"The answer has HTTP status {response.status}; 200 was expected, and redirects are not followed.")
            return Fetched(_bounded(response, max_bytes, deadline), _max_age(dict(response.getheaders())))
        except http.client.HTTPException as error:
            raise OSError(f"The answer is no HTTP: {type(error).__name__}.") from None
        finally:
            connection.close()

    def _connect(self, where: Destination) -> socket.socket:
        """To the very address that was checked; the certificate must still name the host."""
        plain = socket.create_connection((where.address, where.port), timeout=self._timeout)
        if not where.encrypted:
            return plain
        try:
            return self._context.wrap_socket(plain, server_hostname=where.host)
        except (OSError, ValueError):
            plain.close()
            raise


class RoutedFetch:
    """The Fetch port with some URLs answered in this process, such as the key set of the development identity provider."""

    def __init__(self, local: Mapping[str, Fetch], elsewhere: Fetch) -> None:
        self._local = local
        self._elsewhere = elsewhere

    async def get(self, url: str, max_bytes: int) -> Fetched:
        """The document at `url`."""
        return await self._local.get(url, self._elsewhere).get(url, max_bytes)


def _bounded(response: http.client.HTTPResponse, max_bytes: int, deadline: float) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := response.read1(_CHUNK):
        size += len(piece)
        if size > max_bytes:
            raise ValueError(f"The document is larger than {max_bytes} bytes.")
        if time.monotonic() > deadline:
            raise TimeoutError("The document took too long to arrive.")
        pieces.append(piece)
    return b"".join(pieces)


def _max_age(headers: Mapping[str, str]) -> float | None:
    """Seconds from `Cache-Control` (RFC 9111 section 5.2.2); zero where it may not be kept."""
    said = next((value.lower() for name, value in headers.items() if name.lower() == "cache-control"), "")
    if "no-store" in said or "no-cache" in said:
        return 0.0
    found = _MAX_AGE.search(said)
    return float(found[1]) if found else None
