"""FIX messages cut out of bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank_finance.feed.fix import FixError, Message, checksum, encode, messages

HEARTBEAT = ((35, "0"), (49, "A"), (56, "B"), (34, "1"), (52, "20261120-17:30:00"))
VALUES = st.text(st.characters(codec="utf-8", exclude_characters="\x01"), min_size=1, max_size=12)


def test_the_checksum_is_the_sum_of_bytes_modulo_256() -> None:
    # 8=FIXT.1.1|9=5|35=0| the bytes add up to 1009 = 3 x 256 + 241.
    assert encode([(35, "0")]) == b"8=FIXT.1.1\x019=5\x0135=0\x0110=241\x01"
    assert checksum(bytes([255, 2])) == 1


@given(st.lists(st.lists(st.tuples(st.integers(11, 999_999).filter(lambda tag: tag != 1128), VALUES), max_size=6), min_size=1, max_size=4))
def test_what_is_encoded_is_read_back_in_order(bodies: list[list[tuple[int, str]]]) -> None:
    sent = [((35, "W"), *body) for body in bodies]
    found = list(messages(b"\n".join(encode(fields) for fields in sent)))
    assert found == [Message(fields) for fields in sent]


@pytest.mark.parametrize(
    "broken",
    [
        encode(HEARTBEAT).replace(b"49=A", b"49=C"),
        encode(HEARTBEAT)[:-1],
        encode(HEARTBEAT).replace(b"FIXT.1.1", b"FIX.4.4\x01"),
        encode([(49, "A"), (35, "0")]),
        encode([(35, "0"), (1128, "7")]),
        b"8=FIXT.1.1\x019=9999999\x01",
        b"junk",
    ],
)
def test_a_broken_message_is_one_error_and_the_next_is_read(broken: bytes) -> None:
    found = list(messages(broken + encode(HEARTBEAT)))
    assert isinstance(found[0], FixError)
    assert found[1:] == [Message(HEARTBEAT)]


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    assert all(isinstance(found, Message | FixError) for found in messages(content))


def test_groups_are_counted() -> None:
    message = Message(((35, "W"), (268, "2"), (269, "0"), (270, "1"), (269, "1"), (270, "2"), (58, "end")))
    assert message.groups(268, 269, frozenset({58})) == ({269: "0", 270: "1"}, {269: "1", 270: "2"})
    for fields in (((35, "W"), (268, "3"), (269, "0")), ((35, "W"), (268, "1"), (270, "0")), ((35, "W"),)):
        with pytest.raises(FixError):
            Message(fields).groups(268, 269)


def test_a_missing_field_is_named_and_a_separator_never_sent() -> None:
    with pytest.raises(FixError, match=r"ExecID \(17\)"):
        Message(HEARTBEAT).needed(17, "ExecID")
    for value in ("", "a\x01b"):
        with pytest.raises(FixError):
            encode([(35, value)])
