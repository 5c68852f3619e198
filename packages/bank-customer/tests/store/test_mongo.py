"""What only the MongoDB store has: a server that may be gone, and being made ready twice."""

import pytest

from bank_customer.store import mongo
from bank_customer.store.documents import COLLECTIONS, CustomerDocument
from bank_customer.store.mongo import MongoCustomerStore
from bank_customer.store.port import CustomerStore
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.store import StoreError


@pytest.mark.component
def test_it_can_be_made_ready_twice_and_has_every_collection(mongo_url: str) -> None:
    kept = MongoCustomerStore(f"{mongo_url}/twice")
    kept.ready()
    kept.ready()
    fits: CustomerStore = kept
    assert [fits.get(kind, "x") for kind in COLLECTIONS] == [None] * len(COLLECTIONS)
    kept.close()


def test_a_server_that_is_gone_is_unavailable_and_its_address_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mongo, "SECONDS", 0.2)
    lost = MongoCustomerStore("mongodb://user:pa55word@127.0.0.1:1/none")
    with pytest.raises(ToolFailureError) as caught:
        lost.get(CustomerDocument, "C-100001")
    assert caught.value.failure.code is FailureCode.UNAVAILABLE
    with pytest.raises(StoreError) as refused:
        lost.ready()
    assert "pa55word" not in f"{caught.value.failure} {refused.value}"
    lost.close()
