"""The systems that are measured beside Strongroom: the upstream itself, nginx in front of it, FastMCP's proxy in front of it."""

import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from load import Target
from processes import MEASURED, OTHERS, Process, free_port

HERE: Final = Path(__file__).parent
FASTMCP_PYTHON: Final = HERE.parent / ".components" / "bench" / "bin" / "python"

NGINX: Final = """
worker_processes 1;
daemon off;
pid {scratch}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  client_body_temp_path {scratch}/nginx-body;
  proxy_temp_path {scratch}/nginx-proxy;
  fastcgi_temp_path {scratch}/nginx-fastcgi;
  uwsgi_temp_path {scratch}/nginx-uwsgi;
  scgi_temp_path {scratch}/nginx-scgi;
  keepalive_requests 1000000000;
  upstream bench {{ server 127.0.0.1:{upstream}; keepalive 128; keepalive_requests 1000000000; }}
  server {{
    listen 127.0.0.1:{port};
    location / {{ proxy_pass http://bench; proxy_http_version 1.1; proxy_set_header Connection ""; }}
  }}
}}
"""


class MissingError(Exception):
    """A peer is not installed; the message says what to do."""


@dataclass(slots=True)
class House:
    """What runs for the benchmark, so that all of it stops again."""

    scratch: Path
    running: list[Process] = field(default_factory=list)

    def start(self, name: str, command: list[str], *, core: int) -> Process:
        """Start a program whose output goes to a file named after it."""
        process = Process(command, self.scratch / f"{name}.log", core=core)
        self.running.append(process)
        return process

    def stop(self) -> None:
        """Stop everything, last started first."""
        while self.running:
            self.running.pop().stop()


def upstream(house: House, *, core: int, jwks: Path | None = None, port: int = 0) -> tuple[Process, int]:
    """The fast server, and its port."""
    port = port or free_port()
    command = [sys.executable, str(HERE / "upstream.py"), "--port", str(port)]
    process = house.start(f"upstream-{core}", command + (["--jwks", str(jwks)] if jwks else []), core=core)
    process.wait_for(port)
    return process, port


def direct(house: House) -> Target:
    """The upstream alone, on the core on which the others are measured."""
    process, port = upstream(house, core=MEASURED)
    return Target("direct", "the upstream itself", f"http://127.0.0.1:{port}/mcp", process, {})


def floor(house: House) -> Target:
    """Uvicorn and one function."""
    port = free_port()
    process = house.start("floor", [sys.executable, str(HERE / "floor.py"), str(port)], core=MEASURED)
    took = process.wait_for(port)
    return Target("floor", "uvicorn and one ASGI function that answers itself", f"http://127.0.0.1:{port}/mcp", process, {}, started_seconds=took)


def nginx(house: House, behind: int) -> Target:
    """Nginx with one worker and kept-alive connections on both sides."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if program is None:
        raise MissingError("nginx is not installed; run: make components")
    port = free_port()
    settings = house.scratch / "nginx.conf"
    settings.write_text(NGINX.format(scratch=house.scratch, upstream=behind, port=port), encoding="utf-8")
    process = house.start("nginx", [program, "-p", str(house.scratch), "-c", str(settings)], core=MEASURED)
    took = process.wait_for(port)
    return Target("nginx", "proxy only", f"http://127.0.0.1:{port}/mcp", process, {}, started_seconds=took)


def fastmcp(house: House, behind: int) -> Target:
    """FastMCP's create_proxy, without sessions and with JSON answers: its fastest way."""
    if not FASTMCP_PYTHON.exists():
        raise MissingError("FastMCP is not installed; run: tools/environment.sh bench")
    port = free_port()
    command = [str(FASTMCP_PYTHON), str(HERE / "fastmcp_proxy.py"), f"http://127.0.0.1:{behind}/mcp", str(port)]
    process = house.start("fastmcp", command, core=MEASURED)
    took = process.wait_for(port, 60)
    return Target("fastmcp", "proxy only", f"http://127.0.0.1:{port}/mcp", process, {}, started_seconds=took)


__all__ = ["OTHERS", "House", "MissingError", "direct", "fastmcp", "floor", "nginx", "upstream"]
