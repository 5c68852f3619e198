"""For component tests: a PostgreSQL server that lives as long as a test needs it, on loopback, with nothing kept."""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

_OWNER = "postgres"
_SECONDS = 60


@contextmanager
def postgres() -> Iterator[str]:
    """The SQLAlchemy URL of an empty database; the server stops and its files go when the block ends. FileNotFoundError where none is installed."""
    programs = _programs()
    # A folder of PostgreSQL's own: pytest closes its folders to every other user.
    with TemporaryDirectory(prefix="bank-pg-") as name:
        if os.geteuid() == 0:
            entry = pwd.getpwnam(_OWNER)
            os.chown(name, entry.pw_uid, entry.pw_gid)
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        data = f"{name}/data"
        _run(programs / "initdb", "-D", data, "-A", "trust", "-U", _OWNER, "--no-sync", "--locale=C", "-E", "UTF8")
        options = f"-p {port} -k {name} -c listen_addresses=127.0.0.1 -c fsync=off"
        _run(programs / "pg_ctl", "-D", data, "-l", f"{name}/log", "-w", "-o", options, "start")
        try:
            yield f"postgresql+psycopg://{_OWNER}@127.0.0.1:{port}/postgres"
        finally:
            _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def _programs() -> Path:
    """Where initdb and pg_ctl are: Debian's newest, or on the path."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if debian:
        return debian[-1]
    found = shutil.which("initdb")
    if found is None:
        raise FileNotFoundError("no PostgreSQL here: run `make components`")
    return Path(found).parent


def _run(program: Path, *arguments: str) -> None:
    """PostgreSQL does not run as root."""
    user = _OWNER if os.geteuid() == 0 else None
    subprocess.run([str(program), *arguments], check=True, capture_output=True, user=user, cwd="/", timeout=_SECONDS)
