"""What is read has a date, and a limit to its age."""

from datetime import date

import pytest

from bank_finance.markets.port import MarketBook
from bank_finance.valuations.screen import Screen, is_pair
from bank_kit.failures import FailureCode, ToolFailureError

FRIDAY = date(2026, 11, 20)


def test_all_that_was_used_is_told(plain_book: MarketBook) -> None:
    screen = Screen(plain_book, FRIDAY)
    screen.curve("EUR-ESTR", "discount")
    screen.close("QZ0000000306")
    screen.rates()
    screen.volatilities("EURUSD")
    assert [(part.role, part.id) for part in screen.parts] == [("discount", "EUR-ESTR"), ("spot", "QZ0000000306"), ("spot", "FX"), ("volatility", "EURUSD")]
    assert {part.on for part in screen.parts} == {FRIDAY} and not screen.warnings


def test_the_volatility_of_a_pair_is_that_of_its_inverse(plain_book: MarketBook) -> None:
    assert Screen(plain_book, FRIDAY).volatilities("USDEUR").underlying == "EURUSD"


def test_old_data_is_said_once(old_book: MarketBook) -> None:
    screen = Screen(old_book, FRIDAY)
    screen.close("QZ0000000306")
    screen.close("QZ0000000306")
    assert screen.warnings == ["STALE_PRICE: spot QZ0000000306 is of 2026-11-17, 3 days before"]


def test_data_too_old_values_nothing(ancient_book: MarketBook) -> None:
    with pytest.raises(ToolFailureError) as refused:
        Screen(ancient_book, FRIDAY).close("QZ0000000306")
    assert refused.value.failure.code is FailureCode.STALE_DATA


def test_what_is_not_there_is_named(empty_book: MarketBook) -> None:
    screen = Screen(empty_book, FRIDAY)
    for read, field in (
        (lambda: screen.close("QZ0000000306"), "as_of"),
        (screen.rates, "as_of"),
        (lambda: screen.volatilities("EURUSD"), "market.volatility"),
        (lambda: screen.curve("EUR-ESTR", "discount"), "as_of"),
    ):
        with pytest.raises(ToolFailureError) as refused:
            read()
        assert (refused.value.failure.code, refused.value.failure.field) == (FailureCode.NO_MARKET_DATA, field)


def test_an_isin_is_no_pair() -> None:
    assert is_pair("EURUSD") and not is_pair("QZ0000000306")
