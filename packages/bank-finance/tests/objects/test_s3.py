"""What only S3 can get wrong, against a real server (versitygw with versions and object lock)."""

import hashlib
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import boto3
import httpx
import pytest
from botocore.exceptions import ClientError

from bank_finance.objects.port import ObjectStore, TamperedObjectError
from bank_finance.objects.s3 import S3Settings, S3Store
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.late import Late

pytestmark = pytest.mark.component


@pytest.fixture
def s3(settings: S3Settings) -> S3Store:
    return S3Store(settings)


def test_it_fits_the_port_and_is_found_late(settings: S3Settings) -> None:
    store: ObjectStore = Late[type[S3Store]]("bank_finance.objects.s3:S3Store")()(settings)
    assert store.get(store.put(b"late").digest) == b"late"


def test_other_bytes_put_under_the_name_are_never_served(s3: S3Store, client: "boto3.client") -> None:
    digest = s3.put(b"true").digest
    forge = {"Bucket": "documents", "Key": f"sha256/{digest[:2]}/{digest}", "Body": b"fake"}
    client.put_object(**forge, Metadata={"sha256": digest})
    with pytest.raises(TamperedObjectError):
        s3.get(digest)
    client.put_object(**forge, Metadata={"sha256": hashlib.sha256(b"fake").hexdigest()})
    with pytest.raises(TamperedObjectError):
        s3.head(digest)


def test_a_link_stays_with_the_version_that_was_checked(s3: S3Store, client: "boto3.client") -> None:
    digest = s3.put(b"first").digest
    link = s3.link(digest, media_type="text/plain", lifetime=timedelta(minutes=1))
    client.put_object(Bucket="documents", Key=f"sha256/{digest[:2]}/{digest}", Body=b"other")
    assert httpx.get(link.address, timeout=10).content == b"first"


def test_a_link_ends(s3: S3Store) -> None:
    link = s3.link(s3.put(b"short").digest, media_type="text/plain", lifetime=timedelta(seconds=1))
    time.sleep(1.6)
    assert httpx.get(link.address, timeout=10).status_code == 403


def test_a_locked_version_cannot_be_deleted(s3: S3Store, client: "boto3.client") -> None:
    digest = s3.put(b"kept for seven years").digest
    at = {"Bucket": "documents", "Key": f"sha256/{digest[:2]}/{digest}"}
    version = client.head_object(**at)["VersionId"]
    client.put_object_retention(**at, VersionId=version, Retention={"Mode": "COMPLIANCE", "RetainUntilDate": datetime.now(UTC) + timedelta(days=1)})
    with pytest.raises(ClientError, match="AccessDenied"):
        client.delete_object(**at, VersionId=version)
    assert s3.get(digest) == b"kept for seven years"


@pytest.mark.parametrize(
    "change", [{"secret_key": "wrong"}, {"bucket": "no-such-bucket"}, {"endpoint": "http://127.0.0.1:9"}], ids=lambda change: next(iter(change))
)
def test_a_store_that_cannot_be_used_is_unavailable(settings: S3Settings, change: dict[str, str]) -> None:
    store = S3Store(replace(settings, **change))
    with pytest.raises(ToolFailureError) as refused:
        store.put(b"x")
    assert refused.value.failure.code is FailureCode.UNAVAILABLE
    assert "wrong" not in refused.value.failure.model_dump_json()


def test_the_secret_is_not_shown(settings: S3Settings) -> None:
    assert "tests-secret" not in repr(settings)
