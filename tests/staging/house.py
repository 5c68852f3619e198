"""A real gateway as a process, configured as an operator would, in front of the servers of a test; and its log, read as an auditor would."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from staging.ground import Issuer
from staging.hostile import Hostile, Json
from staging.wire import Answer, Asked, ask

from strongroom.audit.lookup import latest

READY_SECONDS = 40.0


class Start(NamedTuple):
    """How it is started: further arguments, and a program that starts it, such as prlimit."""

    arguments: Sequence[str] = ()
    under: Sequence[str] = ()


AS_IT_IS: Final = Start()


class House:
    """The gateway. `door` of a server, or of all; `token` and `call` as a user of it."""

    def __init__(self, folder: Path, issuer: Issuer) -> None:
        self.folder = folder
        self.issuer = issuer
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        self._tokens: dict[tuple[str, str, tuple[str, ...]], str] = {}

    @property
    def state(self) -> Path:
        return self.folder / "state"

    @property
    def output(self) -> str:
        return (self.folder / "gateway.log").read_text(errors="replace")

    def door(self, server: str = "") -> str:
        return f"{self.url}/mcp/{server}" if server else f"{self.url}/mcp"

    def token(self, server: str = "", subject: str = "alice", roles: tuple[str, ...] = ("reader",)) -> str:
        """A good token of that user for that door, the same one each time."""
        key = (server, subject, roles)
        if key not in self._tokens:
            self._tokens[key] = self.issuer.token(self.door(server), subject, {"roles": list(roles)})
        return self._tokens[key]

    def post(
        self, message: "Json | bytes", *, server: str = "", token: str | None = None, headers: Sequence[tuple[str, str]] = (), seconds: float = 20.0
    ) -> Answer:
        """One POST with nothing but what is said here, and a good token where none is."""
        body = message if isinstance(message, bytes) else json.dumps(message, ensure_ascii=False).encode()
        lines = [("authorization", f"Bearer {token if token is not None else self.token(server)}"), *headers]
        return ask(Asked(self.port, "POST", f"/mcp/{server}" if server else "/mcp", tuple(lines), body), seconds=seconds)

    def send(
        self, method: str, params: Mapping[str, Json] | None = None, *, server: str = "", token: str | None = None, meta: Mapping[str, str] | None = None
    ) -> Answer:
        """A request of 2026-07-28, with the headers that belong to it; `meta` adds to `_meta`."""
        said = dict(params or {})
        message, headers = modern(method, said, meta or {})
        return self.post(message, server=server, token=token, headers=headers)

    def call(
        self, tool: str, arguments: Mapping[str, Json] | None = None, *, server: str = "", token: str | None = None, meta: Mapping[str, str] | None = None
    ) -> Answer:
        """`tools/call` of 2026-07-28."""
        return self.send("tools/call", {"name": tool, "arguments": dict(arguments or {})}, server=server, token=token, meta=meta)

    def legacy(self, method: str, params: Mapping[str, Json] | None = None, *, server: str = "", token: str | None = None, session: str = "") -> Answer:
        """A request of 2025-11-25."""
        headers = [("mcp-protocol-version", "2025-11-25"), *([("mcp-session-id", session)] if session else [])]
        return self.post({"jsonrpc": "2.0", "id": 1, "method": method, "params": dict(params or {})}, server=server, token=token, headers=headers)

    def handshake(self, *, server: str = "", token: str | None = None) -> str:
        """A session of the handshake era; its id."""
        params: dict[str, Json] = {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}
        said = self.post({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": params}, server=server, token=token)
        assert said.status == 200, said.body
        return said.header("mcp-session-id")

    def ask(self, verb: str, *, server: str = "", token: str | None = None, session: str = "", last: str = "") -> Answer:
        """GET or DELETE of the handshake era."""
        headers = [("authorization", f"Bearer {token if token is not None else self.token(server)}"), ("mcp-protocol-version", "2025-11-25")]
        headers += [one for one in (("mcp-session-id", session), ("last-event-id", last)) if one[1]]
        return ask(Asked(self.port, verb, f"/mcp/{server}" if server else "/mcp", tuple(headers), b""))

    def get(self, path: str) -> Answer:
        """A plain GET."""
        return ask(Asked(self.port, "GET", path, (), b""))

    def records(self) -> list[dict[str, Json]]:
        """Every sealed record of the log on disk, newest first."""
        found: list[dict[str, Json]] = [json.loads(one.record) for one in latest(self.state / "audit", 1_000_000)]
        return [one for one in found if one.get("kind") == "call"]

    def sealed(self, call: str, *, seconds: float = 10.0) -> dict[str, Json]:
        """The one record of that call; waits until it is there."""
        until = time.monotonic() + seconds
        while not (found := [one for one in self.records() if one.get("call") == call]):
            assert time.monotonic() < until, f"{call} was never sealed"
            time.sleep(0.05)
        assert len(found) == 1, f"{call} was sealed {len(found)} times"
        return found[0]

    def stop(self, number: int = signal.SIGTERM, seconds: float = 40.0) -> int:
        """Tell it to stop and wait; its exit code."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(seconds)

    def start(self, how: Start = AS_IT_IS) -> None:
        """Start it, again perhaps, and wait until it answers."""
        command = [*how.under, sys.executable, "-m", "strongroom", "serve", "gateway", "--config", str(self.folder / "strongroom.yaml"), *how.arguments]
        with (self.folder / "gateway.log").open("ab") as output:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        until = time.monotonic() + READY_SECONDS
        while True:
            with contextlib.suppress(OSError):
                if self.get("/healthz").status == 200:
                    return
            assert self.process.poll() is None, self.output
            assert time.monotonic() < until, self.output
            time.sleep(0.05)


