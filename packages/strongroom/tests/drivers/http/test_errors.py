"""What each failure says about the request."""

import pytest

from strongroom.drivers.http import (
    BusyError,
    ConnectError,
    ConnectionLostError,
    HttpError,
    InvalidResponseError,
    SilenceError,
    TooLargeError,
    UnsendableError,
)


@pytest.mark.parametrize("kind", [BusyError, ConnectError, UnsendableError])
def test_what_fails_before_sending_says_that_nothing_was_sent(kind: type[HttpError]) -> None:
    assert not kind("x").sent


@pytest.mark.parametrize("kind", [ConnectionLostError, SilenceError, InvalidResponseError, TooLargeError])
def test_what_fails_afterwards_says_that_something_may_have_been(kind: type[HttpError]) -> None:
    assert kind("x").sent
