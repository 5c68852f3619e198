"""The store holds the documents of the world and finds them by part of a name."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

from bank_customer.embedded import EmbeddedCustomerStore, fold, plan
from bank_customer.port import UnreachableStoreError
from bank_kit.store import open_directory
from bank_kit.world.build import build_world

WORLD = build_world(42)


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        open_directory(tmp_path / folder, plan(7)).dispose()
    first, second = sorted(tmp_path.rglob("*.sqlite"))
    assert first.read_bytes() == second.read_bytes()


def test_documents_come_back_as_they_went_in(engine: Engine) -> None:
    store = EmbeddedCustomerStore(engine)
    for customer, file in zip(WORLD.customers, WORLD.kyc_files, strict=True):
        found, kyc = store.customer(customer.id), store.kyc_file(customer.id)
        assert found is not None
        assert (found.name, found.birth_date, found.note) == (customer.name, customer.birth_date, customer.note)
        assert kyc is not None
        assert (kyc.level, kyc.factors, kyc.gaps) == (file.level, file.factors, file.gaps)


def test_who_does_not_exist_is_none(engine: Engine) -> None:
    assert EmbeddedCustomerStore(engine).customer("C-999999") is None
    assert EmbeddedCustomerStore(engine).kyc_file("C-999999") is None


def test_a_search_ignores_case_and_takes_wildcards_as_letters(engine: Engine) -> None:
    store = EmbeddedCustomerStore(engine)
    expected = [customer.id for customer in WORLD.customers if "hask" in customer.name.lower()]
    assert [found.id for found in store.search("  HASK ", None, 200)] == expected
    assert [found.id for found in store.search("hask", "NL", 200)] == [each.id for each in WORLD.customers if each.id in expected and each.country == "NL"]
    assert store.search("h%k", None, 200) == store.search("h_sk", None, 200) == []
    assert fold("  A  b ") == "a b"


def test_a_store_that_is_gone_says_so_without_its_words() -> None:
    with pytest.raises(UnreachableStoreError, match="^OperationalError$"):
        EmbeddedCustomerStore(create_engine("sqlite://")).customer("C-100001")
