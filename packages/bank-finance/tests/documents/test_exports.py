"""What is exported is kept under its digest and linked for five minutes."""

import hashlib
from datetime import UTC, datetime

from bank_finance.documents.exports import LIFETIME, export
from bank_finance.objects.embedded import FolderStore


def test_an_export_is_linked_for_as_long_as_it_says(objects: FolderStore) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    found = export(objects, b"<a/>", "application/xml")
    assert found.sha256 == hashlib.sha256(b"<a/>").hexdigest()
    assert before + LIFETIME <= found.expires_at <= datetime.now(UTC) + LIFETIME
    assert objects.open_link(found.link.rpartition("/")[2]).content == b"<a/>"
