"""Children are started, awaited, restarted and stopped; real processes, no mock."""

import asyncio
import os
import socket
import sys
from pathlib import Path

import pytest

from strongroom.app.children import Child, ChildError, Children

LISTEN = "import socket,sys,time; s=socket.create_server(('127.0.0.1', int(sys.argv[1]))); print('up', flush=True); time.sleep(60)"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


async def test_a_child_is_ready_when_it_listens_and_gone_when_closed(tmp_path: Path) -> None:
    port = free_port()
    child = Child(name="a", command=(sys.executable, "-c", LISTEN, str(port)), output=tmp_path / "a.log", url=f"http://127.0.0.1:{port}/mcp")
    children = Children([child])
    await children.start()
    pid = children.pids()["a"]
    os.kill(pid, 0)
    await children.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert (tmp_path / "a.log").read_text() == "up\n"
    assert (tmp_path / "a.log").stat().st_mode & 0o777 == 0o600


async def test_a_child_that_dies_is_started_again() -> None:
    children = Children([Child(name="a", command=(sys.executable, "-c", "import time; time.sleep(60)"))])
    await children.start()
    first = children.pids()["a"]
    os.kill(first, 9)
    async with asyncio.timeout(10):
        while children.pids()["a"] == first:
            await asyncio.sleep(0.05)
    await children.close()


@pytest.mark.parametrize(
    ("command", "says"),
    [(("no-such-server-anywhere",), "install the server or correct its command"), ((sys.executable, "-c", "raise SystemExit(3)"), "ended with code 3")],
)
async def test_a_child_that_does_not_start_is_a_fault_that_names_it(tmp_path: Path, command: tuple[str, ...], says: str) -> None:
    children = Children([Child(name="a", command=command, output=tmp_path / "a.log", url=f"http://127.0.0.1:{free_port()}/")])
    with pytest.raises(ChildError, match=says):
        await children.start()


async def test_a_child_that_never_listens_is_a_fault() -> None:
    port = free_port()
    children = Children([Child(name="a", command=(sys.executable, "-c", "import time; time.sleep(60)"), url=f"http://127.0.0.1:{port}/")])
    with pytest.raises(ChildError, match="does not listen"):
        await children.start(ready_seconds=0.2)
    assert children.pids() == {}


@pytest.mark.control("OPS-03")
async def test_a_child_does_not_inherit_the_secrets_of_our_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANK_KEY", "s3cret")
    port = free_port()
    show = f"import os; print(sorted(os.environ), flush=True); {LISTEN}"
    children = Children([Child(name="a", command=(sys.executable, "-c", show, str(port)), output=tmp_path / "a.log", url=f"http://127.0.0.1:{port}/")])
    await children.start()
    await children.close()
    assert "BANK_KEY" not in (tmp_path / "a.log").read_text()


async def test_a_child_that_does_not_end_in_its_time_is_ended(tmp_path: Path) -> None:
    port = free_port()
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN);" + LISTEN
    child = Child(name="a", command=(sys.executable, "-c", deaf, str(port)), output=tmp_path / "a.log", url=f"http://127.0.0.1:{port}/")
    children = Children([child], stop_seconds=0.2)
    await children.start()
    pid = children.pids()["a"]
    begun = asyncio.get_running_loop().time()
    await children.close()
    assert 0.2 <= asyncio.get_running_loop().time() - begun < 5
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
