"""Drafts about one who is forgotten keep their decisions and lose their texts."""

from typing import Protocol

from bank_kit.identity.caller import Caller
from bank_kit.writes.drafts import Drafts
from bank_kit.writes.forgetting import GONE, forget
from bank_kit.writes.store import WriteStore


class Cast(Protocol):
    maker: Caller


def test_only_the_texts_about_the_one_forgotten_go(store: WriteStore, drafts: Drafts, cast: Cast) -> None:
    gone = drafts.propose("override", {"customer_id": "C-1", "note": "moved to Oslo", "minutes": 15}, cast.maker, "key-00001")
    other = drafts.propose("override", {"customer_id": "C-2", "note": "moved to Bergen"}, cast.maker, "key-00002")
    quoting = drafts.propose("override", {"customer_id": "C-3", "note": "C-1"}, cast.maker, "key-00003")
    with store.writing() as connection:
        assert forget(store, connection, {"customer_id": "C-1"}, ("note", "reason")) == 1
    assert drafts.get(gone.id, cast.maker).payload == {"customer_id": "C-1", "note": GONE, "minutes": 15}
    assert drafts.get(gone.id, cast.maker).history == gone.history
    assert [drafts.get(each.id, cast.maker) for each in (other, quoting)] == [other, quoting]
