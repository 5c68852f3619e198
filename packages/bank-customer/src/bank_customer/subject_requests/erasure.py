"""Erasure: the subject's key is destroyed, what they are found by goes, and the proof says what was tried afterwards.

The ciphertext stays where it is, in every copy and backup, and nobody can read it. What was never sealed (the file, the rating, consents, sums of what
moved, the occupation) is removed. Ties stay: they are the bank's record of companies, and lead to an id without a name. Run again after a fault, it ends
what it began.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from bank_customer.keys.ring import KeyRing, SubjectErasedError
from bank_customer.store.documents import ActivityDocument, ConsentDocument, CustomerDocument, KycDocument, NoteDocument, RequestDocument, RiskRatingDocument
from bank_customer.store.port import CustomerStore, DocumentExistsError

MANY = 1_000
GONE = "erased"
_BY_CUSTOMER = (KycDocument, RiskRatingDocument, ActivityDocument)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Who asked for the erasure of whom, and who approved it, under which draft."""

    draft_id: str
    customer_id: str
    requested_by: str
    approved_by: str


def erase(store: CustomerStore, ring: KeyRing, decision: Decision) -> RequestDocument:
    """Destroys the key and records it; the record of the first time when it was done before. LookupError when there is no such customer."""
    done = store.get(RequestDocument, decision.draft_id)
    if done is not None:
        return done
    customer = store.get(CustomerDocument, decision.customer_id)
    if customer is None:
        raise LookupError(decision.customer_id)
    left = {f"profile/{field}": _digest(sealed) for field, sealed in customer.sealed.items()}
    left |= {f"note/{note.id}": _digest(note.sealed) for note in store.among(NoteDocument, "customer_id", [customer.id], MANY)}
    destroyed = ring.destroy(customer.id)
    now = datetime.now(UTC)
    blank = {"folded_name": None, "blocks": (), "occupation": GONE, "politically_exposed": "NONE", "erased_at": customer.erased_at or now}
    store.replace([customer.model_copy(update=blank)])
    _remove_unsealed(store, customer.id)
    record = RequestDocument(
        id=decision.draft_id,
        customer_id=customer.id,
        kind="erasure",
        at=now,
        requested_by=decision.requested_by,
        approved_by=decision.approved_by,
        sealed=None,
        digests=left,
        proof={
            "key": "destroyed" if destroyed else "was gone before",
            "afterwards": _tried(ring, customer.id),
            "left": f"{len(left)} sealed fields whose digests stand here; no key opens them",
            "searchable": "name and hashes removed",
            "unsealed": "file, rating, consents, activity and occupation removed",
        },
    )
    try:
        store.add([record])
    except DocumentExistsError:
        return store.get(RequestDocument, decision.draft_id) or record
    return record


def _remove_unsealed(store: CustomerStore, customer_id: str) -> None:
    for kind in _BY_CUSTOMER:
        store.remove(kind, customer_id)
    for consent in store.among(ConsentDocument, "customer_id", [customer_id], MANY):
        store.remove(ConsentDocument, consent.id)


def _tried(ring: KeyRing, customer_id: str) -> str:
    try:
        ring.open(customer_id)
    except SubjectErasedError:
        return "opening was tried and failed: there is no key"
    return "STILL OPENS"


def _digest(sealed: str) -> str:
    return f"sha256:{hashlib.sha256(sealed.encode()).hexdigest()}"
