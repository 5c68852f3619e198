"""Keys of subjects: opened for a moment, destroyed for good."""

import pytest

from bank_customer.keys.ring import INDEX, Hasher, SubjectErasedError
from bank_customer.keys.sealing import SealBrokenError
from bank_customer.opening import House


def test_each_subject_has_a_key_of_their_own(house: House) -> None:
    sealed = house.ring.open("C-100001").seal("name", "x")
    with pytest.raises(SealBrokenError):
        house.ring.open("C-100002").unseal("name", sealed)


def test_a_destroyed_key_is_gone_for_everybody_at_once(own_house: House) -> None:
    sealed = own_house.ring.open("C-100001").seal("name", "x")
    assert sealed
    assert own_house.ring.destroy("C-100001")
    assert not own_house.ring.destroy("C-100001")
    with pytest.raises(SubjectErasedError):
        own_house.ring.open("C-100001")


def test_the_key_for_hashes_is_nobodys_to_destroy(own_house: House) -> None:
    with pytest.raises(ValueError, match="no subject"):
        own_house.ring.destroy(INDEX)


def test_equal_details_have_equal_marks_and_only_with_the_key(house: House) -> None:
    hasher = house.ring.hasher()
    assert hasher.mark("tax", "900000107") == house.ring.hasher().mark("tax", "900000107")
    assert hasher.mark("tax", "900000107") != hasher.mark("phone", "900000107")
    assert hasher.mark("tax", "900000107") != Hasher(b"x" * 32).mark("tax", "900000107")


def test_no_key_is_shown(house: House) -> None:
    opened = house.ring.open("C-100001")
    assert opened.key.hex() not in repr(opened)
    assert str(opened.key) not in repr(opened)
    assert str(house.ring.hasher().key) not in repr(house.ring.hasher())
