"""The contract of CustomerStore, on the embedded store and over MongoDB's wire protocol."""

from datetime import UTC, date, datetime

import pytest

from bank_customer.store.documents import ConsentDocument, CustomerDocument, RelationshipDocument, SubjectKeyDocument
from bank_customer.store.port import CustomerStore, DocumentExistsError, DocumentRefusedError, fold

SEALED = f"v1.{'A' * 16}.{'B' * 24}"


def customer(number: int, name: str = "ida haskwick", **changes: object) -> CustomerDocument:
    fields: dict[str, object] = {
        "id": f"C-{number}",
        "kind": "PERSON",
        "segment": "RETAIL",
        "country": "NL",
        "entity": "EU",
        "occupation": "teacher",
        "relationship_manager": "rm-01",
        "customer_since": date(2020, 2, 29),
        "ended_on": None,
        "politically_exposed": "NONE",
        "folded_name": name,
        "blocks": (f"tax:{number:024x}", f"home:{7:024x}"),
        "sealed": {"name": SEALED},
        "erased_at": None,
    }
    return CustomerDocument.model_validate(fields | changes)


def test_documents_come_back_as_they_went_in(store: CustomerStore) -> None:
    kept = [customer(100001), customer(100002, erased_at=datetime(2026, 1, 2, 3, 4, 5, 678901, UTC), folded_name=None, blocks=())]
    edge = RelationshipDocument(id="R-1", from_id="C-100001", to_id="C-100002", kind="OWNS", share=1.0, since=date(2021, 1, 1))
    store.add(kept)
    store.add([edge])
    assert [store.get(CustomerDocument, each.id) for each in kept] == kept
    assert store.get(RelationshipDocument, "R-1") == edge


def test_what_is_not_there_is_none(store: CustomerStore) -> None:
    assert store.get(CustomerDocument, "C-999999") is None
    assert store.get(CustomerDocument, "") is None
    assert not store.remove(CustomerDocument, "C-999999")
    assert store.replace([customer(999999)]) == 0
    assert store.get(CustomerDocument, "C-999999") is None


def test_an_id_is_taken_once_and_nothing_of_the_batch_is_kept(store: CustomerStore) -> None:
    store.add([customer(100001)])
    with pytest.raises(DocumentExistsError):
        store.add([customer(100002), customer(100001, "somebody else")])
    assert store.get(CustomerDocument, "C-100002") is None
    assert store.get(CustomerDocument, "C-100001") == customer(100001)


def test_a_document_its_collection_does_not_allow_is_refused_without_its_values(store: CustomerStore) -> None:
    wrong = customer(100001).model_copy(update={"country": "Nowhere at all"})
    for change in (lambda: store.add([wrong]), lambda: store.replace([wrong])):
        with pytest.raises(DocumentRefusedError, match="customers: country") as caught:
            change()
        assert "Nowhere" not in str(caught.value)
    assert store.get(CustomerDocument, "C-100001") is None


def test_an_indexed_field_finds_by_any_of_its_values(store: CustomerStore) -> None:
    store.add([customer(100000 + number) for number in range(1, 6)])
    found = store.among(CustomerDocument, "blocks", [f"tax:{100003:024x}", f"tax:{100002:024x}", "tax:none"], 10)
    assert [each.id for each in found] == ["C-100002", "C-100003"]
    assert [each.id for each in store.among(CustomerDocument, "blocks", [f"home:{7:024x}"], 3)] == ["C-100001", "C-100002", "C-100003"]
    assert store.among(CustomerDocument, "blocks", [], 3) == []


def test_many_values_are_asked_for_at_once(store: CustomerStore) -> None:
    store.add([customer(100000 + number) for number in range(1, 4)])
    values = [f"tax:{100000 + number:024x}" for number in range(1500)]
    assert len(store.among(CustomerDocument, "blocks", values, 10)) == 3


def test_only_indexed_fields_can_be_asked_for(store: CustomerStore) -> None:
    with pytest.raises(ValueError, match="not indexed"):
        store.among(CustomerDocument, "sealed", ["x"], 1)
    with pytest.raises(ValueError, match="not indexed"):
        store.search("ida", {"$where": "1"}, 1)


def test_a_search_ignores_case_and_takes_patterns_as_letters(store: CustomerStore) -> None:
    store.add([customer(100001), customer(100002, "otto haskwick", country="DE"), customer(100003, "a.b%c_d (x)"), customer(100004, "somebody")])
    assert [each.id for each in store.search("  HASK ", {}, 10)] == ["C-100001", "C-100002"]
    assert [each.id for each in store.search("hask", {"country": "DE"}, 10)] == ["C-100002"]
    assert [each.id for each in store.search("hask", {"country": "DE", "relationship_manager": "rm-09"}, 10)] == []
    assert [each.id for each in store.search("b%c_d (x)", {}, 10)] == ["C-100003"]
    for pattern in ("h%k", "h_sk", "h.sk", ".*", "[a-z]"):
        assert store.search(pattern, {}, 10) == []
    assert len(store.search("hask", {}, 1)) == 1


def test_a_replaced_document_is_found_by_what_it_is_now(store: CustomerStore) -> None:
    store.add([customer(100001)])
    assert store.replace([customer(100001, "erna other", blocks=()), customer(100009)]) == 1
    assert store.search("hask", {}, 10) == []
    assert [each.id for each in store.search("erna", {}, 10)] == ["C-100001"]
    assert store.among(CustomerDocument, "blocks", [f"tax:{100001:024x}"], 10) == []


def test_a_removed_document_is_gone_from_where_it_was_found(store: CustomerStore) -> None:
    key = SubjectKeyDocument(id="C-100001", wrapped="A" * 80, wrapped_by="kek-1", made_at=datetime(2026, 1, 1, tzinfo=UTC))
    store.add([key])
    assert [each.id for each in store.among(SubjectKeyDocument, "wrapped_by", ["kek-1"], 5)] == ["C-100001"]
    assert store.remove(SubjectKeyDocument, "C-100001")
    assert store.get(SubjectKeyDocument, "C-100001") is None
    assert store.among(SubjectKeyDocument, "wrapped_by", ["kek-1"], 5) == []


def test_nothing_at_all_may_be_added(store: CustomerStore) -> None:
    store.add([])


def test_times_keep_their_zone(store: CustomerStore) -> None:
    given = datetime(2026, 3, 29, 1, 59, 59, tzinfo=UTC)
    store.add([ConsentDocument(id="K-1", customer_id="C-100001", purpose="marketing", legal_basis="consent", given_at=given, withdrawn_at=None)])
    [kept] = store.among(ConsentDocument, "customer_id", ["C-100001"], 5)
    assert kept.given_at == given


def test_names_are_compared_folded() -> None:
    assert fold("  A  b ") == "a b"
    assert fold("STRASSE") == fold("straße")
