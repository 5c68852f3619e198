"""A folder store, and an S3 store on a versitygw of its own: a scratch folder as its disk, a free loopback port, gone with the tests."""

import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import boto3
import pytest

from bank_finance.objects.embedded import FolderStore
from bank_finance.objects.s3 import S3Settings, S3Store

_PROGRAM = Path(__file__).parents[4] / ".components/go/bin/versitygw"
_PATIENCE = 20
BUCKET = "documents"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gateway:
    """A running versitygw: how to reach it, and the folder where its objects lie."""

    settings: S3Settings
    disk: Path


@pytest.fixture(scope="session")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    assert _PROGRAM.is_file(), "no versitygw here: run `make components`"
    folder = tmp_path_factory.mktemp("versitygw")
    disk, versions = folder / "disk", folder / "versions"
    disk.mkdir()
    versions.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    settings = S3Settings(bucket=BUCKET, region="us-east-1", endpoint=f"http://127.0.0.1:{port}", access_key="tests", secret_key="tests-secret")
    command = [str(_PROGRAM), "--access", "tests", "--secret", "tests-secret", "--port", f"127.0.0.1:{port}", "--quiet"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([*command, "posix", "--versioning-dir", str(versions), str(disk)], stdout=log, stderr=log, cwd=folder)
    try:
        _wait(process, port, folder / "log")
        _client(settings).create_bucket(Bucket=BUCKET, ObjectLockEnabledForBucket=True)
        yield Gateway(settings=settings, disk=disk)
    finally:
        process.kill()
        process.wait(timeout=10)


def _wait(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"versitygw did not start: {log.read_text()[-500:]}")


def _client(settings: S3Settings) -> "boto3.client":
    return boto3.client(
        "s3",
        endpoint_url=settings.endpoint,
        region_name=settings.region,
        aws_access_key_id=settings.access_key,
        aws_secret_access_key=settings.secret_key,
    )


@pytest.fixture(scope="session")
def client(gateway: Gateway) -> "boto3.client":
    """The same server by the SDK alone."""
    return _client(gateway.settings)


@pytest.fixture(scope="session")
def settings(gateway: Gateway) -> S3Settings:
    return gateway.settings


@pytest.fixture
def folder(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "objects", address="https://finance.example/documents/")


@pytest.fixture(params=["folder", pytest.param("s3", marks=pytest.mark.component)])
def store(request: pytest.FixtureRequest) -> FolderStore | S3Store:
    """Every ObjectStore there is, one after the other."""
    if request.param == "folder":
        found: FolderStore = request.getfixturevalue("folder")
        return found
    gateway: Gateway = request.getfixturevalue("gateway")
    return S3Store(gateway.settings)


@pytest.fixture
def file_of(request: pytest.FixtureRequest, store: FolderStore | S3Store, tmp_path: Path) -> Callable[[str], Path]:
    """Where the bytes of a digest lie on the disk, behind the store's back."""
    if isinstance(store, FolderStore):
        return lambda digest: tmp_path / "objects" / digest[:2] / digest
    gateway: Gateway = request.getfixturevalue("gateway")
    return lambda digest: gateway.disk / BUCKET / "sha256" / digest[:2] / digest
