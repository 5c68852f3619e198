"""Text in pieces."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strongroom.protection.classes import Action, DataClass
from strongroom.protection.inspection import Inspection
from strongroom.protection.window import MAX_STRETCH, TextWindow, masked_text, open_tail

MASKING = Inspection(dict.fromkeys(DataClass, Action.MASK))
WORDS = [
    "the", "balance", "of", "4111", "1111", "4111111111111111", "DE89", "3704", "0044", "0532", "0130", "00", "DE89370400440532013000", "536-90-4399",
    "SSN", "536904399", "jane.doe@example.com", "+49", "30", "901820", "tel", "password:", "hunter2hunter2", "Bearer", "abcDEF0123456789abc", "=",
    "AKIAIOSFODNN7EXAMPLE", "-----BEGIN PRIVATE KEY-----\nMIIBabc\n-----END PRIVATE KEY-----", "\uff14\uff11\uff11\uff11", "M\u00fcller", "%34%31", "x" * 700,
    "9" * 900, "-----BEGIN PRIVATE KEY-----",
]  # fmt: skip
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", "\n", "", "  ", ", "])), max_size=25).map(
    lambda parts: "".join(word + gap for word, gap in parts)
)


@pytest.mark.control("PRO-03")
@settings(max_examples=300)
@given(TEXTS, st.lists(st.integers(0, 12_000), max_size=12))
def test_any_split_of_a_text_comes_out_as_the_whole(text: str, cuts: list[int]) -> None:
    edges = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    window = TextWindow(MASKING)
    pieces = [window.feed(text[begin:end]) for begin, end in pairwise(edges)]
    assert "".join(pieces) + window.finish() == masked_text(text, MASKING)


@settings(max_examples=50)
@given(TEXTS)
def test_character_by_character_is_no_different(text: str) -> None:
    window = TextWindow(MASKING)
    assert "".join(window.feed(character) for character in text) + window.finish() == masked_text(text, MASKING)


@pytest.mark.control("PRO-03")
@pytest.mark.parametrize("value", ["4111 1111 1111 1111", "DE89 3704 0044 0532 0130 00", "536-90-4399", "jane.doe@example.com", "GB29 NWBK 6016 1331 9268 19"])
def test_a_value_is_hidden_wherever_it_is_split(value: str) -> None:
    for at in range(len(value) + 1):
        window = TextWindow(MASKING)
        out = window.feed("Please pay to " + value[:at]) + window.feed(value[at:] + " before noon, thank you.") + window.finish()
        assert value not in out and "***" in out and out.startswith("Please pay to ") and out.endswith(" before noon, thank you.")


def test_plain_words_are_not_held_for_long() -> None:
    window = TextWindow(MASKING)
    assert window.feed("The weather is fine and so is") == "The weather is fine and so "


def test_a_value_in_a_text_without_spaces_is_hidden() -> None:
    for pad in range(MAX_STRETCH - 300, MAX_STRETCH + 40, 7):
        assert "4111111111111111" not in masked_text("x" * pad + ",4111111111111111," + "y" * 9_000, MASKING)


def test_a_key_that_never_ends_is_never_shown() -> None:
    out = masked_text("see -----BEGIN PRIVATE KEY-----\n" + "QUJD" * 5_000, MASKING)
    assert "QUJD" not in out and out.startswith("see ")


def test_what_was_masked_is_counted() -> None:
    window = TextWindow(MASKING)
    window.feed("4111111111111111 and 4012888888881881")
    window.finish()
    assert window.applied == {DataClass.PAN: 2}


@pytest.mark.parametrize(("text", "tail"), [("all done here", b""), ("card 4111 11", b"4111 11"), ("we are done now 41", b"41"), ("see DE", b"DE"), ("", b"")])
def test_an_open_end_is_what_the_next_piece_could_complete(text: str, tail: bytes) -> None:
    assert open_tail(text.encode(), 512) == tail
