"""Keys over a real socket: what the issuer publishes is fetched, and nothing else is followed."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import URLError

import pytest

from bank_kit.identity.keys import MAX_KEY_SET_BYTES, KeyUrl, fetch_document
from bank_kit.testing import Issuer

pytestmark = pytest.mark.component

ISSUER = Issuer()


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = {"/jwks": ISSUER.key_set(), "/large": b" " * (MAX_KEY_SET_BYTES + 1)}.get(self.path, b"")
        self.send_response(302 if self.path == "/elsewhere" else 200 if body else 404)
        if self.path == "/elsewhere":
            self.send_header("Location", "/jwks")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Silent."""


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Answers) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


async def test_published_keys_are_used(origin: str) -> None:
    assert await KeyUrl(f"{origin}/jwks").key("k1") is not None


@pytest.mark.parametrize(("path", "status"), [("elsewhere", "302"), ("nothing", "404")])
def test_a_redirect_or_an_error_is_no_answer(origin: str, path: str, status: str) -> None:
    with pytest.raises(URLError, match=status):
        fetch_document(f"{origin}/{path}")


def test_a_document_without_end_is_cut_off(origin: str) -> None:
    with pytest.raises(OSError, match="too large"):
        fetch_document(f"{origin}/large")
