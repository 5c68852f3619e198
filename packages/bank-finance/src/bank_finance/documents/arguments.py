"""What the document tool accepts. Unknown arguments are refused."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from bank_kit.arguments import PageArguments, Purpose

DocumentId = Annotated[str, Field(pattern=r"^D-[0-9]{8,10}$", description="Document id (D-00000001); give either this or owner")]
OwnerId = Annotated[
    str,
    Field(pattern=r"^(C-[0-9]{6,9}|A-[0-9]{6,9}|TR-[0-9]{7,9}|[A-Z0-9]{18}[0-9]{2})$", description="Customer, account, trade or LEI of a company of the bank"),
]


class Kind(StrEnum):
    """What a document is."""

    STATEMENT = "STATEMENT"
    CONTRACT = "CONTRACT"
    CONFIRMATION = "CONFIRMATION"
    REPORT = "REPORT"


class Content(StrEnum):
    """How much of a document is wanted."""

    METADATA = "metadata"
    LINK = "link"
    TEXT = "text"


class DocumentArguments(PageArguments):
    """One document, or those of an owner."""

    document: DocumentId | None = None
    owner: OwnerId | None = None
    kind: Kind | None = Field(default=None, description="With owner: only these")
    content: Content = Field(
        default=Content.METADATA, description="With document: metadata (default); link, or text besides the link, for tokens with the scope finance.documents"
    )
    purpose: Purpose | None = Field(default=None, description="What the data is wanted for; checked against the token and kept with the call")

    @model_validator(mode="after")
    def _consistent(self) -> "DocumentArguments":
        if (self.document is None) == (self.owner is None):
            raise ValueError("give exactly one of document and owner")
        if self.document is not None and (self.kind is not None or self.cursor is not None):
            raise ValueError("kind and cursor go with owner")
        if self.owner is not None and self.content is not Content.METADATA:
            raise ValueError("link and text are given of one document: ask with document")
        return self
