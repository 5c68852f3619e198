"""A house opens on what is there, and refuses what does not fit together."""

from pathlib import Path

import pytest

from bank_customer.opening import KEY_FILE, MongoStore, open_house
from bank_customer.store.documents import CustomerDocument
from bank_customer.store.mongo import MongoCustomerStore
from bank_kit.place import Place
from bank_kit.store import StoreError
from bank_kit.world.size import Size


def test_a_house_is_filled_once_and_opens_again(built: Path) -> None:
    before = {file.name: file.stat().st_mtime_ns for file in built.glob("customer-*.sqlite")}
    house = open_house(Place(folder=built, size=Size.S, seed=42))
    assert house.store.get(CustomerDocument, "C-100001") is not None
    assert before == {file.name: file.stat().st_mtime_ns for file in built.glob("customer-*.sqlite")}


def test_without_its_keys_a_store_does_not_open(own_house: object, tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).unlink()
    with pytest.raises(StoreError, match="--key-file"):
        open_house(Place(folder=tmp_path, size=Size.S, seed=42))


def test_a_key_file_may_lie_elsewhere_and_others_may_not_read_it(own_house: object, tmp_path: Path) -> None:
    moved = tmp_path / "safe.json"
    (tmp_path / KEY_FILE).rename(moved)
    place = Place(folder=tmp_path, size=Size.S, seed=42, options={"key_file": moved})
    assert open_house(place).ring.open("C-100001").subject == "C-100001"
    moved.chmod(0o644)
    with pytest.raises(StoreError, match="chmod 600"):
        open_house(place)


def test_no_personal_detail_stands_in_the_file_but_names(built: Path) -> None:
    content = next(built.glob("customer-????????????????.sqlite")).read_bytes()
    for secret in (b"2000-09-22", b"900000107", b"X90000001", b"simon.pellhovel@", b"442-555-0101", b"Harbour Street"):
        assert secret not in content
    assert b"simon pellhovel" in content


def test_the_mongo_store_is_what_a_house_needs() -> None:
    fits: type[MongoStore] = MongoCustomerStore
    assert fits
