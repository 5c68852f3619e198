"""Market data, from the store to the envelope."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bank_finance.markets.arguments import CalendarArguments, CurveArguments, CurvesArguments, InstrumentArguments, MarketDataArguments, RateArguments
from bank_finance.markets.desk import MarketDesk
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller

Bring = Callable[..., tuple[int, list[str]]]

FRIDAY = date(2026, 11, 20)


def test_ten_years_come_in_pages_without_a_gap(desk: MarketDesk, caller: Caller) -> None:
    asked = {"instrument": "QZ0000000017", "from_date": "2016-11-21", "limit": 1000}
    page = desk.get_market_data(MarketDataArguments.model_validate(asked), caller).value
    days = [point.day for point in page.points]
    while page.next_cursor is not None:
        page = desk.get_market_data(MarketDataArguments.model_validate(asked | {"cursor": page.next_cursor}), caller).value
        days += [point.day for point in page.points]
    assert len(days) == page.total == len(set(days)) and days == sorted(days)
    assert set(page.missing).isdisjoint(days) and all(day.weekday() < 5 for day in page.missing)


def test_a_month_of_closes_says_unit_calendar_and_source(desk: MarketDesk, caller: Caller) -> None:
    answer = desk.get_market_data(MarketDataArguments(instrument="QZ0000000017"), caller)
    assert (answer.unit, answer.currency, answer.as_of, answer.value.calendar) == ("percent of nominal", "EUR", FRIDAY, "TARGET")
    assert answer.value.points[0].day >= FRIDAY - timedelta(days=30) and answer.value.points[-1].source == "EOD-COMPOSITE"
    assert not answer.value.stale and not answer.warnings


def test_a_lost_feed_is_stale_point_by_point_and_until_a_delivery_mends_it(desk: MarketDesk, bring: Bring, fed_desk: MarketDesk, caller: Caller) -> None:
    lost = desk.get_market_data(MarketDataArguments(instrument="QZ0000000249"), caller)
    assert lost.value.stale and lost.warnings == ("STALE_PRICE: last priced on 2026-11-13",)
    assert [point.stale for point in lost.value.points][-6:] == [False, True, True, True, True, True]
    bring("QZ0000000249,close,2026-11-20,100.5")
    mended = fed_desk.get_market_data(MarketDataArguments(instrument="QZ0000000249"), caller)
    assert not mended.value.stale and mended.value.points[-1].value == Decimal("100.5")
    assert mended.lineage_id != lost.lineage_id, "what was delivered is part of the lineage"


def test_quotes_of_the_day_are_those_delivered(bring: Bring, fed_desk: MarketDesk, caller: Caller) -> None:
    wanted = MarketDataArguments.model_validate({"instrument": "QZ0000000017", "snapshot": "intraday", "field": "bid"})
    with pytest.raises(ToolFailureError) as refused:
        fed_desk.get_market_data(wanted, caller)
    assert refused.value.failure.code is FailureCode.NO_MARKET_DATA
    bring("QZ0000000017,bid,2026-11-23,97.8", as_of=date(2026, 11, 23))
    answer = fed_desk.get_market_data(wanted, caller)
    assert [(point.day, point.value) for point in answer.value.points] == [(date(2026, 11, 23), Decimal("97.8"))]


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"instrument": "QZ0000000017", "to_date": "2026-11-21"}, FailureCode.STALE_DATA, "to_date"),
        ({"instrument": "QZ0000000017", "from_date": "2001-01-01", "to_date": "2002-01-01"}, FailureCode.NO_MARKET_DATA, "from_date"),
        ({"instrument": "QZ0000000017", "cursor": "bm8"}, FailureCode.INVALID_ARGUMENT, "cursor"),
    ],
)
def test_a_series_that_cannot_be_told_names_the_argument(desk: MarketDesk, caller: Caller, given: dict[str, object], code: FailureCode, field: str) -> None:
    with pytest.raises(ToolFailureError) as refused:
        desk.get_market_data(MarketDataArguments.model_validate(given), caller)
    assert (refused.value.failure.code, refused.value.failure.field) == (code, field)


def test_a_curve_is_the_overnight_one_unless_another_is_named(desk: MarketDesk, caller: Caller) -> None:
    plain = desk.get_curve(CurveArguments(currency="EUR", days=(45,)), caller)
    assert (plain.value.id, plain.value.on, len(plain.value.pillars), len(plain.value.interpolated)) == ("EUR-ESTR", FRIDAY, 11, 1)
    assert desk.get_curve(CurveArguments(currency="EUR", index="CORP-BBB"), caller).value.kind == "CREDIT"


def test_a_holiday_answers_with_the_business_day_before(desk: MarketDesk, caller: Caller) -> None:
    answer = desk.get_curve(CurveArguments(currency="USD", as_of=date(2025, 12, 26)), caller)
    assert answer.as_of == answer.value.on == date(2025, 12, 24)
    assert answer.warnings == ("NO_BUSINESS_DAY: 2025-12-26 is none; this is 2025-12-24",)


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"currency": "SEK"}, FailureCode.UNKNOWN_ID, "currency"),
        ({"currency": "EUR", "index": "LIBOR"}, FailureCode.UNKNOWN_ID, "index"),
        ({"currency": "EUR", "as_of": "2027-01-04"}, FailureCode.STALE_DATA, "as_of"),
        ({"currency": "EUR", "as_of": "2001-01-04"}, FailureCode.NO_MARKET_DATA, "as_of"),
    ],
)
def test_a_curve_that_is_not_there_names_the_argument(desk: MarketDesk, caller: Caller, given: dict[str, object], code: FailureCode, field: str) -> None:
    with pytest.raises(ToolFailureError) as refused:
        desk.get_curve(CurveArguments.model_validate(given), caller)
    assert (refused.value.failure.code, refused.value.failure.field) == (code, field)


def test_rates_multiply_round_to_one(desk: MarketDesk, caller: Caller) -> None:
    found = {pair: desk.get_fx_rate(RateArguments(pair=pair), caller).value for pair in ("GBP/USD", "USDJPY", "JPYGBP", "EURSEK", "SEKEUR")}
    assert float(found["GBP/USD"].rate * found["USDJPY"].rate * found["JPYGBP"].rate) == pytest.approx(1, abs=1e-8)
    assert found["EURSEK"].rate == found["SEKEUR"].inverse and found["SEKEUR"].way == "inverse"


def test_an_amount_is_converted_and_reference_rates_know_the_euro_only(desk: MarketDesk, caller: Caller) -> None:
    answer = desk.get_fx_rate(RateArguments.model_validate({"pair": "EURJPY", "amount": "100.00", "type": "ecb"}), caller)
    assert answer.value.converted is not None and answer.value.converted.amount == (100 * answer.value.rate).quantize(Decimal(1))
    with pytest.raises(ToolFailureError) as refused:
        desk.get_fx_rate(RateArguments.model_validate({"pair": "GBPUSD", "type": "ecb"}), caller)
    assert refused.value.failure.field == "pair"
    for given, code in (({"pair": "EURXYZ"}, FailureCode.NO_MARKET_DATA), ({"pair": "EURUSD", "as_of": "2026-11-23"}, FailureCode.STALE_DATA)):
        with pytest.raises(ToolFailureError) as refused:
            desk.get_fx_rate(RateArguments.model_validate(given), caller)
        assert refused.value.failure.code is code


def test_a_security_tells_its_terms_and_last_price(desk: MarketDesk, caller: Caller) -> None:
    record = desk.instrument(InstrumentArguments(isin="QZ0000000017"), caller).value
    assert (record.coupon, record.maturity_date, record.last_price, record.priced_on) == (Decimal("0.015"), date(2029, 5, 15), Decimal("97.9118"), FRIDAY)
    with pytest.raises(ToolFailureError):
        desk.instrument(InstrumentArguments(isin="QZ0000009992"), caller)


def test_all_curves_of_a_currency_come_together(desk: MarketDesk, caller: Caller) -> None:
    found = desk.curves(CurvesArguments(currency="EUR", as_of=FRIDAY), caller).value.curves
    assert [each.id for each in found] == ["EUR-CORP-A", "EUR-CORP-BB", "EUR-CORP-BBB", "EUR-ESTR", "EUR-GOVT"]
    with pytest.raises(ToolFailureError):
        desk.curves(CurvesArguments(currency="NOK", as_of=FRIDAY), caller)


def test_a_market_tells_its_closing_days(desk: MarketDesk, caller: Caller) -> None:
    closed = desk.calendar(CalendarArguments(mic="XQZE"), caller).value
    assert closed.calendar == "TARGET" and date(2026, 5, 1) in closed.closed and date(2026, 11, 20) not in closed.closed
    assert desk.calendar(CalendarArguments(mic="XNYS"), caller).value.closed != closed.closed
    with pytest.raises(ToolFailureError) as refused:
        desk.calendar(CalendarArguments(mic="XXXX"), caller)
    assert (refused.value.failure.code, refused.value.failure.field) == (FailureCode.UNKNOWN_ID, "mic")
