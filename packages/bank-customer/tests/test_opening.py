"""A house opens on what is there, and refuses what does not fit together."""

from dataclasses import replace
from pathlib import Path

import pytest

from bank_customer.offer import build_offer
from bank_customer.opening import KEY_FILE, MongoStore, open_house
from bank_customer.store.documents import CustomerDocument
from bank_customer.store.mongo import MongoCustomerStore
from bank_kit.identity.caller import Caller
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


@pytest.mark.component
def test_a_house_over_mongodb_answers_and_erases_as_one_over_files(built: Path, tmp_path: Path, mongo_url: str, caller: Caller, person: Caller) -> None:
    (tmp_path / "keys").mkdir()
    options = {"mongo": f"{mongo_url}/house", "key_file": tmp_path / "keys/k.json"}
    place = Place(folder=built, size=Size.S, seed=42, options=options)
    stores = [open_house(place).store for _ in range(2)]
    house = open_house(place)
    tools = {tool.name: tool for tool in build_offer(house).tools}
    writer = replace(caller, scopes=caller.scopes | {"customer.write"})

    def value(who: Caller, tool: str, **arguments: object) -> dict[str, object]:
        result = tools[tool].call(arguments, who)
        assert not result.is_error, result.structured_content
        found: dict[str, object] = result.structured_content["value"]
        return found

    over_files = {tool.name: tool for tool in build_offer(open_house(Place(folder=built, size=Size.S, seed=42))).tools}
    for name in ("get_kyc_status", "get_customer_profile", "get_relationships", "get_consents"):
        told = over_files[name].call({"customer_id": "C-100003"}, caller).structured_content
        assert value(caller, name, customer_id="C-100003") == told["value"]
    asked = value(writer, "create_dsr_package", customer_id="C-900002", kind="erasure", ticket="DSR-1", idempotency_key="mongo-erasure")
    assert isinstance(asked["draft"], dict)
    value(person, "review_draft", draft_id=asked["draft"]["id"], verdict="approve", reason="identity checked")
    assert value(caller, "search_customers", name="gideon farnwick") == {"customers": [], "truncated": False}
    with pytest.raises(StoreError, match="holds world"):
        open_house(Place(folder=built, size=Size.S, seed=43, options=options))
    for store in (*stores, house.store):
        assert isinstance(store, MongoCustomerStore)
        store.close()
