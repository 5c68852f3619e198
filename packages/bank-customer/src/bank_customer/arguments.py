"""What the customer tools accept. Unknown arguments are refused."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from bank_customer.masking.fields import ProfileField
from bank_kit.arguments import Purpose, StrictArguments, WriteArguments

CUSTOMER_ID = r"C-[0-9]{6}"
DRAFT_ID = r"D-[0-9a-f]{24}"
MIN_LETTERS = 3
MAX_FOUND = 20

CustomerId = Annotated[str, Field(pattern=rf"^{CUSTOMER_ID}$", description="Customer id (C-100001)")]
Fields = Annotated[tuple[ProfileField, ...], Field(max_length=len(ProfileField))]
MayPurpose = Annotated[Purpose | None, Field(default=None, description="What the data is wanted for; the token must allow it")]


def _telling(name: str) -> str:
    if sum(character.isalnum() for character in name) < MIN_LETTERS:
        raise ValueError(f"at least {MIN_LETTERS} letters or digits of a name are needed: customers are never listed")
    return name


NamePart = Annotated[
    str,
    Field(min_length=MIN_LETTERS, max_length=80, description="Part of a name, at least 3 letters, case ignored, no wildcards"),
    AfterValidator(_telling),
]
Reason = Annotated[str, Field(min_length=3, max_length=1000, description="Why, for the person who decides; personal data in it is masked")]


class Window(StrEnum):
    """Days back from the business date, that day included."""

    MONTH = "30"
    QUARTER = "90"
    YEAR = "365"


class RequestKind(StrEnum):
    """What a data subject asks for."""

    ACCESS = "access"
    PORTABILITY = "portability"
    ERASURE = "erasure"


class OneCustomer(StrictArguments):
    """One customer."""

    customer_id: CustomerId
    purpose: MayPurpose = None


class ProfileArguments(OneCustomer):
    """Some fields of one customer."""

    fields: Fields = Field(
        default=(ProfileField.NAME, ProfileField.SEGMENT, ProfileField.COUNTRY), min_length=1, description="Fields to return; only these are read"
    )
    unmask: Fields = Field(
        default=(), description="Fields of `fields` wanted in the clear: with scope customer.unmask and a purpose that allows them, or an approved grant"
    )

    @model_validator(mode="after")
    def _asked_for(self) -> "ProfileArguments":
        if not set(self.unmask) <= set(self.fields):
            raise ValueError("unmask names a field that fields does not")
        return self


class KycArguments(OneCustomer):
    """One customer."""


class RelationshipArguments(OneCustomer):
    """The surroundings of one customer."""

    depth: int = Field(default=2, ge=1, le=3, description="Edges from the customer, 1 to 3")


class ActivityArguments(OneCustomer):
    """A window of one customer's transactions."""

    window: Window = Field(default=Window.QUARTER, description="Days back from the business date: 30, 90 or 365")


class SearchArguments(StrictArguments):
    """Part of a name."""

    name: NamePart
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = Field(default=None, description="ISO 3166 country code, to narrow the search")
    limit: int = Field(default=10, ge=1, le=MAX_FOUND, description=f"Customers to return, 1 to {MAX_FOUND}; there is no next page: narrow the search instead")
    purpose: MayPurpose = None


class UnmaskArguments(WriteArguments):
    """Fields of one customer that somebody needs to see."""

    customer_id: CustomerId
    fields: Fields = Field(min_length=1, description="Fields wanted in the clear")
    reason: Reason
    ticket: Annotated[str, Field(pattern=r"^[A-Z]{2,10}-[0-9]{1,10}$", description="Ticket behind the request, such as CASE-4711")]


class NoteArguments(WriteArguments):
    """A note for a customer's file."""

    customer_id: CustomerId
    note: Annotated[
        str, Field(min_length=3, max_length=4000, description="Text of the note; card numbers, IBANs and the like in it are masked before it is kept")
    ]


class DsrArguments(WriteArguments):
    """A request of a data subject."""

    customer_id: CustomerId
    kind: RequestKind
    ticket: Annotated[str, Field(pattern=r"^[A-Z]{2,10}-[0-9]{1,10}$", description="Ticket under which the subject's request came in, such as DSR-12")]


class RecordArguments(StrictArguments):
    """One answered request of a data subject."""

    request_id: Annotated[str, Field(pattern=rf"^{DRAFT_ID}$", description="Id of the draft, as create_dsr_package answered it")]
