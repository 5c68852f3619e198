"""Who may see which fields in the clear: by purpose (GDPR Article 5(1)(b)) with the scope to unmask, or by a grant for this customer that has not ended."""

from collections.abc import Collection, Mapping

from bank_customer.masking.fields import ProfileField
from bank_kit.arguments import Purpose, require_purpose
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller

UNMASK = "customer.unmask"
"""Scope that lets named fields through in the clear, for a purpose that allows them."""

_CONTACT = frozenset({ProfileField.NAME, ProfileField.EMAIL, ProfileField.PHONE, ProfileField.ADDRESS})
_IDENTITY = frozenset({ProfileField.NAME, ProfileField.DATE_OF_BIRTH, ProfileField.TAX_ID, ProfileField.ADDRESS, ProfileField.DOCUMENT_NUMBER})
ALLOWED: Mapping[Purpose, frozenset[ProfileField]] = {
    Purpose.CUSTOMER_SERVICE: _CONTACT,
    Purpose.ACCOUNT_MANAGEMENT: _CONTACT | {ProfileField.NOTE},
    Purpose.REGULATORY_REPORTING: _IDENTITY,
    Purpose.COMPLIANCE: _CONTACT | _IDENTITY | {ProfileField.NOTE},
    Purpose.FRAUD_PREVENTION: _CONTACT | _IDENTITY | {ProfileField.NOTE},
    Purpose.AUDIT: frozenset({ProfileField.NAME}),
}
"""What each purpose needs at most; a purpose that is not here needs nothing in the clear."""


def require_clearance(caller: Caller, wanted: Collection[ProfileField], purpose: Purpose | None, *, granted: Collection[str]) -> None:
    """MASKED_FIELD or PURPOSE_REFUSED unless all of `wanted` may leave in the clear; nothing here tells whether the customer exists."""
    require_purpose(caller, purpose)
    missing = [field for field in wanted if field not in granted]
    if not missing:
        return
    if UNMASK not in caller.scopes:
        raise ToolFailureError(
            FailureCode.MASKED_FIELD,
            "these fields are masked for this caller",
            field="unmask",
            allowed=f"a token with scope {UNMASK} and a purpose that allows the field, a grant that has not ended, or no unmask",
            remedy="leave unmask out and work with the masked value, or ask for a grant with request_unmask",
        )
    if purpose is None or not set(missing) <= ALLOWED.get(purpose, frozenset()):
        raise ToolFailureError(
            FailureCode.PURPOSE_REFUSED,
            "the purpose does not allow these fields in the clear" if purpose else "fields in the clear need a purpose",
            field="purpose",
            allowed="; ".join(f"{each}: {', '.join(sorted(fields))}" for each, fields in ALLOWED.items()),
            remedy="state the purpose you work for, and ask only for the fields it needs",
        )
