"""The running text of an answer."""

import orjson

from strongroom.core.stops import Event
from strongroom.protection.carry import MAX_HELD, Carry, joined, running_text
from strongroom.protection.classes import DataClass
from strongroom.protection.inspection import Inspection, Spot, spliced
from strongroom.protection.json_text import JsonText, Token


def act(text: JsonText, spots: list[Spot]) -> bytes:
    return spliced(text.data, [(spot.start, spot.end, spot.instead) for spot in spots])


def log(data: object) -> Event:
    return Event(orjson.dumps({"jsonrpc": "2.0", "method": "notifications/message", "params": {"level": "info", "data": data}}))


def fed(carry: Carry, inspection: Inspection, event: Event) -> list[Event]:
    text = JsonText(event.data)
    return carry.feed(event, inspection.spots(text), text)


def test_the_strings_a_reader_sees_in_a_row_are_the_running_text() -> None:
    result = {
        "result": {"content": [{"type": "text", "text": "a"}, {"type": "resource", "resource": {"uri": "u", "text": "b"}}], "structuredContent": {"text": "c"}}
    }
    text = JsonText(orjson.dumps(result))
    assert [text.data[token.start : token.end] for token in running_text(text)] == [b"a", b"b"]
    text = JsonText(log({"x": "d", "y": ["e"]}).data)
    assert [text.data[token.start : token.end] for token in running_text(text)] == [b"d", b"e"]


def test_an_event_waits_only_while_its_end_is_open(masking: Inspection) -> None:
    carry = Carry(masking, act)
    first = log("card 4111 1111")
    assert fed(carry, masking, first) == [] and not carry.empty
    out = fed(carry, masking, log("1111 1111 is it, all done now"))
    assert [orjson.loads(event.data)["params"]["data"] for event in out] == ["card 411111******1111", " is it, all done now"]
    assert carry.empty


def test_an_event_that_completes_nothing_goes_untouched(masking: Inspection) -> None:
    carry = Carry(masking, act)
    first, second = log("step 3"), log("and so we go on")
    assert fed(carry, masking, first) == []
    assert fed(carry, masking, second) == [first, second]


def test_one_digit_per_event_is_caught(masking: Inspection) -> None:
    carry = Carry(masking, act)
    out = [event for digit in "4111111111111111" for event in fed(carry, masking, log(digit))] + carry.release()
    assert "".join(orjson.loads(event.data)["params"]["data"] for event in out) == "411111******1111"


def test_an_event_of_another_kind_lets_everything_go(masking: Inspection) -> None:
    carry = Carry(masking, act)
    first, other = log("card 4111"), Event(b'{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}')
    assert fed(carry, masking, first) == []
    assert fed(carry, masking, other) == [first, other]


def test_an_end_that_stays_open_over_too_many_events_is_hidden_and_not_let_go(masking: Inspection) -> None:
    carry = Carry(masking, act)
    out = fed(carry, masking, log("4111 11"))
    for _ in range(MAX_HELD):
        out += fed(carry, masking, log(" "))
    assert orjson.loads(out[0].data)["params"]["data"] == "*** ***"


def test_a_place_found_twice_is_hidden_once() -> None:
    token = Token(0, 30, 0, string=True)
    alone, across = Spot(5, 10, DataClass.PAN, b"x", token), Spot(8, 20, DataClass.IBAN, b"", token)
    assert joined([across, alone]) == [Spot(5, 20, DataClass.PAN, b"***", token)]
    assert joined([alone, alone]) == [alone]
