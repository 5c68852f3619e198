"""A provider with a clock a test moves, and a browser that talks to it."""

from pathlib import Path

import pytest
from support.browser import Browser
from support.calls import HandClock


@pytest.fixture
def browser(tmp_path: Path, clock: HandClock) -> Browser:
    return Browser(tmp_path, clock)
