"""A house is served on a real socket, drained when told to stop, and closed whatever happens."""

import asyncio
import os
import signal
import socket
import ssl
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from support.authority import make_authority

from strongroom.app.serving import PortError, Sharing, bind, serve
from strongroom.app.settings import ListenSettings
from strongroom.edge.port import AsgiApp, Receive, Scope, Send
from strongroom.edge.reply import respond

pytestmark = pytest.mark.component


async def hello(scope: Scope, receive: Receive, send: Send) -> None:
    await respond(send, 200, b"hello")


@dataclass
class Journaled:
    """A house that notes what is done to it."""

    application: AsgiApp = hello
    lines: list[str] = field(default_factory=list)

    async def start(self) -> None:
        self.lines.append("start")

    async def drain(self, grace_seconds: float) -> None:
        self.lines.append(f"drain {grace_seconds}")

    async def close(self) -> None:
        self.lines.append("close")


def listening() -> ListenSettings:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return ListenSettings(port=taken.getsockname()[1])


async def fetch(port: int) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
    answer = await reader.read()
    writer.close()
    return answer


@pytest.mark.control("OPS-01")
async def test_a_signal_drains_and_then_closes(tmp_path: Path) -> None:
    house, listen = Journaled(), listening()
    answers: list[bytes] = []

    async def ready() -> None:
        answers.append(await fetch(listen.port))
        os.kill(os.getpid(), signal.SIGTERM)

    await serve(house, listen, grace_seconds=3.0, ready=ready)
    assert answers[0].endswith(b"hello")
    assert b"server:" not in answers[0].lower()
    assert house.lines == ["start", "drain 3.0", "close"]


async def test_what_fails_once_it_listens_comes_out_and_everything_is_closed() -> None:
    house = Journaled()

    async def fails() -> None:
        raise PortError("no servers")

    with pytest.raises(PortError, match="no servers"):
        await serve(house, listening(), grace_seconds=0.0, ready=fails)
    assert house.lines[-1] == "close"


def test_a_port_that_is_taken_is_a_fault_with_a_cure() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortError, match=r"choose another listen\.port"):
            bind(ListenSettings(port=port))


def test_workers_can_share_a_port_and_strangers_cannot() -> None:
    listen = listening()
    with bind(listen, Sharing.WORKERS) as one, bind(listen, Sharing.WORKERS) as other:
        one.listen()
        other.listen()
        with pytest.raises(PortError, match="stop what holds this one"):
            bind(listen)


async def test_the_door_speaks_tls_with_its_own_certificate(tmp_path: Path) -> None:
    authority = make_authority(tmp_path)
    certificate, key = authority.issue("127.0.0.1")
    listen = listening().model_copy(update={"tls_certificate": certificate, "tls_key": key})
    context = ssl.create_default_context(cafile=str(authority.file))
    answers: list[bytes] = []

    async def ready() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", listen.port, ssl=context)
        writer.write(b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
        answers.append(await reader.read())
        writer.close()
        os.kill(os.getpid(), signal.SIGTERM)

    await serve(Journaled(), listen, grace_seconds=0.0, ready=ready)
    assert answers[0].endswith(b"hello")
