"""Logs are JSON lines off a terminal, and secrets are struck out whoever logs them."""

import logging

import orjson
import pytest
import structlog

from strongroom.app.logs import configure, strike_out


@pytest.fixture(autouse=True)
def restored() -> object:
    yield
    structlog.reset_defaults()
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


@pytest.mark.control("OPS-03")
def test_secrets_are_struck_out_at_any_depth() -> None:
    event = {"event": "x", "headers": {"Authorization": "Bearer abc", "deep": {"client_secret": "s"}}, "access_token": "t", "user": "rita"}
    struck = strike_out(None, "info", event)
    assert "abc" not in str(struck)
    assert struck["user"] == "rita"
    assert struck["headers"]["deep"]["client_secret"] == struck["access_token"] == "[struck out]"
