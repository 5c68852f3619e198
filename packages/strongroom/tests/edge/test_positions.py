"""An event id leads back to the very call that gave it, for the caller who made it, and to nothing else."""

import pytest

from strongroom.core.target import Target, TargetKind
from strongroom.drivers.sealing import Sealer
from strongroom.edge.positions import NoSuchPositionError, Position, Positions

SEAL = Sealer(bytes(32))
HERE = Position("ev-7", Target(TargetKind.TOOL, "finance", "get"), "finance__get", "tools/call", 3, {"id": "A1"}, "kyc")


def test_a_position_names_the_whole_call() -> None:
    text = Positions(SEAL, "", "alice", "s1").seal(HERE)
    assert Positions(SEAL, "", "alice", "s1").open(text) == HERE
    assert "ev-7" not in text


@pytest.mark.parametrize("parts", [("", "bob", "s1"), ("finance", "alice", "s1"), ("", "alice", "s2"), ("", "alices", "1")])
def test_a_position_is_bound_to_door_caller_and_session(parts: tuple[str, ...]) -> None:
    text = Positions(SEAL, "", "alice", "s1").seal(HERE)
    with pytest.raises(NoSuchPositionError):
        Positions(SEAL, *parts).open(text)


@pytest.mark.parametrize("text", ["", "ev-7", "1", "x" * 300, "ü\n"])
def test_an_event_id_of_a_server_is_no_position(text: str) -> None:
    with pytest.raises(NoSuchPositionError):
        Positions(SEAL, "", "alice", "s1").open(text)


def test_a_session_id_is_no_position() -> None:
    with pytest.raises(NoSuchPositionError):
        Positions(SEAL, "", "alice", "s1").open(SEAL.seal(b"[]", b"session\x00\x00alice", 60))


def test_a_call_that_does_not_fit_cannot_be_taken_up_again() -> None:
    positions = Positions(SEAL, "", "alice", "s1")
    assert positions.seal(HERE._replace(arguments={"text": "a" * 2000})) == ""
    assert positions.seal(HERE._replace(mark="m" * 600)) == ""
