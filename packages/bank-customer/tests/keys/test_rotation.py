"""A rotation wraps every key anew and changes no sealed field."""

import pytest

from bank_customer.keys import rotation
from bank_customer.keys.keyfile import FileKeys
from bank_customer.keys.port import KeyUnavailableError
from bank_customer.keys.rotation import rotate
from bank_customer.opening import House
from bank_customer.store.documents import CustomerDocument, SubjectKeyDocument


def test_every_key_is_wrapped_anew_and_the_old_one_destroyed(own_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "AT_ONCE", 100)
    before = own_house.store.get(CustomerDocument, "C-100001")
    old = own_house.keys.current
    assert rotate(own_house.store, own_house.keys) == 756
    assert own_house.keys.names() == (own_house.keys.current,)
    assert own_house.store.among(SubjectKeyDocument, "wrapped_by", [old], 5) == []
    after = own_house.store.get(CustomerDocument, "C-100001")
    assert before == after
    assert after is not None
    assert own_house.ring.open("C-100001").unseal("name", after.sealed["name"])


def test_a_key_that_does_not_open_stops_it_before_anything_is_destroyed(own_house: House) -> None:
    kept = own_house.store.get(SubjectKeyDocument, "C-100002")
    assert kept is not None
    own_house.store.replace([kept.model_copy(update={"wrapped": "A" * 100})])
    old = own_house.keys.current
    with pytest.raises(KeyUnavailableError):
        rotate(own_house.store, own_house.keys)
    assert old in own_house.keys.names()
    assert own_house.ring.open("C-100001").subject == "C-100001"


def test_a_rotation_that_broke_is_ended_by_the_next(own_house: House) -> None:
    FileKeys.rotate(own_house.keys)
    kept = own_house.store.get(SubjectKeyDocument, "C-100001")
    assert kept is not None
    own_house.store.replace([own_house.ring.wrapped_anew(kept)])
    assert rotate(own_house.store, own_house.keys) == 756
    assert len(own_house.keys.names()) == 1
