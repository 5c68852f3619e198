"""Walks go no farther than asked, end in circles, and say when a picture is not whole."""

from datetime import date

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from bank_customer.network import walk
from bank_customer.network.walk import around, holdings_above
from bank_customer.store.documents import RelationshipDocument
from bank_customer.store.embedded import TABLES, EmbeddedCustomerStore


@pytest.fixture
def store() -> EmbeddedCustomerStore:
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    TABLES.create_all(engine)
    return EmbeddedCustomerStore(engine)


def put(store: EmbeddedCustomerStore, *pairs: tuple[int, int, str]) -> None:
    edges = [
        RelationshipDocument(
            id=f"R-{number}", from_id=f"C-{100000 + one}", to_id=f"C-{100000 + other}", kind=kind, share=0.5 if kind == "OWNS" else None, since=date(2020, 1, 1)
        )
        for number, (one, other, kind) in enumerate(pairs)
    ]
    store.add(edges)


@pytest.mark.parametrize(("depth", "reached"), [(1, {2, 3}), (2, {2, 3, 4}), (3, {2, 3, 4, 5})])
def test_a_picture_ends_at_its_depth_in_both_directions(store: EmbeddedCustomerStore, depth: int, reached: set[int]) -> None:
    put(store, (1, 2, "OWNS"), (3, 1, "HOUSEHOLD"), (4, 3, "OWNS"), (4, 5, "SIGNATORY"), (5, 6, "OWNS"))
    picture = around(store, "C-100001", depth)
    assert {int(each[2:]) - 100000 for each in picture.distances} == {1} | reached
    assert picture.whole


def test_a_circle_ends(store: EmbeddedCustomerStore) -> None:
    put(store, (1, 2, "OWNS"), (2, 3, "OWNS"), (3, 1, "OWNS"))
    assert set(around(store, "C-100001", 3).distances.values()) == {0, 1}
    assert len(holdings_above(store, "C-100001").edges) == 3


def test_only_ownership_and_control_lead_up_and_only_up(store: EmbeddedCustomerStore) -> None:
    put(store, (2, 1, "OWNS"), (3, 2, "CONTROLS"), (4, 1, "SIGNATORY"), (1, 5, "OWNS"))
    found = holdings_above(store, "C-100001")
    assert set(found.distances) == {"C-100001", "C-100002", "C-100003"}
    assert found.whole


def test_a_hub_is_told_not_to_be_whole(store: EmbeddedCustomerStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "MAX_NODES", 5)
    put(store, *((1, other, "OWNS") for other in range(2, 12)))
    picture = around(store, "C-100001", 1)
    assert not picture.whole
    assert len(picture.distances) == 5
    assert all({edge.from_id, edge.to_id} <= picture.distances.keys() for edge in picture.edges)


def test_chains_longer_than_are_followed_are_told(store: EmbeddedCustomerStore) -> None:
    put(store, *((number + 1, number, "OWNS") for number in range(1, walk.UP + 3)))
    assert not holdings_above(store, "C-100001").whole
