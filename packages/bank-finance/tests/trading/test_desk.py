"""Positions and trades, from the store to the envelope."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bank_finance.trading.arguments import PositionArguments, TradeArguments
from bank_finance.trading.desk import TradingDesk
from bank_kit.arguments import Purpose
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller
from bank_kit.world.reader import World


def test_a_book_holds_what_the_world_says(desk: TradingDesk, caller: Caller, world: World) -> None:
    answer = desk.get_positions(PositionArguments(book="BOOK-01"), caller)
    told = {
        row[2]: row
        for batch in world.rows("position_eod", ("as_of", "book_id", "isin", "quantity", "cost", "market_value", "accrued"))
        for row in batch
        if row[:2] == (date(2026, 11, 20), "BOOK-01")
    }
    assert {each.isin for each in answer.value.holdings} == set(told)
    for each in answer.value.holdings:
        assert (each.quantity, each.cost.amount, each.market_value.amount, each.accrued_interest.amount) == told[each.isin][3:]
        assert each.unrealised_pnl.amount == each.market_value.amount - each.cost.amount
    assert (answer.as_of, answer.unit, answer.value.desk) == (date(2026, 11, 20), "positions", "Credit")


def test_a_desk_is_its_books_together(desk: TradingDesk, caller: Caller) -> None:
    whole = desk.get_positions(PositionArguments(desk="Credit"), caller).value
    parts = [desk.get_positions(PositionArguments(book=book), caller).value for book in whole.books]
    assert whole.holdings == tuple(each for part in parts for each in part.holdings)
    assert (whole.book_id, whole.desk) == (None, "Credit")
    euros = [total.market_value.amount for part in parts for total in part.totals if total.market_value.currency == "EUR"]
    assert [total.market_value.amount for total in whole.totals if total.market_value.currency == "EUR"] == [sum(euros, Decimal(0))]


def test_by_settlement_date_a_position_is_the_one_of_two_business_days_before(desk: TradingDesk, caller: Caller) -> None:
    lei = "999900KESTREL0000114"
    for day in (date(2026, 11, 6), date(2026, 11, 13)):
        settled = desk.get_positions(PositionArguments.model_validate({"legal_entity": lei, "as_of": day, "basis": "settle_date"}), caller)
        before = desk.get_positions(PositionArguments.model_validate({"legal_entity": lei, "as_of": date(2026, 11, day.day - 2)}), caller)
        assert {(each.book_id, each.isin): each.quantity for each in settled.value.holdings} == {
            (each.book_id, each.isin): each.quantity for each in before.value.holdings
        }
        assert any(warning.startswith("SETTLEMENT") for warning in settled.warnings)
        agreed = desk.get_positions(PositionArguments.model_validate({"legal_entity": lei, "as_of": day}), caller).value.holdings
        assert all(each.unsettled_quantity is not None for each in agreed)


def test_a_weekend_answers_with_friday_and_says_so(desk: TradingDesk, caller: Caller) -> None:
    answer = desk.get_positions(PositionArguments(book="BOOK-01", as_of=date(2026, 11, 15)), caller)
    assert (answer.as_of, answer.warnings[0]) == (date(2026, 11, 13), "NO_END_OF_DAY: 2026-11-15 has none; this is 2026-11-13")


def test_a_price_whose_feed_was_lost_is_named(desk: TradingDesk, caller: Caller) -> None:
    warnings = [desk.get_positions(PositionArguments(desk=name), caller).warnings for name in ("Rates", "Credit", "Treasury", "Equities")]
    assert any(text.startswith("STALE_PRICE: QZ0000000249") for found in warnings for text in found)


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"book": "BOOK-77"}, FailureCode.UNKNOWN_ID, "book"),
        ({"desk": "Exotics"}, FailureCode.UNKNOWN_ID, "desk"),
        ({"legal_entity": "529900T8BM49AURSDO55"}, FailureCode.UNKNOWN_ID, "legal_entity"),
        ({"book": "BOOK-01", "as_of": "2026-11-21"}, FailureCode.STALE_DATA, "as_of"),
        ({"book": "BOOK-01", "as_of": "2019-01-01"}, FailureCode.NO_MARKET_DATA, "as_of"),
        ({"book": "BOOK-01", "as_of": "2026-10-26", "basis": "settle_date"}, FailureCode.NO_MARKET_DATA, "as_of"),
    ],
)
def test_what_cannot_be_answered_names_the_argument(desk: TradingDesk, caller: Caller, given: dict[str, object], code: FailureCode, field: str) -> None:
    with pytest.raises(ToolFailureError) as refused:
        desk.get_positions(PositionArguments.model_validate(given), caller)
    assert (refused.value.failure.code, refused.value.failure.field) == (code, field)


def test_a_trade_is_told_the_same_by_id_and_uti(desk: TradingDesk, caller: Caller) -> None:
    by_id = desk.get_trade(TradeArguments(trade="TR-1000001"), caller)
    by_uti = desk.get_trade(TradeArguments(trade=by_id.value.identifiers.uti), caller)
    assert by_id.value == by_uti.value
    assert by_id.value.identifiers.fix_execution_id.startswith("EXE-") and by_id.value.identifiers.fix_client_order_id.startswith("ORD-")
    assert [event.sequence for event in by_id.value.events] == list(range(1, len(by_id.value.events) + 1))
    assert by_id.value.events[0].kind == "NEW" and by_id.currency == "EUR"


def test_a_trade_on_a_security_names_its_isin_and_figi(desk: TradingDesk, caller: Caller, world: World) -> None:
    wanted = next(row[0] for batch in world.rows("trade", ("id", "kind")) for row in batch if row[1] == "EQUITY_FORWARD")
    told = desk.get_trade(TradeArguments(trade=str(wanted)), caller).value
    assert told.identifiers.isin == told.economics.underlying and told.identifiers.figi is not None


def test_every_trade_can_be_told(desk: TradingDesk, caller: Caller, world: World) -> None:
    for batch in world.rows("trade", ("id", "mark")):
        for trade_id, mark in batch:
            assert desk.get_trade(TradeArguments(trade=str(trade_id)), caller).value.mark.amount == pytest.approx(mark, abs=Decimal("0.5"))


def test_an_unknown_trade_is_unknown(desk: TradingDesk, caller: Caller) -> None:
    with pytest.raises(ToolFailureError) as refused:
        desk.get_trade(TradeArguments(trade="TR-9999999"), caller)
    assert (refused.value.failure.code, refused.value.failure.field) == (FailureCode.UNKNOWN_ID, "trade")


def test_a_purpose_the_token_does_not_allow_is_refused(desk: TradingDesk, caller: Caller) -> None:
    auditor = replace(caller, purposes=frozenset({"audit"}))
    for ask in (
        lambda: desk.get_trade(TradeArguments(trade="TR-1000001", purpose=Purpose.TRADING), auditor),
        lambda: desk.get_positions(PositionArguments(book="BOOK-01", purpose=Purpose.TRADING), auditor),
    ):
        with pytest.raises(ToolFailureError) as refused:
            ask()
        assert refused.value.failure.code is FailureCode.PURPOSE_REFUSED
