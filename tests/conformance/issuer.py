"""A static issuer: one key, its public half on loopback over HTTP, and tokens for one door that live as long as a run."""

import asyncio
import contextlib
import json
import time
import uuid

from joserfc import jwt
from joserfc.jwk import ECKey

TOKEN_SECONDS = 1800


class Issuer:
    """Signs tokens with an ES256 key of this process and serves the key set at /jwks."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._key = ECKey.generate_key("P-256", {"kid": "conformance", "use": "sig", "alg": "ES256"})

    def token(self, door: str) -> str:
        """An access token (RFC 9068) for the door's URL, in the role of the tester."""
        now = int(time.time())
        claims = {
            "iss": f"http://127.0.0.1:{self._port}",
            "aud": door,
            "sub": "conformance",
            "client_id": "conformance-suite",
            "jti": str(uuid.uuid4()),
            "iat": now,
            "exp": now + TOKEN_SECONDS,
            "scope": "fixture.use",
            "roles": ["tester"],
            "clearance": "internal",
        }
        return jwt.encode({"alg": "ES256", "typ": "at+jwt", "kid": "conformance"}, claims, self._key)

    async def serve(self) -> asyncio.Server:
        """Listen on loopback."""
        return await asyncio.start_server(self._answer, "127.0.0.1", self._port)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            body = json.dumps({"keys": [self._key.as_dict(private=False)]}).encode()
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
            await writer.drain()
        writer.close()
