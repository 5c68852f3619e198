"""Which place for documents a server was told to use: a folder, or a bucket as `s3://bucket?region=eu-central-1&endpoint=https://...`.

Keys never stand on the command line: the bucket's come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or from the machine itself.
"""

from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, urlsplit

from bank_finance.objects.embedded import FolderStore
from bank_finance.objects.port import ObjectStore
from bank_kit.late import Late
from bank_kit.store import StoreError

DEFAULT_REGION = "us-east-1"
_KNOWN = frozenset({"region", "endpoint"})


class OpenBucket(Protocol):
    """bank_finance.objects.s3.open_bucket, which loads boto3."""

    def __call__(self, *, bucket: str, region: str, endpoint: str | None) -> ObjectStore:
        """The store in a bucket that exists."""
        ...


_open_bucket = Late[OpenBucket]("bank_finance.objects.s3:open_bucket")


def open_objects(where: str, *, links_at: str) -> ObjectStore:
    """The store at `where`; a folder's links begin with `links_at`. StoreError when an S3 address is malformed."""
    if not where.startswith("s3://"):
        return FolderStore(Path(where), address=links_at)
    told = urlsplit(where)
    given = parse_qs(told.query, keep_blank_values=True)
    if not told.hostname or told.path.strip("/") or told.username is not None or set(given) - _KNOWN or any(len(values) > 1 for values in given.values()):
        raise StoreError("--objects is a folder, or s3://bucket with region and endpoint as its only parameters, and no keys")
    region, endpoint = given.get("region", [DEFAULT_REGION])[0], given.get("endpoint", [None])[0]
    return _open_bucket()(bucket=told.hostname, region=region, endpoint=endpoint)
