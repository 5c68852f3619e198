"""HTTP as an attacker writes it: every byte chosen, nothing added that was not asked for, and the answer read to its end."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import NamedTuple

from staging.hostile import Json

ACCEPT = ("accept", "application/json, text/event-stream")
KIND = ("content-type", "application/json")


class Asked(NamedTuple):
    """A request; `accept` and `content-type` are added where not given."""

    port: int
    verb: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def encoded(self, *, close: bool = True) -> bytes:
        names = {name.lower() for name, _ in self.headers}
        lines = [("host", f"127.0.0.1:{self.port}")] if "host" not in names else []
        lines += [one for one in (ACCEPT, KIND) if one[0] not in names]
        lines += [*self.headers, *([("connection", "close")] if close else [])]
        if self.body or self.verb == "POST":
            lines.append(("content-length", str(len(self.body))))
        head = "".join(f"{name}: {value}\r\n" for name, value in lines)
        return f"{self.verb} {self.path} HTTP/1.1\r\n{head}\r\n".encode("latin-1") + self.body


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer. `messages` are the JSON-RPC messages in it, of a stream or alone."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        return next((value for found, value in self.headers if found == name), "")

    @property
    def call(self) -> str:
        """The id under which the call was sealed."""
        return self.header("strongroom-call")

    @property
    def messages(self) -> list[dict[str, Json]]:
        if self.header("content-type").startswith("text/event-stream"):
            events = [b"\n".join(line[6:] for line in event.split(b"\n") if line.startswith(b"data: ")) for event in self.body.split(b"\n\n")]
            return [json.loads(data) for data in events if data.strip()]
        return [json.loads(self.body)] if self.body else []

    @property
    def message(self) -> dict[str, Json]:
        return self.messages[-1]

    @property
    def result(self) -> dict[str, Json]:
        found = self.message.get("result")
        assert isinstance(found, dict), self.body
        return found

    @property
    def error(self) -> dict[str, Json]:
        found = self.message.get("error")
        assert isinstance(found, dict), self.body
        return found

    @property
    def reason(self) -> str:
        """The reason word of a refusal, wherever it stands; empty for an answer."""
        message = self.message
        error, result = message.get("error"), message.get("result")
        found = error.get("data") if isinstance(error, dict) else result.get("_meta") if isinstance(result, dict) else None
        return str(found.get("strongroom/reason", "")) if isinstance(found, dict) else ""

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def names(self, member: str = "tools") -> list[str]:
        """The names in a list."""
        found = self.result[member]
        assert isinstance(found, list)
        return [str(one["uri"] if "uri" in one else one["name"]) for one in found if isinstance(one, dict)]


def ask(asked: Asked, *, seconds: float = 20.0) -> Answer:
    """Send one request on a connection of its own; the answer to its end."""
    return parse(exchange(asked.port, asked.encoded(), seconds=seconds))


def exchange(port: int, data: bytes, *, seconds: float = 20.0) -> bytes:
    """Everything the other end says to `data`, until it closes; what was said before a reset counts."""
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as connection:
        said = bytearray()
        with suppress(BrokenPipeError, ConnectionResetError):
            connection.sendall(data)
        with suppress(ConnectionResetError):
            while piece := connection.recv(65536):
                said += piece
        return bytes(said)


@contextmanager
def opened(asked: Asked) -> Iterator[socket.socket]:
    """A request that was sent, and whose answer is the test's to read or to leave."""
    with socket.create_connection(("127.0.0.1", asked.port), timeout=20) as connection:
        connection.sendall(asked.encoded())
        yield connection


def read_until(connection: socket.socket, wanted: bytes) -> bytes:
    """Read until `wanted` came."""
    said = b""
    while wanted not in said:
        piece = connection.recv(65536)
        assert piece, said
        said += piece
    return said


def parse(data: bytes) -> Answer:
    """Status, headers and the body without its chunks; status 0 where nothing came."""
    head, _, rest = data.partition(b"\r\n\r\n")
    if not head:
        return Answer(0, (), b"")
    line, *lines = head.decode("latin-1").split("\r\n")
    headers = tuple((name.lower(), value.strip()) for name, _, value in (one.partition(":") for one in lines))
    if ("transfer-encoding", "chunked") in headers:
        rest = _unchunked(rest)
    return Answer(int(line.split(" ")[1]), headers, rest)


def _unchunked(data: bytes) -> bytes:
    out = b""
    while data:
        size, _, data = data.partition(b"\r\n")
        length = int(size or b"0", 16)
        out, data = out + data[:length], data[length + 2 :]
    return out
