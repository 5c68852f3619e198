"""Free text as it may be kept and shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank_compliance.texts import shown


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("card 4111 1111 1111 1111 please", "card 411111******1111 please"),
        ("to NL17XBNK0000200001 now", "to NL17**********0001 now"),
        ("born 1984-05-17", "born [1980s]"),
        ("DOB 5 Oct 1955, Bern", "DOB [1950s], Bern"),
        ("DOB Oct 5, 1955", "DOB [1950s]"),
        ("geboren 17.05.1984.", "geboren [1980s]."),
        ("tax 900000107", "tax *******07"),
        ("VAT ATU90000098", "VAT *********98"),
        ("AHV 756.9999.0000.79", "AHV **************79"),
        ("mail jane@desk.example", "mail j***@d***.example"),
    ],
)
def test_personal_numbers_are_masked(written: str, kept: str) -> None:
    assert shown(written) == kept


@pytest.mark.parametrize("written", ["rent of 2026-11-01", "T-00000001 and A-200001", "1,250.00 EUR", "invoice 4711", "03.11.2026"])
def test_what_is_nobodys_stays(written: str) -> None:
    assert shown(written) == written


@given(st.text(max_size=200))
def test_any_text_can_be_shown_and_shown_again(text: str) -> None:
    once = shown(text)
    assert shown(once) == once
