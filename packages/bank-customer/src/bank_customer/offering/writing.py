"""The three tools that draft."""

from bank_customer.arguments import DsrArguments, NoteArguments, UnmaskArguments
from bank_customer.desk.notes import Notes
from bank_customer.desk.requests import Requests
from bank_customer.desk.unmasking import Unmasking
from bank_customer.results import RequestAnswer
from bank_customer.scopes import WRITE
from bank_kit.envelope import Envelope
from bank_kit.tools import Effect, Tool
from bank_kit.writes.draft import Draft


def unmask(unmasking: Unmasking) -> Tool[UnmaskArguments]:
    """request_unmask."""
    return Tool(
        name="request_unmask",
        title="Ask to see fields in the clear",
        description=(
            "Drafts a request to see the named fields of one customer. Another person approves it with review_draft; then get_customer_profile answers "
            "these fields in the clear to you, for 15 minutes, where unmask names them. Give the reason and the ticket."
        ),
        scope=WRITE,
        arguments=UnmaskArguments,
        result=Envelope[Draft],
        run=unmasking.request_unmask,
        effect=Effect.WRITES,
    )


def note(notes: Notes) -> Tool[NoteArguments]:
    """update_kyc_note."""
    return Tool(
        name="update_kyc_note",
        title="Write a note into a customer's file",
        description=(
            "Drafts a note; it is in the file once another person has approved it, and is never changed after. Card numbers, IBANs, tax numbers and the like "
            "are masked before anything is kept. Write facts and their source."
        ),
        scope=WRITE,
        arguments=NoteArguments,
        result=Envelope[Draft],
        run=notes.update_kyc_note,
        effect=Effect.WRITES,
    )


def subject_request(requests: Requests) -> Tool[DsrArguments]:
    """create_dsr_package."""
    return Tool(
        name="create_dsr_package",
        title="Answer a data subject's request",
        description=(
            "Drafts the answer to a request for access (GDPR Article 15), portability (20) or erasure (17). Another person approves; then cust://dsr/{id} "
            "tells what was done, and people fetch the bundle. An erasure that a law forbids is answered blocked_by_retention at once, with the law and day."
        ),
        scope=WRITE,
        arguments=DsrArguments,
        result=Envelope[RequestAnswer],
        run=requests.create_dsr_package,
        effect=Effect.WRITES,
    )
