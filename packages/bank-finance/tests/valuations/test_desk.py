"""Values of what the bank has, from the store to the envelope."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bank_finance.trading.desk import TradingDesk
from bank_finance.valuations.arguments import PriceArguments
from bank_finance.valuations.desk import ValuationDesk
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller
from bank_kit.progress import Progress, RunStoppedError
from bank_kit.world.reader import World

CLOSE: dict[str, float] = {
    # Basis points of the notional between our value and the textbook mark. Swaps: a running coupon; CDS: the slope of the curve of spreads.
    "FX_FORWARD": 0.01, "EQUITY_FORWARD": 0.01, "COMMODITY_FORWARD": 0.01, "FX_OPTION": 10, "SWAPTION": 10, "EQUITY_OPTION": 40, "CDS": 200,
    "CDS_INDEX": 200, "IRS": 500,
}  # fmt: skip

ASSET = {"kind": "asset", "currency": "EUR", "notional": "1"}


def _priced(**given: object) -> PriceArguments:
    return PriceArguments.model_validate(given)


@pytest.mark.slow
def test_every_trade_is_worth_about_what_is_booked(desk: ValuationDesk, caller: Caller, world: World) -> None:
    for batch in world.rows("trade", ("id", "kind", "notional")):
        for trade_id, kind, notional in batch:
            booked = desk.price_instrument(_priced(trade=trade_id), caller, Progress()).value.booked
            assert booked is not None and isinstance(notional, Decimal)
            assert abs(booked.difference.amount) <= notional * Decimal(CLOSE[str(kind)]) / 10_000 + 1, trade_id


def test_a_bond_is_worth_its_closing_price_and_accrued_interest(desk: ValuationDesk, caller: Caller) -> None:
    answer = desk.price_instrument(_priced(isin="QZ0000000017", notional="1000000"), caller, Progress())
    bond = answer.value.result.bond
    assert bond is not None and bond.clean_price == Decimal("97.9118")
    assert float(answer.value.result.npv.amount) == pytest.approx(float(bond.dirty_price) * 10_000, rel=5e-4)
    assert answer.value.market.spread == pytest.approx(-0.0006, abs=5e-4), "the world lets it trade six basis points below its government"
    assert answer.currency == "EUR" and answer.method.startswith("discounted cash flows") and "QuantLib" in answer.method_version


def test_a_share_is_worth_its_price(desk: ValuationDesk, caller: Caller) -> None:
    owed = desk.price_instrument(_priced(isin="QZ0000000306", notional="10", side="short"), caller, Progress()).value
    assert owed.result.npv.amount == -10 * Decimal(repr(owed.market.spot)).quantize(Decimal("0.0001")).quantize(Decimal("0.001"))


@pytest.mark.parametrize(
    "given", [{"isin": "QZ0000000017"}, {"trade": "TR-1000001"}, {"trade": "TR-1000033"}, {"trade": "TR-1000009"}, {"trade": "TR-1000005"}]
)
def test_instrument_and_market_sent_back_give_the_same_result(desk: ValuationDesk, caller: Caller, given: dict[str, object]) -> None:
    first = desk.price_instrument(_priced(**given), caller, Progress()).value
    sent = first.model_dump(mode="json")
    second = desk.price_instrument(_priced(instrument=sent["instrument"], market=sent["market"]), caller, Progress()).value
    assert second.result == first.result and second.parts == () and second.booked is None


def test_the_same_question_has_the_same_lineage(desk: ValuationDesk, caller: Caller) -> None:
    asked = _priced(trade="TR-1000001")
    assert desk.price_instrument(asked, caller, Progress()) == desk.price_instrument(asked, caller, Progress())


def test_a_ladder_over_all_pillars_reports_how_far_it_is_and_can_be_stopped(desk: ValuationDesk, caller: Caller) -> None:
    asked = _priced(trade="TR-1000001", bumps={"key_rates": "each_pillar", "parallel_bp": [-100, 100]})
    progress = Progress()
    found = desk.price_instrument(asked, caller, progress).value.result
    assert len(found.key_rates) == 11 and len(found.bumped) == 2
    assert progress.latest is not None and progress.latest.total is not None and 0 < progress.latest.done <= progress.latest.total
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(RunStoppedError):
        desk.price_instrument(asked, caller, stopped)


def test_an_old_price_is_said(desk: ValuationDesk, caller: Caller) -> None:
    answer = desk.price_instrument(_priced(isin="QZ0000000249"), caller, Progress())
    assert answer.warnings == ("STALE_PRICE: clean_price QZ0000000249 is of 2026-11-13, 7 days before",)


def test_an_earlier_day_has_its_own_market_and_no_booked_value(desk: ValuationDesk, caller: Caller) -> None:
    answer = desk.price_instrument(_priced(trade="TR-1000001", as_of="2026-06-07"), caller, Progress())
    assert answer.as_of.isoformat() == "2026-06-05" and answer.value.booked is None
    assert answer.warnings[0].startswith("NO_BUSINESS_DAY") and {part.on.isoformat() for part in answer.value.parts} >= {"2026-06-05"}


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"isin": "QZ0000009992"}, FailureCode.UNKNOWN_ID, "isin"),
        ({"trade": "TR-9999999"}, FailureCode.UNKNOWN_ID, "trade"),
        ({"instrument": ASSET, "underlying": "QZ0000009992"}, FailureCode.UNKNOWN_ID, "underlying"),
        ({"instrument": ASSET, "underlying": "QZ0000000306", "discount_curve": "ABC-DEF"}, FailureCode.UNKNOWN_ID, "discount_curve"),
        ({"instrument": ASSET, "underlying": "QZ0000000306", "credit_curve": "ABC-DEF"}, FailureCode.UNKNOWN_ID, "credit_curve"),
        ({"trade": "TR-1000001", "as_of": "2020-01-02"}, FailureCode.INVALID_ARGUMENT, "as_of"),
        ({"isin": "QZ0000000017", "as_of": "2026-11-21"}, FailureCode.STALE_DATA, "as_of"),
        ({"isin": "QZ0000000017", "as_of": "2001-01-03"}, FailureCode.NO_MARKET_DATA, "as_of"),
    ],
)
def test_what_cannot_be_valued_names_the_argument(desk: ValuationDesk, caller: Caller, given: dict[str, object], code: FailureCode, field: str) -> None:
    with pytest.raises(ToolFailureError) as refused:
        desk.price_instrument(_priced(**given), caller, Progress())
    assert (refused.value.failure.code, refused.value.failure.field) == (code, field)


def test_dollars_of_a_forward_are_compared_in_the_currency_of_its_mark(desk: ValuationDesk, trading: TradingDesk, caller: Caller) -> None:
    answer = desk.price_instrument(_priced(trade="TR-1000002"), caller, Progress())
    booked, trade = answer.value.booked, trading.trade("TR-1000002", field="trade")
    assert booked is not None and (answer.currency, booked.mark.currency) == (trade.second_currency, trade.currency) == ("USD", "GBP")
    assert abs(booked.difference.amount) <= Decimal("0.02")


@pytest.mark.parametrize("isin", ["QZ0000000017", "QZ0000000058", "QZ0000000090", "QZ0000000173", "QZ0000000280"])
def test_a_days_profit_and_loss_is_explained_by_rates_credit_and_time(desk: ValuationDesk, caller: Caller, isin: str) -> None:
    asked = {"isin": isin, "notional": "1000000", "bumps": {"key_rates": "each_pillar"}}
    before, after = (desk.price_instrument(_priced(**asked, as_of=day), caller, Progress()).value for day in ("2026-11-18", "2026-11-19"))
    was, now = (sheet.market.discount.pillars for sheet in (before, after))
    rates = sum(float(key.dv01) * (new.rate - old.rate) * 10_000 for key, old, new in zip(before.result.key_rates, was, now, strict=True))
    assert before.result.cs01 is not None and before.result.theta is not None
    credit = float(before.result.cs01) * (after.market.spread - before.market.spread) * 10_000
    moved = float(after.result.npv.amount - before.result.npv.amount)
    # Two parts in a hundred are left to convexity: the longest bond here loses 1.6 % in a day.
    assert moved == pytest.approx(rates + credit + float(before.result.theta), abs=max(5.0, abs(moved) * 0.02))


def test_a_purpose_the_token_does_not_allow_is_refused(desk: ValuationDesk, caller: Caller) -> None:
    auditor = replace(caller, purposes=frozenset({"audit"}))
    with pytest.raises(ToolFailureError) as refused:
        desk.price_instrument(_priced(isin="QZ0000000017", purpose="trading"), auditor, Progress())
    assert refused.value.failure.code is FailureCode.PURPOSE_REFUSED
