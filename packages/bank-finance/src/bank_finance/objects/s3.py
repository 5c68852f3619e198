"""Objects in an S3 bucket, AWS or any server that speaks its protocol: SHA-256 checked by the server on the way in and by us on the way out.

A bucket with versioning pins each link to the version that was checked; with object lock nothing can be taken away either.
"""

import base64
import hashlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, FlexibleChecksumError

from bank_finance.objects.port import LARGEST, Link, StoredObject, TamperedObjectError, checked_digest, checked_link, checked_size, missing, unreachable
from bank_kit.failures import ToolFailureError

_AT_ONCE = 8
"""Objects put at one time; the client keeps ten connections."""
_ABSENT = frozenset({"404", "NoSuchKey", "NotFound", "NoSuchVersion"})


@dataclass(frozen=True, slots=True, kw_only=True)
class S3Settings:
    """Where the bucket is; `endpoint` is None for AWS; without keys the machine's own credentials are used."""

    bucket: str
    region: str
    endpoint: str | None = None
    access_key: str | None = None
    secret_key: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    content: bytes
    version: str | None


class S3Store:
    """An ObjectStore in a bucket that exists; one client for all threads."""

    def __init__(self, settings: S3Settings) -> None:
        self._bucket = settings.bucket
        self._client = boto3.client(
            "s3",
            endpoint_url=settings.endpoint,
            region_name=settings.region,
            aws_access_key_id=settings.access_key,
            aws_secret_access_key=settings.secret_key,
            config=Config(
                signature_version="s3v4",
                connect_timeout=3,
                read_timeout=15,
                retries={"max_attempts": 2, "mode": "standard"},
                s3={"addressing_style": "path" if settings.endpoint else "auto"},
            ),
        )

    def put(self, content: bytes) -> StoredObject:
        """As the port says; the server refuses bytes that changed on their way."""
        checked_size(len(content))
        checksum = hashlib.sha256(content)
        digest = checksum.hexdigest()
        try:
            self._client.put_object(
                Bucket=self._bucket,
                Key=_key(digest),
                Body=content,
                ChecksumSHA256=base64.b64encode(checksum.digest()).decode("ascii"),
                Metadata={"sha256": digest},
            )
        except (BotoCoreError, ClientError) as error:
            raise _failure(error) from error
        return StoredObject(digest=digest, size=len(content))

    def put_all(self, contents: Iterable[bytes]) -> int:
        """As the port says; several at a time, since each waits for the server."""
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            return sum(1 for _ in pool.map(self.put, contents))

    def get(self, digest: str) -> bytes:
        """As the port says."""
        return self._read(digest).content

    def head(self, digest: str) -> StoredObject:
        """As the port says; TamperedObjectError when the object was put under this name with other metadata."""
        try:
            found = self._client.head_object(Bucket=self._bucket, Key=_key(digest))
        except (BotoCoreError, ClientError) as error:
            raise _failure(error) from error
        if found["Metadata"].get("sha256") != digest:
            raise TamperedObjectError
        return StoredObject(digest=digest, size=int(found["ContentLength"]))

    def link(self, digest: str, *, media_type: str, lifetime: timedelta) -> Link:
        """As the port says; the link is signed by the bucket's key and served by the bucket, the checked version where there are versions."""
        checked_link(media_type, lifetime)
        read = self._read(digest)
        expires_at = datetime.now(UTC) + lifetime
        wanted = {"Bucket": self._bucket, "Key": _key(digest), "ResponseContentType": media_type, "ResponseContentDisposition": "attachment"}
        if read.version is not None:
            wanted["VersionId"] = read.version
        address: str = self._client.generate_presigned_url("get_object", Params=wanted, ExpiresIn=int(lifetime.total_seconds()))
        return Link(address=address, expires_at=expires_at)

    def _read(self, digest: str) -> _Read:
        try:
            found = self._client.get_object(Bucket=self._bucket, Key=_key(digest))
            content: bytes = found["Body"].read(LARGEST + 1)
        except (BotoCoreError, ClientError) as error:
            raise _failure(error) from error
        if found["Metadata"].get("sha256") != digest or hashlib.sha256(content).hexdigest() != digest:
            raise TamperedObjectError
        return _Read(content=content, version=found.get("VersionId"))


def open_bucket(*, bucket: str, region: str, endpoint: str | None) -> S3Store:
    """The store in a bucket that exists; keys come from the machine's own credentials."""
    return S3Store(S3Settings(bucket=bucket, region=region, endpoint=endpoint))


def _key(digest: str) -> str:
    return f"sha256/{checked_digest(digest)[:2]}/{digest}"


def _failure(error: BotoCoreError | ClientError) -> ToolFailureError:
    if isinstance(error, ClientError) and error.response["Error"]["Code"] in _ABSENT:
        return missing()
    return TamperedObjectError() if isinstance(error, FlexibleChecksumError) else unreachable()
