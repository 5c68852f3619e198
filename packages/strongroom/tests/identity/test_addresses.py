"""URLs that lead inward are refused, whatever their spelling."""

import ipaddress
import socket

import pytest

from strongroom.identity.addresses import Reach, allowed, destination

INWARD = ["10.0.0.1", "172.16.5.4", "192.168.1.1", "100.64.0.1", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::1"]
LOOPBACK = ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1"]
NEVER = ["169.254.169.254", "fe80::1", "0.0.0.0", "::", "224.0.0.1", "ff02::1", "fd00:ec2::254", "240.0.0.1", "255.255.255.255", "::ffff:169.254.169.254"]
OUTWARD = ["93.184.216.34", "2606:2800:220:1::1"]


@pytest.mark.parametrize(
    ("addresses", "public", "development", "configured"),
    [(INWARD, False, False, True), (LOOPBACK, False, True, True), (NEVER, False, False, False), (OUTWARD, True, True, True)],
)
def test_reach_decides_which_addresses_may_be_asked(addresses: list[str], *, public: bool, development: bool, configured: bool) -> None:
    for text in addresses:
        address = ipaddress.ip_address(text)
        assert allowed(address, Reach.PUBLIC) is public, text
        assert allowed(address, Reach.PUBLIC_AND_LOOPBACK) is development, text
        assert allowed(address, Reach.CONFIGURED) is configured, text


@pytest.mark.control("IDN-08")
@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/k",
        "https://127.0.0.1/k",
        "https://127.1/k",
        "https://2130706433/k",
        "https://0x7f.1/k",
        "https://0177.0.0.1/k",
        "https://[::1]/k",
        "https://[::ffff:127.0.0.1]/k",
        "https://169.254.169.254/latest",
        "https://localhost/k",
        "ftp://93.184.216.34/k",
        "file:///etc/passwd",
        "https:///k",
        "https://user:secret@93.184.216.34/k",
        "https://93.184.216.34/k#fragment",
        "https://93.184.216.34/a b",
        "https://93.184.216.34\\@127.0.0.1/",
        "https://93.184.216.34/k\r\nX: y",
        "http://93.184.216.34/k",
        "https://93.184.216.34:99999/k",
        "gopher://127.0.0.1:6379/_",
        "",
    ],
)
def test_a_stranger_cannot_send_us_there(url: str) -> None:
    with pytest.raises(ValueError, match="URL|Port"):
        destination(url, Reach.PUBLIC)


def test_one_bad_address_spoils_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(*_: object, **__: object) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        return [(2, 1, 6, "", ("93.184.216.34", 443)), (2, 1, 6, "", ("10.0.0.1", 443))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(ValueError, match="may not be asked"):
        destination("https://rebinding.example/", Reach.PUBLIC)


@pytest.mark.control("IDN-08")
def test_the_address_that_was_checked_is_the_one_to_connect_to() -> None:
    found = destination("http://127.0.0.1:8081/a?b=c", Reach.PUBLIC_AND_LOOPBACK)
    assert (found.address, found.port, found.target, found.encrypted, found.authority()) == ("127.0.0.1", 8081, "/a?b=c", False, "127.0.0.1:8081")
    assert destination("https://[2606:2800:220:1::1]/", Reach.PUBLIC).authority() == "[2606:2800:220:1::1]"
