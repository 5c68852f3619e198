"""request_unmask: some fields of one customer, for fifteen minutes, once another person has approved."""

from pydantic import JsonValue
from sqlalchemy import Connection

from bank_customer.arguments import UnmaskArguments
from bank_customer.desk.files import Files
from bank_customer.desk.origins import TODAY
from bank_kit.envelope import Envelope
from bank_kit.identity.caller import Caller
from bank_kit.writes.draft import Draft, DraftKind
from bank_kit.writes.drafts import Drafts
from bank_kit.writes.grants import Grants
from bank_kit.writes.review import Review

KIND = "unmask"
MINUTES = 15.0


def unmask_kind(grants: Grants) -> DraftKind:
    """Approved, it is a grant for whoever asked."""

    def give(connection: Connection, draft: Draft, caller: Caller) -> None:
        del caller
        fields = draft.payload["fields"]
        named = [str(field) for field in fields] if isinstance(fields, list) else []
        grants.give(connection, draft, target=str(draft.payload["customer_id"]), fields=named, minutes=MINUTES)

    return DraftKind(name=KIND, on_approved=give)


class Unmasking:
    """request_unmask."""

    def __init__(self, files: Files, drafts: Drafts, review: Review) -> None:
        self._files = files
        self._drafts = drafts
        self._review = review

    def request_unmask(self, arguments: UnmaskArguments, caller: Caller) -> Envelope[Draft]:
        """The draft; a customer the caller may not see is UNKNOWN_ID."""
        customer = self._files.open(arguments.customer_id, caller)
        payload: dict[str, JsonValue] = {
            "customer_id": arguments.customer_id,
            "fields": [field.value for field in sorted(set(arguments.fields))],
            "reason": customer.clean(arguments.reason, TODAY),
            "ticket": arguments.ticket,
            "minutes": MINUTES,
        }
        return self._review.envelope(self._drafts.propose(KIND, payload, caller, arguments.idempotency_key), arguments)
