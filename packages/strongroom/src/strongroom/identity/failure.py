"""How identity says no: one exception, with the words for the caller and the code for the `WWW-Authenticate` header.

Above: the verifier, the mint and the doors.
Below: core.
Does not know: what HTTP status a reason becomes; `edge` has that table.
"""

from enum import StrEnum

from strongroom.core.reason import Reason


class TokenFault(StrEnum):
    """The error codes of a Bearer challenge (RFC 6750 section 3.1), and OAuth's word for `not now` (RFC 6749 section 4.1.2.1)."""

    INVALID = "invalid_token"
    UNAVAILABLE = "temporarily_unavailable"


class IdentityError(Exception):
    """This caller is not known. `message` helps a person and never repeats content of the token."""

    def __init__(self, message: str, *, reason: Reason = Reason.UNAUTHENTICATED, error_code: TokenFault = TokenFault.INVALID) -> None:
        super().__init__(message)
        self.message = message
        self.reason = reason
        self.error_code = error_code


def unavailable(message: str) -> IdentityError:
    """We cannot tell now: the issuer's keys or the revocations are out of reach, so nobody passes."""
    return IdentityError(message, reason=Reason.UPSTREAM_UNAVAILABLE, error_code=TokenFault.UNAVAILABLE)
