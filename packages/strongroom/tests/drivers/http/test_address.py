"""URLs taken apart."""

import pytest

from strongroom.drivers.http import parse_address


@pytest.mark.parametrize(
    ("url", "line", "host"),
    [
        ("http://localhost:8000/mcp", b"/mcp", b"localhost:8000"),
        ("https://bank.example/mcp?a=b", b"/mcp?a=b", b"bank.example"),
        ("https://bank.example:443", b"/", b"bank.example"),
        ("http://[::1]:9/a%20b", b"/a%20b", b"[::1]:9"),
        ("http://a_b-c.internal./", b"/", b"a_b-c.internal."),
    ],
)
def test_a_url_becomes_a_request_line_and_a_host(url: str, line: bytes, host: bytes) -> None:
    assert parse_address(url).heads["POST"] == b"POST %b HTTP/1.1\r\nhost: %b\r\n" % (line, host)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "localhost",
        "ftp://a/",
        "file:///etc/passwd",
        "http:///mcp",
        "http://user:secret@a/",
        "http://a/#b",
        "http://a/b c",
        "http://a/é",
        "http://a/\r\nx: y",
        "http://bücher.example/",
        "http://" + "a" * 64 + "/",
        "http://a:99999/",
        "http://a b/",
        " http://a/",
    ],
)
def test_what_is_no_safe_url_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_address(url)


def test_a_refusal_never_repeats_a_password() -> None:
    with pytest.raises(ValueError, match="user name") as caught:
        parse_address("https://user:secret@bank.example/")
    assert "secret" not in str(caught.value)


def test_an_address_says_where_it_leads() -> None:
    assert str(parse_address("https://bank.example:8443/mcp")) == "https://bank.example:8443/mcp"
