"""What the bank's tables leave unsaid."""

from datetime import date

import pytest

from bank_finance.markets.book import StoredBook
from bank_finance.markets.desk import MarketDesk
from bank_finance.valuations.conventions import CREDIT, FALLBACK, OVERNIGHT, months_before


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 12, 31), 6, date(2026, 6, 30)),
        (date(2026, 6, 29), 24, date(2024, 6, 29)),
    ],
)
def test_months_are_counted_back_to_the_same_day_or_the_last_one(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


def test_every_curve_named_here_is_stored(markets: MarketDesk) -> None:
    book: StoredBook = markets.book
    assert {*OVERNIGHT.values(), *CREDIT.values(), FALLBACK} <= set(book.curve_ids())
    assert all(book.overnight(currency) == curve for currency, curve in OVERNIGHT.items())
