"""Joined names and ids."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strongroom.wire.mcp.names import is_server_name, join, join_id, split, split_id

servers = st.from_regex(r"[a-z0-9-]{1,32}", fullmatch=True)


@given(servers, st.text(min_size=1))
def test_a_joined_name_comes_apart_again(server: str, name: str) -> None:
    assert split(join(server, name)) == (server, name)


@pytest.mark.parametrize("name", ["", "tool", "__tool", "finance__", "Finance__tool", "fin_ance__tool", "a" * 33 + "__tool", "a/b__tool", "é__x"])
def test_what_is_no_joined_name_is_none(name: str) -> None:
    assert split(name) is None


@given(servers, st.text() | st.integers(-(2**63), 2**63 - 1))
def test_a_joined_id_keeps_the_type(server: str, own: str | int) -> None:
    found = split_id(join_id(server, own))
    assert found == (server, own)
    assert found is not None
    assert type(found[1]) is type(own)


@pytest.mark.parametrize("joined", [None, 7, "", "finance", "finance/", "finance/{}", "finance/true", "finance/1.0", "finance/ 1", "F/1", "/1", 'finance/"a'])
def test_what_is_no_joined_id_is_none(joined: str | int | None) -> None:
    assert split_id(joined) is None


def test_server_names_are_narrow() -> None:
    assert is_server_name("bank-finance-2")
    assert not is_server_name("bank_finance")
    assert not is_server_name("finance\n")
