"""update_kyc_note: a note of the file, which a reviewer lets in; what was let in is never changed.

The text is masked before anything is kept, so that no card number gets into the file, and then sealed with the key of the customer: an erasure takes it along.
"""

from datetime import UTC, datetime

from pydantic import JsonValue
from sqlalchemy import Connection

from bank_customer.arguments import NoteArguments
from bank_customer.desk.files import Files
from bank_customer.desk.origins import TODAY
from bank_customer.keys.ring import SubjectErasedError
from bank_customer.store.documents import NoteDocument
from bank_customer.store.port import DocumentExistsError
from bank_customer.subject_requests.bundle import NOTE
from bank_kit.envelope import Envelope, digest
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller
from bank_kit.writes.draft import Draft, DraftKind
from bank_kit.writes.drafts import Drafts
from bank_kit.writes.review import Review

KIND = "kyc_note"


def note_kind(files: Files) -> DraftKind:
    """Approved, the note is part of the file."""

    def file(connection: Connection, draft: Draft, caller: Caller) -> None:
        del connection
        customer_id = str(draft.payload["customer_id"])
        try:
            sealed = files.ring.open(customer_id).seal(NOTE, str(draft.payload["note"]))
        except SubjectErasedError:
            raise ToolFailureError(FailureCode.UNKNOWN_ID, "the customer was erased", field="draft_id", remedy="reject the draft") from None
        note = NoteDocument(id=draft.id, customer_id=customer_id, sealed=sealed, written_by=draft.proposed_by, approved_by=caller.subject, at=datetime.now(UTC))
        try:
            files.store.add([note])
        except DocumentExistsError:
            # The decision was undone after the note was in: it is the same note.
            return

    return DraftKind(name=KIND, on_approved=file)


class Notes:
    """update_kyc_note."""

    def __init__(self, files: Files, drafts: Drafts, review: Review) -> None:
        self._files = files
        self._drafts = drafts
        self._review = review

    def update_kyc_note(self, arguments: NoteArguments, caller: Caller) -> Envelope[Draft]:
        """The draft, with the note as it would be kept."""
        customer = self._files.open(arguments.customer_id, caller)
        payload: dict[str, JsonValue] = {
            "customer_id": arguments.customer_id,
            "note": customer.clean(arguments.note, TODAY),
            # Two notes that are masked into the same text are still two notes.
            "asked": digest([arguments.customer_id, customer.key.key.hex(), arguments.note]),
        }
        return self._review.envelope(self._drafts.propose(KIND, payload, caller, arguments.idempotency_key), arguments)
