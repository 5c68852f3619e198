"""TLS towards the servers, with certificates made on the spot."""

import datetime as dt
import ssl
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from support.raw_server import response, saying, serving

from strongroom.drivers.http import ConnectError, HttpSettings, Pool, parse_address
from strongroom.drivers.http.tls import client_context

NOW = dt.datetime.now(dt.UTC)
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Authority:
    """A certificate authority in a folder."""

    folder: Path
    key: ec.EllipticCurvePrivateKey
    name: x509.Name

    @property
    def file(self) -> Path:
        return self.folder / "authority.pem"

    def issue(self, name: str, *, until: dt.datetime = NOW + DAY) -> tuple[Path, Path]:
        """Certificate and key for an address or a person."""
        key = ec.generate_private_key(ec.SECP256R1())
        builder = _builder(name, self.name, key).not_valid_after(until)
        if name[0].isdigit():
            builder = builder.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(name))]), critical=False)
        certificate, secret = self.folder / f"{name}.pem", self.folder / f"{name}.key"
        certificate.write_bytes(builder.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
        secret.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
        return certificate, secret


def _builder(name: str, issuer: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
    return builder.serial_number(x509.random_serial_number()).not_valid_before(NOW - 2 * DAY)


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test authority")])
    made = Authority(tmp_path, key, name)
    builder = _builder("test authority", name, key).not_valid_after(NOW + DAY).add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    made.file.write_bytes(builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    return made


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
