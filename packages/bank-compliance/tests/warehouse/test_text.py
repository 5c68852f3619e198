"""Only numbers, days and identifiers get into SQL; comments do not."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank_compliance.warehouse.text import Value, fingerprint, literal, names, read, render


def test_every_name_is_replaced_and_casts_are_left_alone() -> None:
    assert render("SELECT x::INT FROM t WHERE a > :least AND b < INTERVAL ':days DAY'", {"least": Decimal("7000.50"), "days": 7}) == (
        "SELECT x::INT FROM t WHERE a > 7000.50 AND b < INTERVAL '7 DAY'"
    )


def test_a_comment_is_dropped_with_whatever_it_names() -> None:
    assert render("-- of :nobody\nSELECT :one", {"one": 1}) == "SELECT 1"
    assert names("-- of :nobody\nSELECT :one") == {"one"}


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        render("SELECT :one", {})


def test_days_and_moments_are_timestamps() -> None:
    assert literal(date(2026, 9, 1)) == "CAST('2026-09-01 00:00:00' AS TIMESTAMP)"
    assert literal(datetime.fromisoformat("2026-09-01 10:30")) == "CAST('2026-09-01 10:30:00' AS TIMESTAMP)"


@pytest.mark.parametrize("value", [("A-1'; DROP TABLE x; --",), ("",), (), ("A 1",), ("Ä",), ("x" * 41,), Decimal("NaN"), Decimal("Infinity")])
def test_what_could_be_sql_never_stands_in_a_question(value: Value) -> None:
    with pytest.raises(ValueError):
        literal(value)


@given(st.text(min_size=1, max_size=60))
def test_an_identifier_is_refused_or_stands_in_quotes_as_it_is(text: str) -> None:
    try:
        shown = literal((text,))
    except ValueError:
        return
    assert shown == f"'{text}'"
    assert all(each.isascii() and (each.isalnum() or each == "-") for each in text)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12))
def test_a_number_has_no_exponent(number: Decimal) -> None:
    shown = literal(number)
    assert "E" not in shown
    assert Decimal(shown) == number


def test_the_digest_is_of_the_whole_question() -> None:
    assert fingerprint("SELECT 1") != fingerprint("SELECT 2")
    assert fingerprint("SELECT 1").startswith("sha256:")


def test_texts_are_found_in_their_room() -> None:
    assert "CREATE VIEW fact_tx" in read("bank_compliance.warehouse", "fact_tx")
