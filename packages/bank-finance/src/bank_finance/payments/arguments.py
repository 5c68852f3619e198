"""What the payment tools accept. Unknown arguments are refused."""

import re
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from bank_kit.arguments import Purpose, StrictArguments

UETR = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
PAYMENT_KEY = rf"{UETR}|[A-Za-z0-9]{{1,35}}|[PT]-[0-9]{{8,12}}"
_KEY = re.compile(PAYMENT_KEY)


def _key(text: str) -> str:
    if _KEY.fullmatch(text) is None:
        raise ValueError("neither a UETR (UUID version 4, small letters), nor a message id, nor an id such as P-00000101 or T-00000101")
    return text


PaymentKey = Annotated[
    str,
    Field(min_length=1, max_length=36, description="UETR, message id of the pacs.008, payment id (P-...) or transaction id (T-..., journal_id of a posting)"),
    AfterValidator(_key),
]


class Export(StrEnum):
    """Which message is wanted besides."""

    NONE = "none"
    PACS_008 = "pacs.008"
    PACS_002 = "pacs.002"


class PaymentArguments(StrictArguments):
    """One payment."""

    payment: PaymentKey
    export: Export = Field(
        default=Export.NONE,
        description="Gives a link to an ISO 20022 message: the transfer (pacs.008, which takes the scope finance.documents) or its last status (pacs.002)",
    )
    purpose: Purpose | None = Field(default=None, description="What the data is wanted for; checked against the token and kept with the call")
