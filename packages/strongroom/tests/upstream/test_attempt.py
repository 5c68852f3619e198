"""What came of one attempt, in words."""

from strongroom.core.reason import Reason
from strongroom.upstream.attempt import Attempt, invalid, unavailable


def test_an_attempt_counts_as_sent_unless_it_is_known_not_to_be() -> None:
    assert Attempt(None, unavailable("finance", "broke off")).sent


def test_refusals_name_the_server_and_what_to_do() -> None:
    away, wrong = unavailable("finance", "cannot be reached", retry_after=2.0), invalid("finance", "sent garbage")
    assert (away.reason, away.retry_after) == (Reason.UPSTREAM_UNAVAILABLE, 2.0)
    assert away.message == "The server finance cannot be reached. Try again later; if it lasts, tell the operator."
    assert wrong.reason is Reason.UPSTREAM_INVALID
    assert "operator" in wrong.message
