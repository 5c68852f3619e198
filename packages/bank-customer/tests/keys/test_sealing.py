"""A sealed field opens with its key, for its subject and its field, and for nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bank_customer.keys.sealing import SealBrokenError, decoded, encoded, new_key, seal, unseal

KEY = new_key()


@given(text=some.text(max_size=200), subject=some.text(min_size=1, max_size=20), field=some.text(min_size=1, max_size=20))
def test_what_is_sealed_opens(text: str, subject: str, field: str) -> None:
    usable = text.encode("utf-8", "ignore").decode(), subject.encode("utf-8", "ignore").decode(), field.encode("utf-8", "ignore").decode()
    assert unseal(KEY, usable[1], usable[2], seal(KEY, usable[1], usable[2], usable[0])) == usable[0]


@pytest.mark.parametrize(("subject", "field"), [("C-100002", "tax_id"), ("C-100001", "email"), ("C-100001\x1ftax", "_id")])
def test_a_sealed_field_moved_elsewhere_does_not_open(subject: str, field: str) -> None:
    with pytest.raises(SealBrokenError):
        unseal(KEY, subject, field, seal(KEY, "C-100001", "tax_id", "900000107"))


def test_another_key_opens_nothing() -> None:
    with pytest.raises(SealBrokenError):
        unseal(new_key(), "C-100001", "tax_id", seal(KEY, "C-100001", "tax_id", "900000107"))


@given(place=some.integers(min_value=3, max_value=60), letter=some.sampled_from("ABC_-9"))
def test_a_changed_character_is_seen(place: int, letter: str) -> None:
    sealed = seal(KEY, "C-100001", "name", "Ida Haskwick of Westerhaven")
    changed = f"{sealed[:place]}{letter}{sealed[place + 1 :]}"
    if changed != sealed:
        with pytest.raises(SealBrokenError):
            unseal(KEY, "C-100001", "name", changed)


@pytest.mark.parametrize("broken", ["", "v1", "v1..", "v2.AAAA.AAAA", "v1.not base64.x", "x" * 100])
def test_what_was_never_sealed_does_not_open(broken: str) -> None:
    with pytest.raises(SealBrokenError):
        unseal(KEY, "C-100001", "name", broken)


def test_the_same_text_never_looks_the_same() -> None:
    assert len({seal(KEY, "C-100001", "country", "NL") for _ in range(100)}) == 100


def test_bytes_travel_as_text() -> None:
    assert decoded(encoded(b"\xff\x00?")) == b"\xff\x00?"
