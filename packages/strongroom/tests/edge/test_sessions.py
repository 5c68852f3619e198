"""A session is carried by its client, served by any worker, and of use to nobody else."""

import pytest
from support.doors import ALICE, BOB

from strongroom.core.clock import SystemClock
from strongroom.core.principal import Principal
from strongroom.drivers.sealing import Sealer
from strongroom.edge.sessions import NO_SESSION, SessionGoneError, Sessions

FACTS = {"session:finance": "up-1", "session:risk": "up-2", "status": "200"}


class SetClock(SystemClock):
    time = 1000.0

    def monotonic(self) -> float:
        return self.time

    def now(self) -> float:
        return self.time


def sessions(clock: SystemClock | None = None) -> Sessions:
    clock = clock or SystemClock()
    return Sessions(Sealer(bytes(32), clock=clock), clock, 3600)


def test_another_worker_reads_the_same_session() -> None:
    text = sessions().begin("", "2025-11-25", FACTS, ALICE)
    found = sessions().find(text, "", ALICE)
    assert found.version == "2025-11-25" and found.upstream == {"finance": "up-1", "risk": "up-2"} and found.text == text
    assert text.isascii() and "up-1" not in text


def test_a_server_without_sessions_makes_no_session() -> None:
    assert sessions().begin("finance", "2025-11-25", {"status": "200"}, ALICE) == ""


@pytest.mark.control("EDG-07")
@pytest.mark.parametrize(("endpoint", "who"), [("finance", BOB), ("risk", ALICE), ("", ALICE)])
def test_a_session_is_of_no_use_to_another_caller_or_at_another_door(endpoint: str, who: Principal) -> None:
    text = sessions().begin("finance", "2025-11-25", FACTS, ALICE)
    with pytest.raises(SessionGoneError):
        sessions().find(text, endpoint, who)


def test_what_one_caller_opened_is_not_remembered_for_another() -> None:
    shared = sessions()
    text = shared.begin("finance", "2025-11-25", FACTS, ALICE)
    shared.find(text, "finance", ALICE)
    with pytest.raises(SessionGoneError):
        shared.find(text, "finance", BOB)


def test_an_ended_session_is_gone() -> None:
    shared = sessions()
    text = shared.begin("finance", "2025-11-25", FACTS, ALICE)
    shared.end(shared.find(text, "finance", ALICE))
    with pytest.raises(SessionGoneError):
        shared.find(text, "finance", ALICE)


def test_a_session_ends_with_its_time() -> None:
    clock = SetClock()
    shared = sessions(clock)
    text = shared.begin("finance", "2025-11-25", FACTS, ALICE)
    assert shared.find(text, "finance", ALICE).version
    clock.time += 3661
    with pytest.raises(SessionGoneError):
        shared.find(text, "finance", ALICE)


def test_a_made_up_session_is_gone_too() -> None:
    for text in ("", "abc", "x" * 500, "ü"):
        with pytest.raises(SessionGoneError):
            sessions().find(text, "", ALICE)


def test_the_session_that_is_none_has_nothing() -> None:
    assert NO_SESSION.text == "" and not NO_SESSION.upstream
