"""Documents are fetched from loopback for real: bounded, without redirects, with the server's word on how long they keep."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar

import pytest

from strongroom.identity.addresses import Reach
from strongroom.identity.fetch import RoutedFetch, ThreadFetch
from strongroom.identity.port import Fetched

pytestmark = pytest.mark.component


class _Page(BaseHTTPRequestHandler):
    pages: ClassVar[dict[str, tuple[int, dict[str, str], bytes]]] = {
        "/keys": (200, {"Cache-Control": "public, max-age=120"}, b"{}"),
        "/never": (200, {"Cache-Control": "no-store, max-age=120"}, b"{}"),
        "/silent": (200, {}, b"{}"),
        "/large": (200, {}, b"x" * 5000),
        "/away": (302, {"Location": "/keys"}, b""),
        "/broken": (500, {}, b"{}"),
    }

    def do_GET(self) -> None:
        status, headers, body = self.pages[self.path]
        assert self.headers["Host"].startswith("127.0.0.1:")
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@pytest.fixture
def base() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Page)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(("path", "max_age"), [("/keys", 120.0), ("/never", 0.0), ("/silent", None)])
async def test_the_server_says_how_long_its_document_keeps(base: str, path: str, max_age: float | None) -> None:
    assert await ThreadFetch(Reach.CONFIGURED).get(base + path, 1000) == Fetched(b"{}", max_age)


@pytest.mark.control("IDN-08")
@pytest.mark.parametrize("path", ["/away", "/broken"])
async def test_only_a_plain_answer_counts_and_redirects_are_not_followed(base: str, path: str) -> None:
    with pytest.raises(OSError, match="HTTP status"):
        await ThreadFetch(Reach.CONFIGURED).get(base + path, 1000)


@pytest.mark.control("IDN-08")
async def test_a_large_document_is_refused(base: str) -> None:
    with pytest.raises(ValueError, match="larger than 1000"):
        await ThreadFetch(Reach.CONFIGURED).get(base + "/large", 1000)


async def test_loopback_is_out_of_a_strangers_reach(base: str) -> None:
    with pytest.raises(ValueError, match="may not be asked"):
        await ThreadFetch(Reach.PUBLIC).get(base + "/keys", 1000)


async def test_some_urls_are_answered_in_this_process(base: str) -> None:
    class Here:
        async def get(self, url: str, max_bytes: int) -> Fetched:
            return Fetched(b"here")

    fetch = RoutedFetch({"http://local/keys": Here()}, ThreadFetch(Reach.CONFIGURED))
    assert (await fetch.get("http://local/keys", 10)).body == b"here"
    assert (await fetch.get(base + "/keys", 10)).body == b"{}"
