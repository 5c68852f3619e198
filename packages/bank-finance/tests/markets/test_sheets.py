"""Stored data as results."""

import math
from datetime import date
from decimal import Decimal

import pytest

from bank_finance.markets.arguments import RateArguments
from bank_finance.markets.book import StoredBook
from bank_finance.markets.records import Rates
from bank_finance.markets.sheets import curve_sheet, exchange_rate, instrument_record

FRIDAY = date(2026, 11, 20)


def test_discount_factors_follow_from_the_rates(book: StoredBook) -> None:
    curve = book.curve("EUR-ESTR", FRIDAY)
    assert curve is not None
    sheet = curve_sheet(curve, (400, 1826))
    for pillar in (*sheet.pillars, *sheet.interpolated):
        assert float(pillar.discount_factor or 0) == pytest.approx(math.exp(-float(pillar.zero_rate) * pillar.days / 365), abs=1e-7)
    assert sheet.interpolated[1].zero_rate == next(each.zero_rate for each in sheet.pillars if each.tenor == "5Y")


def test_a_curve_of_spreads_discounts_nothing(book: StoredBook) -> None:
    curve = book.curve("EUR-CORP-BBB", FRIDAY)
    assert curve is not None
    assert all(pillar.discount_factor is None for pillar in curve_sheet(curve, (10,)).pillars)


def test_a_cross_goes_through_the_euro_and_its_inverse_is_exact() -> None:
    rates = Rates(on=FRIDAY, per_euro={"USD": Decimal("1.2"), "JPY": Decimal(180), "XAU": Decimal("0.0003")})
    found = exchange_rate(RateArguments(pair="USDJPY", amount=Decimal("10.55")), rates)
    assert (found.rate, found.path, found.way) == (Decimal(150), ("USD", "EUR", "JPY"), "triangulated")
    assert found.inverse == Decimal("0.006666666667")
    assert found.converted is not None and found.converted.amount == Decimal(1582)
    assert exchange_rate(RateArguments(pair="EURXAU", amount=Decimal(1)), rates).converted is None


def test_a_security_without_a_price_says_so(book: StoredBook) -> None:
    listed = book.listed("QZ0000000017")
    assert listed is not None
    assert instrument_record(listed, None).last_price is None and instrument_record(listed, None).calendar == "TARGET"
