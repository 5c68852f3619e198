"""Calls in process, by whoever calls."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import pytest

from bank_customer.offer import build_offer
from bank_customer.opening import House
from bank_kit.identity.caller import Caller

Flat = dict[str, object]
"""A JSON value by paths: `draft.payload.reason`, `blocked_by.0.law`."""
Call = Callable[[Caller, str, Mapping[str, object]], Flat]


@pytest.fixture
def call(own_house: House) -> Call:
    """What a tool answers, flat: the value, or the error under `error`."""
    tools = {tool.name: tool for tool in build_offer(own_house).tools}

    def answered(caller: Caller, name: str, arguments: Mapping[str, object]) -> Flat:
        result = tools[name].call(arguments, caller)
        found = result.structured_content
        assert isinstance(found, dict)
        return dict(_flat(found if result.is_error else found["value"], ""))

    return answered


def _flat(found: object, path: str) -> Iterator[tuple[str, object]]:
    match found:
        case dict():
            inside = [(str(name), value) for name, value in found.items()]
        case list():
            inside = [(str(number), value) for number, value in enumerate(found)]
        case _:
            yield path, found
            return
    for name, value in inside:
        yield from _flat(value, f"{path}.{name}" if path else name)


@pytest.fixture(scope="session")
def writer(caller: Caller) -> Caller:
    """An agent for anna that may draft."""
    return replace(caller, scopes=frozenset({"customer.read", "customer.write"}))
