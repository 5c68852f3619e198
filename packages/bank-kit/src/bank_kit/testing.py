"""For tests of the bank servers: an issuer of tokens with its keys, and a server as a real process on a free port."""

import asyncio
import json
import os
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from joserfc import jwt
from joserfc.jwk import ECKey

from bank_kit.identity.keys import VerificationKey, read_key_set

ISSUER = "https://issuer.example"
AUDIENCE = "http://127.0.0.1:9999/mcp"
READY_SECONDS = 30.0


@dataclass
class Issuer:
    """Signs tokens for one subject, and is the KeySource that knows its keys; `asked` counts how often."""

    key_pair: ECKey = field(default_factory=lambda: ECKey.generate_key("P-256", {"kid": "k1", "use": "sig", "alg": "ES256"}))
    asked: int = 0

    def claims(self, **changes: object) -> dict[str, object]:
        """Good claims with changes; None takes a claim away."""
        now = int(time.time())
        good: dict[str, object] = {
            "iss": ISSUER,
            "sub": "anna",
            "aud": AUDIENCE,
            "client_id": "agent-1",
            "act": {"sub": "agent-1"},
            "scope": "test.read",
            "jti": "t-1",
            "iat": now,
            "exp": now + 300,
        }
        return {name: value for name, value in (good | changes).items() if value is not None}

    def token(self, **changes: object) -> str:
        """A signed token with changed claims."""
        header = {"alg": "ES256", "kid": "k1", "typ": "at+jwt"}
        return jwt.encode(header, self.claims(**changes), self.key_pair, algorithms=["ES256"])

    def key_set(self) -> bytes:
        """The public keys, as the issuer would publish them."""
        return json.dumps({"keys": [self.key_pair.as_dict(private=False)]}).encode()

    async def key(self, key_id: str) -> VerificationKey | None:
        """As KeySource.key."""
        self.asked += 1
        return read_key_set(self.key_set()).get(key_id)


@asynccontextmanager
async def running(module: str, *options: str, folder: Path, issuer: Issuer) -> AsyncIterator[str]:
    """`python -m module serve` with a key file in `folder`, as a process; yields the URL it announced. TimeoutError when it announces none."""
    keys = folder / "keys.json"
    keys.write_bytes(issuer.key_set())
    arguments = ("-m", module, "serve", "--issuer", ISSUER, "--audience", AUDIENCE, "--jwks-file", str(keys), *options)
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments, stderr=asyncio.subprocess.PIPE, env=dict(os.environ))
    try:
        async with asyncio.timeout(READY_SECONDS):
            url = await _announced(process)
        yield url
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _announced(process: asyncio.subprocess.Process) -> str:
    said: list[str] = []
    while process.stderr is not None and (line := await process.stderr.readline()):
        said.append(line.decode())
        if "ready on " in said[-1]:
            return said[-1].partition("ready on ")[2].strip()
    raise RuntimeError("the server ended before it was ready: " + "".join(said))


def bearer(token: str) -> Mapping[str, str]:
    """The header that carries it."""
    return {"Authorization": f"Bearer {token}"}
