"""The stand on which the console is looked at."""

from collections.abc import Callable

import pytest
from support.console import Stand, entry, peopled

from strongroom.core.json import JsonObject


@pytest.fixture
def stand() -> Stand:
    return peopled()


@pytest.fixture
def make_entry() -> Callable[..., JsonObject]:
    return entry
