"""Tokens are opened by who sealed them, unchanged and in time, and by nobody else."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bank_finance.objects.tokens import Ticket, Tokens
from bank_kit.failures import ToolFailureError

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TICKET = Ticket(digest="0" * 64, media_type="application/pdf", expires_at=int(NOW.timestamp()) + 60)
TOKENS = Tokens()


def test_a_token_says_what_was_sealed() -> None:
    assert TOKENS.open(TOKENS.seal(TICKET), NOW) == TICKET


def test_a_token_ends_at_its_second() -> None:
    with pytest.raises(ToolFailureError, match="no longer"):
        TOKENS.open(TOKENS.seal(TICKET), NOW + timedelta(seconds=60))


@given(some.integers(0, 150), some.sampled_from("AZaz09-_"))
def test_a_token_changed_anywhere_is_refused(place: int, letter: str) -> None:
    token = TOKENS.seal(TICKET)
    at = place % (len(token) - 1)
    changed = token[:at] + letter + token[at + 1 :]
    if changed == token:
        return
    with pytest.raises(ToolFailureError):
        TOKENS.open(changed, NOW)


@given(some.text(max_size=500))
def test_any_text_is_refused_with_a_type(text: str) -> None:
    with pytest.raises(ToolFailureError):
        TOKENS.open(text, NOW)


def test_each_process_has_a_key_of_its_own() -> None:
    with pytest.raises(ToolFailureError):
        Tokens().open(TOKENS.seal(TICKET), NOW)