def modern(method: str, params: dict[str, Json], more: Mapping[str, str], *, to: str | int = 1) -> tuple[dict[str, Json], list[tuple[str, str]]]:
    """The body and the protocol headers of a request of 2026-07-28."""
    meta: dict[str, Json] = {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}, **more}
    headers = [("mcp-protocol-version", "2026-07-28"), ("mcp-method", method)]
    named = params.get({"tools/call": "name", "prompts/get": "name", "resources/read": "uri"}.get(method, ""))
    if isinstance(named, str):
        headers.append(("mcp-name", named))
    return {"jsonrpc": "2.0", "id": to, "method": method, "params": {**params, "_meta": meta}}, headers


@contextlib.contextmanager
def house(folder: Path, issuer: Issuer, servers: Sequence[Hostile], policy: str, *, more: str = "", start: Start = AS_IT_IS) -> Iterator[House]:
    """A running gateway in `folder`. `more` is further configuration; `{label}` of each server is its name, `label://` its resources."""
    made = House(folder, issuer)
    (folder / "policy.yaml").write_text(policy)
    listed = "\n".join(f'  - {{name: {one.label}, url: "{one.url}", resources: ["{one.label}://"]}}' for one in servers)
    text = f"""\
listen: {{host: 127.0.0.1, port: {made.port}}}
state: {folder}/state
edge: {{public_url: "{made.url}", failed_tokens_per_minute: 100000, drain_seconds: 2, body_seconds: 3}}
identity:
  issuers:
    - {{kind: oidc, issuer: "{issuer.url}", jwks_url: "{issuer.url}/jwks", algorithms: [ES256]}}
policy: {{file: {folder}/policy.yaml}}
servers:
{listed}
{more}
"""
    (folder / "strongroom.yaml").write_text(text)
    made.start(start)
    try:
        yield made
    finally:
        process = made.process
        if process is not None and process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(5)


def free_port() -> int:
    """A port nobody has now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def memory_kib(pid: int) -> int:
    """Resident memory of a process."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024
