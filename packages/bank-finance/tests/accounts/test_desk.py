"""The finance tools over their store: exact, complete, stable, and clear about what they do not know. The same answers on PostgreSQL: test_desk_postgres."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import create_engine

from bank_finance.arguments import AccountArguments, PositionArguments, TransactionArguments
from bank_finance.desk import FinanceDesk
from bank_finance.results import AccountRecord, PositionSheet, Transaction, TransactionPage
from bank_kit.envelope import Envelope
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller
from bank_kit.world.build import build_world

WORLD = build_world(42)
Arguments = AccountArguments | TransactionArguments | PositionArguments


def _all(desk: FinanceDesk, caller: Caller, **filters: object) -> list[Transaction]:
    found: list[Transaction] = []
    cursor: str | None = None
    while True:
        page = desk.search_transactions(TransactionArguments.model_validate({**filters, "cursor": cursor}), caller).value
        found += page.transactions
        assert page.total >= len(found)
        if page.next_cursor is None:
            assert page.total == len(found)
            return found
        cursor = page.next_cursor


def _ask(desk: FinanceDesk, caller: Caller, arguments: Arguments) -> Envelope[AccountRecord] | Envelope[TransactionPage] | Envelope[PositionSheet]:
    match arguments:
        case AccountArguments():
            return desk.get_account(arguments, caller)
        case TransactionArguments():
            return desk.search_transactions(arguments, caller)
        case PositionArguments():
            return desk.get_positions(arguments, caller)


def _failure(desk: FinanceDesk, caller: Caller, arguments: Arguments) -> ToolFailureError:
    with pytest.raises(ToolFailureError) as caught:
        _ask(desk, caller, arguments)
    return caught.value


def test_an_account_is_found_by_id_and_by_iban(desk: FinanceDesk, caller: Caller) -> None:
    by_id = desk.get_account(AccountArguments(account="A-200001"), caller)
    assert by_id.value == desk.get_account(AccountArguments(account=by_id.value.iban), caller).value
    assert by_id.value.iban == WORLD.accounts[0].iban
    assert by_id.as_of == date(2026, 11, 20)


def test_balances_are_opening_plus_postings(desk: FinanceDesk, caller: Caller) -> None:
    for account in WORLD.accounts[:10]:
        record = desk.get_account(AccountArguments(account=account.id), caller).value
        booked = sum((posting.amount for posting in WORLD.postings if posting.account_id == account.id), Decimal(0))
        assert record.ledger_balance.amount == account.opening + booked
        assert record.available_balance.amount == record.ledger_balance.amount - record.blocked_amount.amount


def test_a_card_leaves_truncated(desk: FinanceDesk, caller: Caller) -> None:
    card = WORLD.accounts[0].card
    assert card is not None
    envelope = desk.get_account(AccountArguments(account="A-200001"), caller)
    assert envelope.value.card == f"{card[:6]}******{card[-4:]}"
    assert envelope.masked


@pytest.mark.parametrize("limit", [1, 7, 1000])
def test_pages_are_complete_and_in_order_whatever_their_length(desk: FinanceDesk, caller: Caller, limit: int) -> None:
    found = _all(desk, caller, account="A-200001", limit=limit)
    expected = [posting.id for posting in WORLD.postings if posting.account_id == "A-200001"]
    assert [each.id for each in found] == expected[::-1]


def test_a_page_is_the_same_when_asked_for_again(desk: FinanceDesk, caller: Caller) -> None:
    arguments = TransactionArguments(account="A-200001", limit=5)
    assert desk.search_transactions(arguments, caller) == desk.search_transactions(arguments, caller)


def test_a_customer_means_all_their_accounts(desk: FinanceDesk, caller: Caller) -> None:
    assert {each.account_id for each in _all(desk, caller, customer_id="C-100001", limit=1000)} == {"A-200001", "A-200002"}


def test_filters_hold_and_leave_nothing_out(desk: FinanceDesk, caller: Caller) -> None:
    filters = {"account": "A-200001", "booked_from": "2026-09-01", "booked_to": "2026-09-30", "amount_min": "20", "amount_max": "100.00", "text": "CARD"}
    expected = {
        posting.id
        for posting in WORLD.postings
        if posting.account_id == "A-200001"
        and posting.booked_at.month == 9
        and 20 <= abs(posting.amount) <= 100
        and "card" in f"{posting.counterparty} {posting.narrative}".lower()
    }
    assert {each.id for each in _all(desk, caller, **filters)} == expected
    assert expected


def test_the_last_day_of_a_period_counts_in_full(desk: FinanceDesk, caller: Caller) -> None:
    day = WORLD.postings[-1]
    found = _all(desk, caller, account=day.account_id, booked_from=day.value_date, booked_to=day.value_date)
    assert day.id in {each.id for each in found}


def test_a_cursor_of_another_search_is_refused(desk: FinanceDesk, caller: Caller) -> None:
    cursor = desk.search_transactions(TransactionArguments(account="A-200001", limit=1), caller).value.next_cursor
    failure = _failure(desk, caller, TransactionArguments(account="A-200003", cursor=cursor)).failure
    assert (failure.code, failure.field) == (FailureCode.INVALID_ARGUMENT, "cursor")


def test_what_is_unknown_is_said_to_be_unknown(desk: FinanceDesk, caller: Caller) -> None:
    for arguments, field in (
        (AccountArguments(account="A-999999"), "account"),
        (TransactionArguments(account="DE89370400440532013000"), "account"),
        (TransactionArguments(customer_id="C-999999"), "customer_id"),
        (PositionArguments(book="BOOK-99"), "book"),
    ):
        failure = _failure(desk, caller, arguments).failure
        assert (failure.code, failure.field) == (FailureCode.UNKNOWN_ID, field)


def test_a_date_to_come_is_stale_data(desk: FinanceDesk, caller: Caller) -> None:
    for arguments in (PositionArguments(book="BOOK-01", as_of=date(2026, 11, 21)), TransactionArguments(account="A-200001", booked_from=date(2027, 1, 1))):
        failure = _failure(desk, caller, arguments).failure
        assert failure.code is FailureCode.STALE_DATA
        assert failure.allowed == "2026-11-20 or earlier"


def test_positions_add_up_per_currency(desk: FinanceDesk, caller: Caller) -> None:
    sheet = desk.get_positions(PositionArguments(book="BOOK-01"), caller).value
    for total in sheet.totals:
        mine = [each for each in sheet.holdings if each.cost.currency == total.market_value.currency]
        assert total.market_value.amount == sum(each.market_value.amount for each in mine)
        assert total.unrealised_pnl.amount == sum(each.market_value.amount - each.cost.amount for each in mine)
    assert sum(1 for _ in sheet.holdings) >= 6


def test_a_day_without_end_of_day_falls_back_and_says_so(desk: FinanceDesk, caller: Caller) -> None:
    earlier = desk.get_positions(PositionArguments(book="BOOK-01", as_of=date(2026, 11, 19)), caller)
    assert earlier.as_of == date(2026, 11, 19)
    assert _failure(desk, caller, PositionArguments(book="BOOK-01", as_of=date(2026, 11, 15))).failure.code is FailureCode.NO_MARKET_DATA


def test_a_stale_price_is_a_warning(desk: FinanceDesk, caller: Caller) -> None:
    stale = WORLD.instruments[-1].isin
    book = next(each.book_id for each in WORLD.positions if each.isin == stale)
    envelope = desk.get_positions(PositionArguments(book=book), caller)
    assert envelope.warnings == (f"STALE_PRICE: {stale} was last priced 4 days before",)


def test_a_store_that_is_gone_is_unavailable_and_says_no_more(desk: FinanceDesk, caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "_engine", create_engine("sqlite://"))
    failure = _failure(desk, caller, AccountArguments(account="A-200001")).failure
    assert failure.code is FailureCode.UNAVAILABLE
    assert "select" not in failure.message.lower()
