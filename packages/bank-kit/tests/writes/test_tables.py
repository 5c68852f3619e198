"""Tables bear the name of their server, which is one plain word."""

import pytest

from bank_kit.writes.tables import write_tables


def test_two_servers_share_a_database_without_meeting() -> None:
    assert not set(write_tables("risk").metadata.tables) & set(write_tables("finance").metadata.tables)


@pytest.mark.parametrize("server", ["", "a b", "Risk", "a;drop", "ä", "x-y"])
def test_a_name_that_is_no_plain_word_is_refused(server: str) -> None:
    with pytest.raises(ValueError, match="one word"):
        write_tables(server)
