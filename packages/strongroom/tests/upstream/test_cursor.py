"""Cursors of merged lists."""

from dataclasses import replace

import pytest
from support.calls import person

from strongroom.core.reason import Reason
from strongroom.core.stops import Refusal
from strongroom.drivers.sealing import Sealer
from strongroom.upstream.cursor import Cursors

CURSORS = Cursors(Sealer(bytes(32)))
RITA = person()


def test_a_cursor_leads_back_to_each_servers_own_even_an_empty_one() -> None:
    cursor = CURSORS.make("tools/list", RITA, {"finance": "", "risk": "p2"})
    assert CURSORS.read("tools/list", RITA, cursor) == {"finance": "", "risk": "p2"}


def test_there_is_no_cursor_where_no_list_goes_on() -> None:
    assert CURSORS.make("tools/list", RITA, {}) is None


@pytest.mark.parametrize("cursor", ["", "p2", 7, None, {}])
def test_what_is_no_cursor_of_ours_is_refused(cursor: object) -> None:
    with pytest.raises(Refusal) as caught:
        CURSORS.read("tools/list", RITA, cursor)
    assert caught.value.deny.reason is Reason.MALFORMED
    assert caught.value.deny.data == {"code": -32602}


def test_a_cursor_is_good_for_one_caller_and_one_list() -> None:
    cursor = CURSORS.make("tools/list", RITA, {"finance": "x"})
    with pytest.raises(Refusal):
        CURSORS.read("prompts/list", RITA, cursor)
    with pytest.raises(Refusal):
        CURSORS.read("tools/list", replace(RITA, subject="other", key=""), cursor)
