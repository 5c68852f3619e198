"""A fresh journal for each test of the engine."""

import pytest
from support.journal import Journal


@pytest.fixture
def journal() -> Journal:
    """Nothing happened yet."""
    return Journal()
