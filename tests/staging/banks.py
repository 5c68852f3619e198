"""The four bank servers as real processes over one synthetic bank, and a caller who may say anything to them."""

import contextlib
import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bank_kit.testing import AUDIENCE, ISSUER, Issuer

Json = dict[str, object]
SERVERS = ("finance", "risk", "customer", "compliance")
REVISION = "2026-07-28"
META: Json = {"io.modelcontextprotocol/protocolVersion": REVISION, "io.modelcontextprotocol/clientCapabilities": {}}
READY_SECONDS = 60.0
ANSWER_SECONDS = 30.0
"""How long one answer may take before it counts as a hang."""
IDLE_SECONDS = 30.0
"""A line unused for longer is opened anew: servers close theirs after 75 s."""
RIGHTS = ("read", "write", "approve", "unmask", "sar", "documents")


@dataclass(frozen=True, slots=True)
class Said:
    """One answer of a server."""

    status: int
    body: bytes
    session: str = ""
    """Session id of the older era, when one began."""

    @property
    def text(self) -> str:
        """As text."""
        return self.body.decode("utf-8", "replace")

    @property
    def message(self) -> Json:
        """The JSON-RPC message, out of a stream too."""
        text = self.text
        if text.startswith(("event:", "data:", ":", "id:")):
            lines = [line.removeprefix("data:") for line in text.splitlines() if line.startswith("data:") and line.strip() != "data:"]
            text = lines[-1]
        found = json.loads(text)
        assert isinstance(found, dict), text[:200]
        return found

    @property
    def result(self) -> Json:
        """Of a call that was answered."""
        found = self.message.get("result")
        assert isinstance(found, dict), self.text[:400]
        return found

    @property
    def error(self) -> Json:
        """The failure a tool tells."""
        structured = self.result["structuredContent"]
        assert self.result["isError"] is True and isinstance(structured, dict), self.text[:400]
        found = structured["error"]
        assert isinstance(found, dict)
        return found

    @property
    def value(self) -> Json:
        """What the envelope of a good answer carries."""
        structured = self.result["structuredContent"]
        assert self.result.get("isError") is not True and isinstance(structured, dict), self.text[:600]
        found = structured["value"]
        assert isinstance(found, dict)
        return found


class Bank:
    """One server that runs, and one connection to it that is opened anew when it ends."""

    def __init__(self, name: str, url: str, issuer: Issuer, log: Path) -> None:
        self.name = name
        self.url = url
        self.issuer = issuer
        self.log = log
        self.port = urlsplit(url).port or 0
        self._line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=ANSWER_SECONDS)
        self._read = 0
        self._used = time.monotonic()

    @property
    def everything(self) -> str:
        """A fresh token of an agent that may do everything: they last five minutes, and a suite longer."""
        return self.token()

    def token(self, rights: tuple[str, ...] = RIGHTS, *, subject: str = "anna", person: bool = False, **claims: object) -> str:
        """Of an agent for `subject`, or of the person; claims as the issuer would put them."""
        acting: Json = {"client_id": "workbench", "act": None} if person else {}
        return self.issuer.token(**({"scope": " ".join(f"{self.name}.{right}" for right in rights), "sub": subject} | acting | claims))

    def post(self, body: bytes, headers: Mapping[str, str], *, token: str | None = "") -> Said:
        """Bytes to the door; the token that may do everything, another one, or None."""
        own = {"accept": "application/json, text/event-stream", "content-type": "application/json"}
        bearer = {} if token is None else {"authorization": f"Bearer {token or self.everything}"}
        if time.monotonic() - self._used > IDLE_SECONDS:
            self._line.close()
        self._used = time.monotonic()
        try:
            self._line.request("POST", "/mcp", body, own | bearer | dict(headers))
            answer = self._line.getresponse()
            return Said(answer.status, answer.read(), answer.getheader("mcp-session-id", ""))
        except (http.client.HTTPException, ConnectionError):
            self._line.close()
            raise
        finally:
            # What a server left unread of a refused body would be read as the next request.
            if len(body) > 512 * 1024:
                self._line.close()

    def ask(self, method: str, params: Json, *, token: str | None = "") -> Said:
        """A request of the modern era."""
        named = params.get("name", params.get("uri", ""))
        headers = {"mcp-protocol-version": REVISION, "mcp-method": method} | ({"mcp-name": str(named)} if named else {})
        body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": {**params, "_meta": META}}
        return self.post(json.dumps(body).encode(), headers, token=token)

    def call(self, tool: str, arguments: object, *, token: str | None = "") -> Said:
        """A tool call."""
        return self.ask("tools/call", {"name": tool, "arguments": arguments}, token=token)

    def call_raw(self, tool: str, arguments: str, *, token: str | None = "") -> Said:
        """A tool call whose arguments are sent as they are written."""
        body = f'{{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{{"name":"{tool}","arguments":{arguments},"_meta":{json.dumps(META)}}}}}'
        return self.post(body.encode("utf-8", "surrogatepass"), {"mcp-protocol-version": REVISION, "mcp-method": "tools/call", "mcp-name": tool}, token=token)

    def listed(self, kind: str) -> list[Json]:
        """tools, prompts, resources, or resources/templates."""
        key = "resourceTemplates" if kind == "resources/templates" else kind
        found = self.ask(f"{kind}/list", {}).result[key]
        assert isinstance(found, list)
        return found

    def get(self, path: str) -> tuple[int, Mapping[str, str], bytes]:
        """A plain GET without a token: status, headers, body."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=ANSWER_SECONDS)
        with contextlib.closing(line):
            line.request("GET", path)
            answer = line.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()

    def hang_up(self) -> None:
        """Close the connection."""
        self._line.close()

    def is_well(self) -> bool:
        """Whether it answers, and has not told its log of a fault since this was last asked."""
        told = self.log.read_text(errors="replace")[self._read :]
        self._read += len(told)
        return self.get("/healthz")[0] == 200 and "Traceback" not in told


@contextlib.contextmanager
def banks(folder: Path, servers: tuple[str, ...] = SERVERS) -> Iterator[dict[str, Bank]]:
    """The servers, each with tokens of one issuer and all with one world under `folder`."""
    issuer, world = Issuer(), folder / "world"
    keys = folder / "keys.json"
    keys.write_bytes(issuer.key_set())
    with contextlib.ExitStack() as stack:
        logs = {name: folder / f"{name}.log" for name in servers}
        processes = {name: stack.enter_context(_started(name, logs[name], world, keys)) for name in servers}
        running = {name: Bank(name, _announced(process, logs[name]), issuer, logs[name]) for name, process in processes.items()}
        for bank in running.values():
            stack.callback(bank.hang_up)
        yield running


@contextlib.contextmanager
def _started(name: str, log: Path, world: Path, keys: Path) -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-m", f"bank_{name}", "serve", "--issuer", ISSUER, "--audience", AUDIENCE, "--jwks-file", str(keys), "--world", str(world)]
    with log.open("wb") as output, subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=dict(os.environ)) as process:
        try:
            yield process
        finally:
            process.terminate()
            process.wait(15)


def _announced(process: "subprocess.Popen[bytes]", log: Path) -> str:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and process.poll() is None:
        _, ready, rest = log.read_text(errors="replace").partition("ready on ")
        if ready and "\n" in rest:
            return rest.splitlines()[0].strip()
        time.sleep(0.05)
    raise AssertionError(f"no server: {log.read_text(errors='replace')[-2000:]}")
