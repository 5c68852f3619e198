"""Deliveries over a real socket."""

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bank_finance.feed.fetching import fetch
from bank_kit.failures import FailureCode, ToolFailureError


class _Vendor(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/mute":
            self._drip()
            return
        self.send_response({"/moved": 302, "/gone": 404}.get(self.path, 200))
        if self.path == "/moved":
            self.send_header("Location", "/prices")
        self.end_headers()
        if self.path == "/slow":
            self._drip()
        elif self.path == "/prices":
            self.wfile.write(b"instrument,field,date,price\n")

    def _drip(self) -> None:
        with suppress(OSError):
            for _ in range(20):
                self.wfile.write(b"H")
                time.sleep(0.05)

    def log_message(self, *_: object) -> None:
        """Silent."""


@pytest.fixture(scope="module")
def vendor() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Vendor) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.mark.component
def test_a_delivery_is_fetched(vendor: str) -> None:
    assert fetch(f"{vendor}/prices") == b"instrument,field,date,price\n"


@pytest.mark.component
@pytest.mark.parametrize("path", ["moved", "gone"])
def test_a_redirect_or_an_error_is_no_delivery(vendor: str, path: str) -> None:
    with pytest.raises(ToolFailureError) as refused:
        fetch(f"{vendor}/{path}")
    assert refused.value.failure.code is FailureCode.UNAVAILABLE


@pytest.mark.component
def test_size_and_time_are_bounded(vendor: str) -> None:
    for path, most_bytes, most_seconds in (("prices", 5, 10.0), ("slow", 1000, 0.2), ("mute", 1000, 0.2)):
        with pytest.raises(ToolFailureError) as refused:
            fetch(f"{vendor}/{path}", max_bytes=most_bytes, max_seconds=most_seconds)
        assert refused.value.failure.code is FailureCode.LIMIT_EXCEEDED


@pytest.mark.component
def test_nobody_there_is_unavailable() -> None:
    with pytest.raises(ToolFailureError) as refused:
        fetch("http://127.0.0.1:9/prices")
    assert refused.value.failure.code is FailureCode.UNAVAILABLE


@pytest.mark.parametrize(
    "url", ["http://vendor.example/p", "ftp://127.0.0.1/p", "file:///etc/passwd", "https://user:word@vendor.example/", "https://", "http://[::1"]
)
def test_an_address_we_do_not_call_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(ToolFailureError) as refused:
        fetch(url)
    assert refused.value.failure.code is FailureCode.INVALID_ARGUMENT
    assert url not in refused.value.failure.model_dump_json()
