"""The market of a day for an instrument."""

import math
from datetime import date

import pytest
from pydantic import TypeAdapter

from bank_finance.markets.port import MarketBook
from bank_finance.pricing.instruments import Instrument
from bank_finance.valuations.building import build_market
from bank_finance.valuations.wanted import Contract, Wanted
from bank_kit.failures import FailureCode, ToolFailureError

FRIDAY = date(2026, 11, 20)
SWAP: dict[str, object] = {
    "currency": "EUR",
    "notional": "1000000",
    "fixed_leg": "pay",
    "fixed_rate": 0.02,
    "floating_frequency": 1,
    "effective_date": "2024-01-31",
    "maturity_date": "2029-01-31",
}
LATER = SWAP | {"effective_date": "2027-01-29"}
TERMS: dict[str, dict[str, object]] = {
    "swap": {"kind": "interest_rate_swap", **SWAP},
    "swaption": {"kind": "swaption", "expiry_date": "2027-01-27", "swap": LATER},
    "black": {"kind": "swaption", "expiry_date": "2027-01-27", "swap": LATER, "model": "black"},
    "option": {
        "kind": "european_option", "underlying": "equity", "currency": "EUR", "notional": "1", "exercise": "call", "strike": 100, "expiry_date": "2027-11-20",
    },
    "pair": {
        "kind": "european_option", "underlying": "fx", "currency": "USD", "notional": "1", "exercise": "call", "strike": 1.2, "expiry_date": "2027-11-20",
    },
    "forward": {"kind": "fx_forward", "base_currency": "EUR", "currency": "PLN", "notional": "1", "rate": 4, "maturity_date": "2027-11-20"},
    "asset": {"kind": "asset", "currency": "EUR", "notional": "1"},
    "protection": {
        "kind": "credit_default_swap", "currency": "EUR", "notional": "1", "spread": 0.01, "start_date": "2026-09-20", "maturity_date": "2031-12-20",
    },
    "zero": {"kind": "zero_bond", "currency": "EUR", "notional": "1", "maturity_date": "2031-12-20"},
    "bond": {"kind": "fixed_rate_bond", "currency": "EUR", "notional": "100", "coupon": 0.02, "issue_date": "2021-03-15", "maturity_date": "2031-03-15"},
}  # fmt: skip


def _contract(name: str, **wanted: str) -> Contract:
    reader: TypeAdapter[Instrument] = TypeAdapter(Instrument)
    return Contract(reader.validate_python(TERMS[name]), Wanted(**wanted))


def test_a_running_swap_gets_the_rate_of_the_day_its_period_began(plain_book: MarketBook) -> None:
    built = build_market(_contract("swap"), plain_book, FRIDAY)
    assert [(part.role, part.on) for part in built.parts] == [("discount", FRIDAY), ("fixing", date(2026, 1, 31))]
    assert built.market.fixing == pytest.approx(math.expm1(0.02) * 360 / 365) and built.warnings[0].startswith("FIXING")


@pytest.mark.parametrize(
    ("name", "wanted", "filled"),
    [
        ("swaption", {}, {"volatility"}),
        ("option", {"underlying": "QZ0000000306"}, {"spot", "volatility"}),
        ("pair", {"underlying": "EURUSD"}, {"spot", "volatility", "carry"}),
        ("forward", {}, {"spot", "carry"}),
        ("asset", {"underlying": "QZ0000000306"}, {"spot"}),
        ("protection", {"credit": "EUR-CORP-BBB"}, {"credit"}),
        ("zero", {}, set()),
        ("bond", {}, set()),
        ("bond", {"quoted": "QZ0000000017"}, {"clean_price"}),
    ],
)
def test_each_instrument_gets_what_it_is_valued_with_and_nothing_else(plain_book: MarketBook, name: str, wanted: dict[str, str], filled: set[str]) -> None:
    market = build_market(_contract(name, **wanted), plain_book, FRIDAY).market
    optional = ("forward", "carry", "credit", "spot", "volatility", "fixing", "clean_price")
    assert {part for part in optional if getattr(market, part) is not None} == filled


def test_a_quoted_bond_gets_the_spread_its_price_asks_for(plain_book: MarketBook) -> None:
    assert build_market(_contract("bond", quoted="QZ0000000017"), plain_book, FRIDAY).market.spread == pytest.approx(0, abs=5e-4)


def test_a_currency_without_a_curve_borrows_the_euros_and_says_so(plain_book: MarketBook) -> None:
    built = build_market(_contract("forward"), plain_book, FRIDAY)
    assert built.warnings == ("NO_OWN_CURVE: PLN has none; EUR-ESTR stands in for it as discount",)
    other = build_market(_contract("zero", discount="USD-SOFR"), plain_book, FRIDAY)
    assert other.warnings == ("OTHER_CURRENCY: USD-SOFR is no curve of EUR",)


@pytest.mark.parametrize(
    ("name", "wanted", "code", "field"),
    [
        ("option", {}, FailureCode.NO_MARKET_DATA, "underlying"),
        ("asset", {}, FailureCode.NO_MARKET_DATA, "underlying"),
        ("protection", {}, FailureCode.NO_MARKET_DATA, "credit_curve"),
        ("protection", {"credit": "EUR-ESTR"}, FailureCode.INVALID_ARGUMENT, "credit_curve"),
        ("zero", {"discount": "EUR-CORP-BBB"}, FailureCode.INVALID_ARGUMENT, "discount_curve"),
        ("black", {}, FailureCode.NO_MARKET_DATA, "instrument.model"),
        ("pair", {"underlying": "USDEUR"}, FailureCode.INVALID_ARGUMENT, "underlying"),
    ],
)
def test_what_is_not_named_or_does_not_fit_is_refused(plain_book: MarketBook, name: str, wanted: dict[str, str], code: FailureCode, field: str) -> None:
    with pytest.raises(ToolFailureError) as refused:
        build_market(_contract(name, **wanted), plain_book, FRIDAY)
    assert (refused.value.failure.code, refused.value.failure.field) == (code, field)


def test_data_too_old_or_missing_values_nothing(ancient_book: MarketBook, empty_book: MarketBook) -> None:
    for book, code in ((ancient_book, FailureCode.STALE_DATA), (empty_book, FailureCode.NO_MARKET_DATA)):
        with pytest.raises(ToolFailureError) as refused:
            build_market(_contract("zero"), book, FRIDAY)
        assert refused.value.failure.code is code
