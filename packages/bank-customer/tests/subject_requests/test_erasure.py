"""An erasure destroys the key; the ciphertext stays, and nothing opens it."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bank_customer.keys.ring import SubjectErasedError
from bank_customer.opening import House
from bank_customer.store.documents import ActivityDocument, ConsentDocument, CustomerDocument, KycDocument, NoteDocument, RiskRatingDocument
from bank_customer.subject_requests.erasure import Decision, erase

DECISION = Decision(draft_id=f"D-{1:024x}", customer_id="C-900001", requested_by="anna", approved_by="ben")


def test_the_key_is_gone_the_ciphertext_is_there_and_the_record_proves_both(own_house: House) -> None:
    before = own_house.store.get(CustomerDocument, "C-900001")
    assert before is not None
    key = own_house.ring.open("C-900001")
    note = NoteDocument(
        id=f"D-{2:024x}", customer_id="C-900001", sealed=key.seal("note", "x"), written_by="a", approved_by="b", at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    own_house.store.add([note])
    record = erase(own_house.store, own_house.ring, DECISION)
    after = own_house.store.get(CustomerDocument, "C-900001")
    assert after is not None
    assert after.sealed == before.sealed
    assert (after.folded_name, after.blocks) == (None, ())
    assert after.erased_at is not None
    with pytest.raises(SubjectErasedError):
        own_house.ring.open("C-900001")
    assert record.digests["profile/tax_id"] == f"sha256:{hashlib.sha256(before.sealed['tax_id'].encode()).hexdigest()}"
    assert f"note/{note.id}" in record.digests
    assert record.proof["key"] == "destroyed"
    assert "failed" in record.proof["afterwards"]
    assert own_house.store.search("hedda ostrupp", {}, 5) == []


def test_what_was_never_sealed_is_removed(own_house: House) -> None:
    store = own_house.store
    assert store.among(ConsentDocument, "customer_id", ["C-100001"], 5)
    record = erase(store, own_house.ring, replace(DECISION, customer_id="C-100001"))
    assert [store.get(kind, "C-100001") for kind in (KycDocument, RiskRatingDocument, ActivityDocument)] == [None] * 3
    assert store.among(ConsentDocument, "customer_id", ["C-100001"], 5) == []
    after = store.get(CustomerDocument, "C-100001")
    assert after is not None
    assert after.occupation == "erased"
    assert "removed" in record.proof["unsealed"]


def test_done_again_it_is_the_same_record(own_house: House) -> None:
    assert erase(own_house.store, own_house.ring, DECISION) == erase(own_house.store, own_house.ring, DECISION)


def test_an_erasure_that_broke_after_the_key_is_ended_by_the_next(own_house: House) -> None:
    own_house.ring.destroy("C-900001")
    record = erase(own_house.store, own_house.ring, DECISION)
    assert record.proof["key"] == "was gone before"
    after = own_house.store.get(CustomerDocument, "C-900001")
    assert after is not None
    assert after.folded_name is None


def test_nobody_else_is_touched(own_house: House) -> None:
    erase(own_house.store, own_house.ring, DECISION)
    assert own_house.ring.open("C-900002").unseal("name", _sealed_name(own_house, "C-900002")) == "Gideon Farnwick"


def test_who_is_not_there_cannot_be_erased(own_house: House) -> None:
    with pytest.raises(LookupError):
        erase(own_house.store, own_house.ring, Decision(draft_id=f"D-{3:024x}", customer_id="C-999999", requested_by="a", approved_by="b"))


def _sealed_name(house: House, customer_id: str) -> str:
    customer = house.store.get(CustomerDocument, customer_id)
    assert customer is not None
    return customer.sealed["name"]
