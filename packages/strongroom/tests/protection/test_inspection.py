"""Inspection of whole messages: through every disguise, and nothing else touched."""

import base64
import urllib.parse

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strongroom.core.json import Json
from strongroom.protection import inspection as module
from strongroom.protection.classes import Action, DataClass
from strongroom.protection.inspection import Inspection, TooMuchToInspectError, spliced
from strongroom.protection.json_text import JsonText

MASKING = Inspection(dict.fromkeys(DataClass, Action.MASK))
PAN = "4111111111111111"
FULL_WIDTH = "".join(chr(ord(digit) + 0xFEE0) for digit in PAN)


def masked(data: bytes, inspection: Inspection = MASKING) -> bytes:
    text = JsonText(data)
    return spliced(data, [(spot.start, spot.end, spot.instead) for spot in inspection.spots(text)])


DISGUISED = {
    "plain": orjson.dumps(PAN),
    "number": PAN.encode(),
    "exponent": b"4.111111111111111e15",
    "fraction of nothing": b"4111111111111111.0",
    "escaped": b'"' + b"".join(b"\\u%04x" % ord(digit) for digit in PAN) + b'"',
    "half escaped": b'"4\\u00311111111111111\\u0031"',
    "escaped joints": b'"4111\\u00a01111\\u20111111\\u00201111"',
    "wrapped": orjson.dumps(orjson.dumps({"x": int(PAN)}).decode()),
    "wrapped twice": orjson.dumps(orjson.dumps(orjson.dumps({"x": PAN}).decode()).decode()),
    "wrapped escape": orjson.dumps(r'{"x":"\u0034111111111111111"}'),
    "percent": orjson.dumps("".join(f"%{ord(digit):02x}" for digit in PAN)),
    "percent joints": orjson.dumps(urllib.parse.quote("4111 1111 1111 1111")),
    "base64": orjson.dumps(base64.b64encode(f"card {PAN}".encode()).decode()),
    "base64 of an address": orjson.dumps("data:text/plain;base64," + base64.urlsafe_b64encode(f"ab{PAN}??".encode()).decode()),
    "full width": orjson.dumps(FULL_WIDTH),
    "full width escaped": b'"' + b"".join(b"\\u%04x" % ord(digit) for digit in FULL_WIDTH) + b'"',
    "arabic": orjson.dumps("".join(chr(ord(digit) - 48 + 0x660) for digit in PAN)),
    "mathematical": orjson.dumps("".join(chr(ord(digit) - 48 + 0x1D7D8) for digit in PAN)),
    "zero width": orjson.dumps("\u200b".join(PAN)),
    "zero width escaped": b'"' + b"\\u200b".join(digit.encode() for digit in PAN) + b'"',
    "soft hyphens": orjson.dumps("\u00ad".join(PAN)),
    "underlined": orjson.dumps("\u0332".join(PAN)),
    "thin spaces": orjson.dumps("4111\u20091111\u20091111\u20091111"),
    "dashes": orjson.dumps("4111\u20131111\u20131111\u20131111"),
}


def unveiled(data: bytes) -> str:
    """Everything a reader could make of a message: each string read, unwrapped and decoded."""
    seen = [data.decode()]
    value: Json = orjson.loads(data)
    while isinstance(value, str):
        seen.append(value)
        run = value.rpartition(",")[2]
        if len(run) % 4 == 0 and run.replace("-", "").replace("_", "").replace("+", "").replace("/", "").rstrip("=").isalnum() and run.isascii():
            seen.append(base64.urlsafe_b64decode(run.replace("+", "-").replace("/", "_")).decode("utf-8", "replace"))
        seen.append(urllib.parse.unquote(value))
        try:
            value = orjson.loads(value)
        except orjson.JSONDecodeError:
            break
        value = value["x"] if isinstance(value, dict) else value
    return "".join(character for text in seen for character in text if character.isalnum())


