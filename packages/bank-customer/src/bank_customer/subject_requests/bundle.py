"""The copy of a data subject's data, as JSON: everything this server keeps of them, and where else the bank keeps something.

A portability bundle (GDPR Article 20) holds what the subject provided and what was observed, in the subject's own terms; an access bundle (Article 15) all.
Other people in it are told by what ties them to the subject, never by name: the right of one is not to harm another (Articles 15(4) and 20(4)).
"""

import json
from collections.abc import Mapping
from datetime import date

from pydantic import JsonValue

from bank_customer.keys.ring import SubjectKey
from bank_customer.store.documents import (
    ActivityDocument,
    ConsentDocument,
    CustomerDocument,
    Document,
    KycDocument,
    NoteDocument,
    RelationshipDocument,
    RequestDocument,
    RiskRatingDocument,
)
from bank_customer.store.port import ReadDocuments

NOTE = "note"
MANY = 1_000
ELSEWHERE = ("accounts, transactions, payments and documents: bank-finance", "limits and exposures: bank-risk", "decisions about calls: the gateway's audit")
_OUR_OWN = frozenset({"sealed", "folded_name", "blocks", "erased_at", "id", "customer_id"})
"""How we keep and find data; no data of the subject beyond what stands beside it in the clear."""

DATA_MAP: tuple[type[Document], ...] = (
    CustomerDocument,
    KycDocument,
    RiskRatingDocument,
    RelationshipDocument,
    ConsentDocument,
    ActivityDocument,
    NoteDocument,
    RequestDocument,
)
"""Every kind of document that is about a data subject; a bundle to access has a part for each."""
PROVIDED: tuple[type[Document], ...] = (CustomerDocument, ConsentDocument, ActivityDocument)
"""Those that a subject may take elsewhere."""


def bundle(store: ReadDocuments, customer: CustomerDocument, key: SubjectKey, *, kind: str, today: date) -> str:
    """Canonical JSON: keys sorted, no spaces, UTF-8."""
    parts = _parts(store, customer, key)
    wanted = DATA_MAP if kind == "access" else PROVIDED
    whole: dict[str, JsonValue] = {
        "bundle": f"GDPR {'Article 15' if kind == 'access' else 'Article 20'}",
        "customer_id": customer.id,
        "as_of": today.isoformat(),
        "data": {each.COLLECTION: parts[each] for each in wanted},
        "elsewhere": list(ELSEWHERE),
    }
    return json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _parts(store: ReadDocuments, customer: CustomerDocument, key: SubjectKey) -> Mapping[type[Document], JsonValue]:
    own = {field: key.unseal(field, sealed) for field, sealed in customer.sealed.items()}
    ties = [edge for field in ("from_id", "to_id") for edge in store.among(RelationshipDocument, field, [customer.id], MANY)]
    notes = store.among(NoteDocument, "customer_id", [customer.id], MANY)
    requests = store.among(RequestDocument, "customer_id", [customer.id], MANY)
    return {
        CustomerDocument: {**own, **_plain(customer)},
        KycDocument: _plain(store.get(KycDocument, customer.id)),
        RiskRatingDocument: _plain(store.get(RiskRatingDocument, customer.id)),
        RelationshipDocument: [_tie(edge, customer.id) for edge in ties],
        ConsentDocument: [_plain(each) for each in store.among(ConsentDocument, "customer_id", [customer.id], MANY)],
        ActivityDocument: {"currency": "EUR", **_plain(store.get(ActivityDocument, customer.id))},
        NoteDocument: [{**_plain(each), "text": key.unseal(NOTE, each.sealed)} for each in notes],
        RequestDocument: [{"kind": each.kind, "at": each.at.isoformat()} for each in requests],
    }


def _plain(document: Document | None) -> dict[str, JsonValue]:
    if document is None:
        return {}
    found: dict[str, JsonValue] = document.model_dump(mode="json", exclude=set(_OUR_OWN))
    return found


def _tie(edge: RelationshipDocument, subject: str) -> JsonValue:
    return {"kind": edge.kind, "you_are": "holder" if edge.from_id == subject else "held", "share": edge.share, "since": edge.since.isoformat()}
