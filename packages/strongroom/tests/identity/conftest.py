"""What every test of the identity room starts from: a clock a test moves, an issuer, a verifier that trusts it."""

from pathlib import Path

import pytest
from support.calls import HandClock
from support.issuer import FakeIssuer, authenticator

from strongroom.identity import database
from strongroom.identity.verify import Authenticator


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test here cuts the power."""
    monkeypatch.setattr(database, "SYNCHRONOUS", "OFF")


@pytest.fixture
def clock() -> HandClock:
    made = HandClock()
    made.time = 1_763_985_600.0
    return made


@pytest.fixture
def issuer(clock: HandClock) -> FakeIssuer:
    return FakeIssuer(clock)


@pytest.fixture
def verifier(issuer: FakeIssuer, tmp_path: Path) -> Authenticator:
    return authenticator(issuer, tmp_path)
