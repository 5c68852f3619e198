"""Logs are JSON lines off a terminal, and secrets are struck out whoever logs them."""

import json
import logging
import os
from pathlib import Path

import orjson
import pytest
import structlog

from strongroom.app.logs import configure, strike_out


@pytest.fixture(autouse=True)
def restored() -> object:
    yield
    structlog.reset_defaults()
    logging.getLogger("strongroom").setLevel(logging.NOTSET)
    logging.basicConfig(handlers=[], force=True)


def test_a_line_is_json_with_time_level_and_event(capsys: pytest.CaptureFixture[str]) -> None:
    configure("info")
    structlog.get_logger("strongroom").info("started", port=8470)
    structlog.get_logger("strongroom").debug("too fine")
    logging.getLogger("some.library").warning("odd %s", "thing")
    ours, theirs = [orjson.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert (ours["event"], ours["level"], ours["port"]) == ("started", "info", 8470)
    assert (theirs["event"], theirs["level"]) == ("odd thing", "warning")
    assert ours["timestamp"].endswith("Z")


def test_the_level_is_that_of_our_own_loggers_too_and_libraries_stay_at_warnings(capsys: pytest.CaptureFixture[str]) -> None:
    configure("info")
    assert logging.getLogger("strongroom.call").isEnabledFor(logging.INFO)
    assert not logging.getLogger("some.library").isEnabledFor(logging.INFO)
    structlog.stdlib.get_logger("strongroom.call").log(logging.INFO, "call", outcome="allowed")
    assert orjson.loads(capsys.readouterr().err)["outcome"] == "allowed"
    configure("warning")
    assert not logging.getLogger("strongroom.call").isEnabledFor(logging.INFO)


@pytest.mark.control("OPS-03")
def test_secrets_are_struck_out_at_any_depth() -> None:
    event = {"event": "x", "headers": {"Authorization": "Bearer abc", "deep": {"client_secret": "s"}}, "access_token": "t", "user": "rita"}
    struck = strike_out(None, "info", event)
    assert "abc" not in str(struck)
    assert struck["user"] == "rita"
    assert struck["headers"]["deep"]["client_secret"] == struck["access_token"] == "[struck out]"


def test_the_loggers_of_the_house_are_enabled_from_the_level_that_was_asked_for() -> None:
    configure("info")
    assert logging.getLogger("strongroom.call").isEnabledFor(logging.INFO)
    assert not logging.getLogger("some.library").isEnabledFor(logging.INFO)
    configure("error")
    assert not logging.getLogger("strongroom.call").isEnabledFor(logging.INFO)


@pytest.mark.control("OPS-06")
def test_no_text_from_outside_forges_a_line_or_moves_the_cursor(capsys: pytest.CaptureFixture[str]) -> None:
    configure("info")
    said = "a\nb\x1b[31m\x7f\x85\u2028\u202e\ud800"
    structlog.get_logger("strongroom").info("call", target=said, huge=1 << 70)
    structlog.get_logger("strongroom").info("call", target=said[:-1])
    lines = capsys.readouterr().err.removesuffix("\n").split("\n")
    assert [json.loads(line)["target"] for line in lines] == [said, said[:-1]]
    assert all(line.isprintable() for line in lines)


def test_a_log_that_cannot_be_written_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("w") as full:
        monkeypatch.setattr("sys.stderr", full)
        configure("info")
        structlog.get_logger("strongroom").warning("nobody reads this")
        structlog.get_logger("strongroom").log(logging.INFO, "nor this")
        monkeypatch.undo()
        os.dup2(os.open(os.devnull, os.O_WRONLY), full.fileno())
