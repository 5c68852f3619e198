"""The house around the doors, fresh for each test."""

import pytest
from support.doors import Client, Stops, build


@pytest.fixture
def stops() -> Stops:
    return Stops()


@pytest.fixture
def client(stops: Stops) -> Client:
    return build(stops)
