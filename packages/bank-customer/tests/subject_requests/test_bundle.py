"""A bundle holds everything the data map names, and nobody else's name."""

import json

import pytest

from bank_customer.masking.fields import SEALED
from bank_customer.opening import House
from bank_customer.store.documents import COLLECTIONS, CustomerDocument, MarkerDocument, PeerGroupDocument, SubjectKeyDocument
from bank_customer.subject_requests.bundle import DATA_MAP, PROVIDED, bundle
from bank_kit.world.size import AS_OF

NOT_ABOUT_ANYBODY = {PeerGroupDocument, SubjectKeyDocument, MarkerDocument}


def made(house: House, customer_id: str, kind: str) -> dict[str, object]:
    customer = house.store.get(CustomerDocument, customer_id)
    assert customer is not None
    text = bundle(house.store, customer, house.ring.open(customer_id), kind=kind, today=AS_OF)
    assert text == bundle(house.store, customer, house.ring.open(customer_id), kind=kind, today=AS_OF)
    found: dict[str, object] = json.loads(text)
    return found


def test_the_data_map_names_every_collection_about_a_person() -> None:
    assert set(COLLECTIONS) - NOT_ABOUT_ANYBODY == set(DATA_MAP)


@pytest.mark.parametrize("customer_id", ["C-100001", "C-100002", "C-900001"])
def test_a_bundle_to_access_holds_all_of_it_in_the_clear(house: House, customer_id: str) -> None:
    data = made(house, customer_id, "access")["data"]
    assert isinstance(data, dict)
    assert set(data) == {kind.COLLECTION for kind in DATA_MAP}
    assert {field.value for field in SEALED} <= set(data["customers"])
    assert "v1." not in json.dumps(data)


def test_a_bundle_to_take_elsewhere_holds_what_was_provided(house: House) -> None:
    found = made(house, "C-100001", "portability")
    assert isinstance(found["data"], dict)
    assert set(found["data"]) == {kind.COLLECTION for kind in PROVIDED}
    assert found["bundle"] == "GDPR Article 20"


def test_others_are_told_by_their_tie_and_not_by_name_or_id(house: House) -> None:
    text = json.dumps(made(house, "C-100003", "access"))
    assert "you_are" in text
    assert "C-100359" not in text
