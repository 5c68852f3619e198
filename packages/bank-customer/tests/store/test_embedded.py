"""What only the embedded store has: a file whose deleted bytes are gone."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine

from bank_customer.store.documents import CustomerDocument, SubjectKeyDocument
from bank_customer.store.embedded import TABLES, EmbeddedCustomerStore, prepare
from bank_kit.failures import FailureCode, ToolFailureError


def test_the_bytes_of_a_removed_key_are_overwritten(tmp_path: Path) -> None:
    engine = prepare(create_engine(f"sqlite:///{tmp_path / 'a.sqlite'}"))
    TABLES.create_all(engine)
    store, secret = EmbeddedCustomerStore(engine), "s3cretWrappedKey" * 6
    kept = SubjectKeyDocument.model_validate_json(f'{{"id":"C-100001","wrapped":"{secret}","wrapped_by":"k","made_at":"2026-01-01T00:00:00Z"}}')
    store.add([kept])
    assert secret.encode() in (tmp_path / "a.sqlite").read_bytes()
    store.remove(SubjectKeyDocument, "C-100001")
    engine.dispose()
    assert not [file for file in tmp_path.iterdir() if secret.encode() in file.read_bytes()]


def test_a_store_that_is_gone_is_unavailable_without_its_words() -> None:
    lost = EmbeddedCustomerStore(create_engine("sqlite://"))
    for ask in (lambda: lost.get(CustomerDocument, "C-100001"), lambda: lost.search("abc", {}, 1), lambda: lost.remove(CustomerDocument, "C-1")):
        with pytest.raises(ToolFailureError) as caught:
            ask()
        assert caught.value.failure.code is FailureCode.UNAVAILABLE
        assert "customer_document" not in caught.value.failure.message
