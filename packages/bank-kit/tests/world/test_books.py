"""Positions add up, and instruments cannot be mistaken for real ones."""

from decimal import Decimal

from bank_kit.identifiers import luhn_digit
from bank_kit.world.books import DAYS, books, instruments, positions

LISTED = instruments(42)
KEPT = books()
HELD = positions(42, LISTED, KEPT)


def test_isins_are_valid_under_a_country_code_nobody_has() -> None:
    for instrument in LISTED:
        digits = "".join(str(int(character, 36)) for character in instrument.isin)
        assert instrument.isin.startswith("QZ")
        assert luhn_digit(digits[:-1]) == digits[-1]


def test_market_value_is_quantity_times_price() -> None:
    kinds = {instrument.isin: instrument.kind for instrument in LISTED}
    for position in HELD:
        scale = 100 if kinds[position.isin] == "BOND" else 1
        assert position.market_value == (position.quantity * position.price / scale).quantize(Decimal("0.01"))


def test_every_book_holds_something_on_every_day() -> None:
    assert {(position.book_id, position.as_of) for position in HELD} == {(book.id, day) for book in KEPT for day in DAYS}


def test_one_instrument_lost_its_prices() -> None:
    assert {position.isin for position in HELD if position.priced_on != position.as_of} == {LISTED[-1].isin}
