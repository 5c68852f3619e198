"""TLS towards the servers, with certificates made on the spot."""

import datetime as dt
import ssl
from pathlib import Path

import pytest
from support.authority import DAY, NOW, Authority, make_authority
from support.raw_server import response, saying, serving

from strongroom.drivers.http import ConnectError, HttpSettings, Pool, parse_address
from strongroom.drivers.http.tls import client_context


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return make_authority(tmp_path)


def server_context(authority: Authority, name: str = "127.0.0.1", *, until: dt.datetime = NOW + DAY) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*authority.issue(name, until=until))
    return context


async def ask(settings: HttpSettings, context: ssl.SSLContext) -> bytes:
    async with serving(saying(response(b"ok")), tls=context) as server:
        pool = Pool(settings)
        try:
            answer = await pool.request("GET", parse_address(server.url.replace("http:", "https:")), [], silence=5)
            return await answer.read(10)
        finally:
            await pool.close()


async def test_a_server_of_the_named_authority_is_trusted(authority: Authority) -> None:
    assert await ask(HttpSettings(ca_file=authority.file), server_context(authority)) == b"ok"


async def test_a_server_of_an_unknown_authority_is_not(authority: Authority) -> None:
    with pytest.raises(ConnectError, match="does not verify") as caught:
        await ask(HttpSettings(), server_context(authority))
    assert not caught.value.sent


async def test_a_certificate_for_another_name_is_refused(authority: Authority) -> None:
    with pytest.raises(ConnectError, match="does not verify"):
        await ask(HttpSettings(ca_file=authority.file), server_context(authority, "127.0.0.2"))


async def test_a_certificate_that_ended_is_refused(authority: Authority) -> None:
    with pytest.raises(ConnectError, match="does not verify"):
        await ask(HttpSettings(ca_file=authority.file), server_context(authority, until=NOW - DAY))


async def test_a_server_that_speaks_no_tls_is_refused(authority: Authority) -> None:
    async with serving(saying(b"")) as server:
        pool = Pool(HttpSettings(ca_file=authority.file, connect_seconds=0.2))
        with pytest.raises(ConnectError):
            await pool.request("GET", parse_address(server.url.replace("http:", "https:")), [])
        await pool.close()


async def test_the_client_shows_its_certificate_to_a_server_that_asks(authority: Authority) -> None:
    context = server_context(authority)
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(authority.file)
    certificate, key = authority.issue("strongroom")
    assert await ask(HttpSettings(ca_file=authority.file, certificate_file=certificate, key_file=key), context) == b"ok"


def test_versions_before_1_2_are_not_spoken_and_verification_is_on(authority: Authority) -> None:
    context = client_context(HttpSettings(ca_file=authority.file))
    assert context.minimum_version is ssl.TLSVersion.TLSv1_2
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        client_context(HttpSettings(ca_file=tmp_path / "missing.pem"))
