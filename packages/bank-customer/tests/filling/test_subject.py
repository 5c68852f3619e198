"""A customer becomes a document that tells nothing without its key."""

from dataclasses import replace

from bank_customer.filling.subject import Subject
from bank_customer.keys.ring import Hasher, SubjectKey
from bank_customer.keys.sealing import new_key

KEY, HASHER = SubjectKey("C-800001", new_key()), Hasher(new_key())


def test_no_personal_detail_stands_in_the_document_but_the_name_to_find(somebody: Subject) -> None:
    document = somebody.document(KEY, HASHER)
    told = document.model_copy(update={"folded_name": None}).model_dump_json()
    for detail in somebody.personal().values():
        assert len(detail) <= 2 or detail not in told
    assert document.folded_name == "wilhelmina test-ostrander"
    assert {field: KEY.unseal(field, sealed) for field, sealed in document.sealed.items()} == somebody.personal()


def test_what_a_customer_does_not_have_is_not_sealed(somebody: Subject) -> None:
    company = replace(somebody, kind="COMPANY", birth_date=None, nationality=None)
    document = company.document(KEY, HASHER)
    assert {"date_of_birth", "nationality"}.isdisjoint(document.sealed)
    assert not [block for block in document.blocks if block.startswith("born:")]


def test_the_same_detail_written_otherwise_has_the_same_mark(somebody: Subject) -> None:
    other = replace(somebody, email=somebody.email.upper(), phone="+1 (202) 555-0177", address=f" {somebody.address.upper()} ")
    assert other.blocks(HASHER) == somebody.blocks(HASHER)
    assert set(replace(somebody, tax_id="1").blocks(HASHER)) ^ set(somebody.blocks(HASHER))
