"""A filled store holds everybody, each with a key, and says last that it is full."""

from pathlib import Path

import pytest

from bank_customer.filling.fill import MARKER, Source, fill
from bank_customer.filling.former import former_customers
from bank_customer.keys.keyfile import FileKeys
from bank_customer.keys.ring import KeyRing
from bank_customer.opening import House
from bank_customer.store.documents import ConsentDocument, CustomerDocument, Document, KycDocument, MarkerDocument, RelationshipDocument, RiskRatingDocument
from bank_kit.world.size import Size


@pytest.fixture
def added(built: Path, tmp_path: Path, house: House) -> list[Document]:
    kept: list[Document] = []
    fill(kept.extend, KeyRing(house.store, FileKeys(tmp_path / "k")), Source(folder=built, size=Size.S, seed=42, version="v"))
    return kept


def test_everybody_is_there_with_a_file_and_a_rating(added: list[Document]) -> None:
    counts = {kind: sum(isinstance(each, kind) for each in added) for kind in (CustomerDocument, KycDocument, RiskRatingDocument)}
    assert set(counts.values()) == {750 + len(former_customers())}
    assert sum(isinstance(each, RelationshipDocument) for each in added) > 1000
    assert sum(isinstance(each, ConsentDocument) for each in added) > 2000


def test_the_marker_comes_last(added: list[Document]) -> None:
    assert added[-1] == MarkerDocument(id=MARKER, version="v")
    assert sum(isinstance(each, MarkerDocument) for each in added) == 1


def test_every_edge_leads_to_somebody_who_is_there(added: list[Document]) -> None:
    there = {each.id for each in added if isinstance(each, CustomerDocument)}
    for edge in added:
        if isinstance(edge, RelationshipDocument):
            assert {edge.from_id, edge.to_id} <= there
