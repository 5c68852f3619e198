"""Fills an empty store from the world of a size and seed; the marker is written last, so that a fill that broke is seen."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from bank_customer.filling import parties
from bank_customer.filling.former import former_customers
from bank_customer.filling.subject import Subject
from bank_customer.keys.ring import INDEX, Hasher, KeyRing
from bank_customer.store.documents import ActivityDocument, ConsentDocument, Document, KycDocument, MarkerDocument, PeerGroupDocument, RiskRatingDocument
from bank_kit.late import Late
from bank_kit.world.port import FoundWorld, find_world
from bank_kit.world.size import AS_OF, Size

Add = Callable[[Sequence[Document]], None]
MARKER = "world"
_BATCH = 2_000


class Summaries(Protocol):
    """filling.activity, loaded late: it brings DuckDB."""

    def summaries(self, folder: Path, as_of: date, hasher: Hasher) -> tuple[list[ActivityDocument], list[PeerGroupDocument]]:
        """As activity.summaries."""
        ...


activity = Late[Summaries]("bank_customer.filling.activity")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Which world, and where it is kept."""

    folder: Path
    size: Size
    seed: int
    version: str


def fill(add: Add, ring: KeyRing, source: Source) -> None:
    """Everything, through `add`; `ring` makes the keys and `add` keeps them."""
    world = find_world()(source.folder, source.size, source.seed)
    index, index_document = ring.new(INDEX)
    add([index_document])
    hasher = Hasher(index.key)
    papers = {str(row["id"]): row for row in _rows(world, "party", ("id", "document_type", "document_expiry"))}
    jurisdictions = {str(row["lei"]): str(row["jurisdiction"]) for row in _rows(world, "legal_entity", ("lei", "jurisdiction"))}
    _subjects(add, ring, hasher, (parties.subject(row, jurisdictions) for row in _rows(world, "party", parties.PARTY)))
    _subjects(add, ring, hasher, iter(former_customers()))
    for batch in _batches(_rows(world, "kyc_file", parties.KYC)):
        add([parties.kyc_file(row, papers[str(row["customer_id"])]) for row in batch])
        add([parties.risk_rating(row) for row in batch])
    add([_closed_file(each) for each in former_customers()])
    add([_no_risk(each) for each in former_customers()])
    for batch in _batches(_rows(world, "relationship", ("id", "from_id", "to_id", "kind", "share", "since"))):
        add([parties.relationship(row) for row in batch])
    for batch in _batches(_rows(world, "consent", tuple(name for name in ConsentDocument.model_fields))):
        add([parties.consent(row) for row in batch])
    for documents in activity().summaries(world.folder, AS_OF, hasher):
        for start in range(0, len(documents), _BATCH):
            add(documents[start : start + _BATCH])
    add([MarkerDocument(id=MARKER, version=source.version)])


def _subjects(add: Add, ring: KeyRing, hasher: Hasher, subjects: Iterator[Subject]) -> None:
    keys: list[Document] = []
    documents: list[Document] = []
    for each in subjects:
        key, key_document = ring.new(each.id)
        keys.append(key_document)
        documents.append(each.document(key, hasher))
        if len(keys) == _BATCH:
            add(keys)
            add(documents)
            keys, documents = [], []
    add(keys)
    add(documents)


def _closed_file(left: Subject) -> KycDocument:
    ended = left.ended_on or AS_OF
    return KycDocument(id=left.id, level="CDD", rating="low", last_review=ended, next_review=ended, document_type="PASSPORT", document_expiry=None, gaps=())


def _no_risk(left: Subject) -> RiskRatingDocument:
    return RiskRatingDocument(id=left.id, score=0, factors=dict.fromkeys(parties.FACTORS, 0), model=parties.MODEL, model_version=parties.MODEL_VERSION)


def _rows(world: FoundWorld, table: str, columns: Sequence[str]) -> Iterator[Mapping[str, object]]:
    for batch in world.rows(table, columns):
        for row in batch:
            yield dict(zip(columns, row, strict=True))


def _batches(rows: Iterator[Mapping[str, object]]) -> Iterator[list[Mapping[str, object]]]:
    batch: list[Mapping[str, object]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch
