"""Operators are known by their network, and nobody by what they say."""

import pytest
from pydantic import ValidationError

from strongroom.edge.operators import Operators
from strongroom.edge.settings import EdgeSettings


@pytest.mark.parametrize(
    ("peer", "known"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("10.20.3.4", True),
        ("10.21.0.1", False),
        ("::ffff:10.21.0.1", False),
        ("", False),
        ("127.0.0.1, 10.20.0.1", False),
        ("localhost", False),
    ],
)
def test_an_address_is_known_only_inside_a_network(peer: str, known: bool) -> None:
    assert Operators(("127.0.0.0/8", "::1/128", "10.20.0.0/16")).know(peer) is known


def test_no_network_means_nobody() -> None:
    assert not Operators(()).know("127.0.0.1")


def test_a_network_that_is_none_is_told_with_an_example() -> None:
    with pytest.raises(ValidationError, match="write networks as in"):
        EdgeSettings(operator_networks=("10.20.0.1/16",))