@pytest.mark.control("PRO-01")
@pytest.mark.parametrize("name", list(DISGUISED))
def test_a_card_number_is_seen_through_every_disguise(name: str) -> None:
    data = DISGUISED[name]
    clean = masked(b'{"a":1.50,"v":' + data + b',"z":"\\u00e9"}')
    assert clean.startswith(b'{"a":1.50,"v":"') and clean.endswith(b',"z":"\\u00e9"}')
    assert PAN not in unveiled(clean[len(b'{"a":1.50,"v":') : -len(b',"z":"\\u00e9"}')])
    assert DataClass.PAN in {spot.kind for spot in MASKING.spots(JsonText(b"[" + data + b"]"))}


def test_a_clean_message_is_clean() -> None:
    data = orjson.dumps({"result": {"text": "All is well.", "n": 12.5}})
    assert MASKING.clean(data) and MASKING.spots(JsonText(data)) == []


def test_what_belongs_to_the_protocol_is_carried_untouched() -> None:
    data = b'{"jsonrpc":"2.0","id":4111111111111111,"result":{"requestState":"4111111111111111","nextCursor":"4111111111111111","x":{"id":"4111111111111111"}}}'
    assert masked(data) == data[:-21] + b'"411111******1111"}}}'


def test_an_allowed_class_is_not_looked_for_and_still_shields_what_it_contains() -> None:
    actions = dict.fromkeys(DataClass, Action.MASK) | {DataClass.IBAN: Action.ALLOW}
    data = b'{"a":"GB82 WEST 1234 5698 7654 32"}'
    assert masked(data, Inspection(actions)) == data
    assert Inspection(dict.fromkeys(DataClass, Action.ALLOW)).clean(b"4111111111111111")


@pytest.mark.control("PRO-05")
def test_more_suspects_than_can_be_read_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_SUSPECTS", 3)
    with pytest.raises(TooMuchToInspectError):
        masked(orjson.dumps(["4111111111111112"] * 5))


@pytest.mark.parametrize(
    "data",
    [
        orjson.dumps("-----BEGIN PRIVATE KEY-----!" * 3_000),
        orjson.dumps({f"k{at}": {"id": PAN} for at in range(1_000)}),
        orjson.dumps("DE00" * 20_000),
        orjson.dumps("4111 " * 20_000),
        b'"' + b"\\u0034" * 20_000 + b'"',
        b'"4111111111111111' + b"\\\\" * 40_000 + b'"',
        orjson.dumps(base64.b64encode(b"4111111111111112" * 4_000).decode()),
    ],
    ids=["keys without end", "carried names", "account beginnings", "groups", "escapes", "backslashes", "base64"],
)
def test_a_hostile_message_is_judged_in_time_that_grows_with_its_length(data: bytes) -> None:
    try:
        assert PAN.encode() not in masked(data)
    except TooMuchToInspectError:
        assert len(data) > 50_000


def test_a_message_whose_quotes_do_not_pair_is_read_as_one_text() -> None:
    assert PAN.encode() not in masked(b'{"a":"4111111111111111}')


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**62), 2**62) | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_any_json_stays_json_of_the_same_shape(document: Json) -> None:
    data = orjson.dumps({"r": document})
    clean = masked(data)
    again = orjson.loads(clean)
    if clean == data:
        assert again == orjson.loads(data)
    assert type(again) is dict


@pytest.mark.control("PRO-07")
@given(JSON, JSON)
def test_a_planted_value_goes_and_every_other_byte_stays(before: Json, after: Json) -> None:
    head, tail = orjson.dumps(before), orjson.dumps(after)
    if MASKING.spots(JsonText(head)) or MASKING.spots(JsonText(tail)):
        return
    data = b"[" + head + b',"' + PAN.encode() + b'",' + tail + b"]"
    assert masked(data) == b"[" + head + b',"411111******1111",' + tail + b"]"


@given(st.binary(max_size=200))
def test_bytes_that_are_no_json_at_all_raise_nothing(data: bytes) -> None:
    masked(data + b'"4111111111111111')
