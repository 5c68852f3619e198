"""Documents are strict, and personal details stand in them only sealed."""

import pytest
from pydantic import ValidationError

from bank_customer.store.documents import COLLECTIONS, CustomerDocument, NoteDocument

PERSONAL = {"name", "birth_date", "date_of_birth", "email", "phone", "tax_id", "document_number", "address", "nationality", "note", "text"}


def test_no_collection_has_a_field_for_a_personal_detail_in_the_clear() -> None:
    for kind in COLLECTIONS:
        assert PERSONAL.isdisjoint(kind.model_fields)


def test_each_collection_has_a_name_of_its_own_and_indexes_fields_it_has() -> None:
    assert len({kind.COLLECTION for kind in COLLECTIONS}) == len(COLLECTIONS)
    for kind in COLLECTIONS:
        assert set(kind.INDEXED) <= set(kind.model_fields)


@pytest.mark.parametrize("sealed", ["Ida Haskwick", "v1.short.x", f"v2.{'A' * 16}.{'B' * 24}", ""])
def test_what_is_not_sealed_is_no_sealed_field(sealed: str) -> None:
    fields = {"id": "D-1", "customer_id": "C-100001", "sealed": sealed, "written_by": "a", "approved_by": "b", "at": "2026-01-01T00:00:00Z"}
    with pytest.raises(ValidationError, match="sealed"):
        NoteDocument.model_validate(fields, strict=False)


def test_unknown_fields_are_refused() -> None:
    with pytest.raises(ValidationError, match="extra_forbidden"):
        CustomerDocument.model_validate_json('{"id":"C-100001","nickname":"x"}')
