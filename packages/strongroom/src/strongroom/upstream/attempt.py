"""What came of carrying a call to one replica, as far as whoever may send it again must know."""

from typing import NamedTuple

from strongroom.core.reason import Reason
from strongroom.core.stops import Deny, Stream


class Attempt(NamedTuple):
    """Either a stream, or a refusal and whether any byte of the call may have reached the server."""

    stream: Stream | None
    refusal: Deny | None = None
    sent: bool = True


def unavailable(server: str, what: str, *, retry_after: float | None = None) -> Deny:
    """The server could not be reached, or stopped answering."""
    return Deny(Reason.UPSTREAM_UNAVAILABLE, f"The server {server} {what}. Try again later; if it lasts, tell the operator.", retry_after=retry_after)


def invalid(server: str, what: str) -> Deny:
    """The server answered something that its protocol does not allow."""
    return Deny(Reason.UPSTREAM_INVALID, f"The server {server} {what}. Its owner or the operator must look into it.")
