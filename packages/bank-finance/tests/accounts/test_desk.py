"""The account tools over their store: exact, complete, stable, and clear about what they do not know. The same answers on PostgreSQL: store/test_postgres."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import create_engine

from bank_finance.accounts.arguments import AccountArguments, TransactionArguments
from bank_finance.accounts.desk import AccountDesk
from bank_finance.accounts.results import Transaction
from bank_finance.store.reading import FinanceStore
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller
from bank_kit.world.reader import World

Rows = list[dict[str, object]]
FIRST = "A-200001"


def _all(desk: AccountDesk, caller: Caller, **filters: object) -> list[Transaction]:
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


def _failure(desk: AccountDesk, caller: Caller, arguments: AccountArguments | TransactionArguments) -> ToolFailureError:
    with pytest.raises(ToolFailureError) as caught:
        _ask(desk, caller, arguments)
    return caught.value


def _ask(desk: AccountDesk, caller: Caller, arguments: AccountArguments | TransactionArguments) -> object:
    return desk.get_account(arguments, caller) if isinstance(arguments, AccountArguments) else desk.search_transactions(arguments, caller)


def _touching(transactions: Rows, account: str) -> Rows:
    return [row for row in transactions if account in {row["debit_account"], row["credit_account"]}]


def test_an_account_is_found_by_id_and_by_iban(desk: AccountDesk, caller: Caller) -> None:
    by_id = desk.get_account(AccountArguments(account=FIRST), caller)
    assert by_id.value.iban == "NL17XBNK0000200001"
    assert by_id.value == desk.get_account(AccountArguments(account=by_id.value.iban), caller).value
    assert by_id.as_of == date(2026, 11, 20)


def test_balances_of_the_past_are_those_of_that_day(desk: AccountDesk, caller: Caller, world: World, transactions: Rows) -> None:
    [opening] = [row[1] for batch in world.rows("account", ["id", "opening"]) for row in batch if row[0] == FIRST]
    for day in (date(2026, 7, 1), date(2026, 9, 30), date(2026, 11, 3), date(2026, 11, 20)):
        booked = Decimal(str(opening))
        for row in _touching(transactions, FIRST):
            assert isinstance(row["booked_at"], datetime)
            if row["booked_at"].date() <= day:
                booked += Decimal(str(row["amount"])) * (1 if row["credit_account"] == FIRST else -1)
        record = desk.get_account(AccountArguments(account=FIRST, as_of=day), caller).value
        assert record.ledger_balance.amount == booked
        assert (record.available_balance is None) == (day != date(2026, 11, 20))


def test_a_day_without_business_answers_with_the_one_before(desk: AccountDesk, caller: Caller) -> None:
    for asked, answered in ((date(2026, 11, 15), date(2026, 11, 13)), (date(2026, 4, 5), date(2026, 4, 2))):
        envelope = desk.get_account(AccountArguments(account=FIRST, as_of=asked), caller)
        assert envelope.as_of == answered
        assert envelope.warnings[0].startswith("NO_BUSINESS_DAY")


def test_available_is_ledger_less_blocked(desk: AccountDesk, caller: Caller) -> None:
    record = desk.get_account(AccountArguments(account=FIRST), caller).value
    assert record.available_balance is not None
    assert record.blocked_amount is not None
    assert record.available_balance.amount == record.ledger_balance.amount - record.blocked_amount.amount


def test_a_card_leaves_truncated(desk: AccountDesk, caller: Caller) -> None:
    envelope = desk.get_account(AccountArguments(account=FIRST), caller)
    assert envelope.value.card == "411111******0011"
    assert envelope.masked


@pytest.mark.parametrize("limit", [1, 7, 1000])
def test_pages_are_complete_and_in_order_whatever_their_length(desk: AccountDesk, caller: Caller, transactions: Rows, limit: int) -> None:
    found = _all(desk, caller, account=FIRST, limit=limit)
    assert [each.booked_at for each in found] == sorted((each.booked_at for each in found), reverse=True)
    assert {each.journal_id for each in found} == {row["id"] for row in _touching(transactions, FIRST)}
    assert len(found) > 20


def test_a_page_is_the_same_when_asked_for_again(desk: AccountDesk, caller: Caller) -> None:
    arguments = TransactionArguments(account=FIRST, limit=5)
    assert desk.search_transactions(arguments, caller) == desk.search_transactions(arguments, caller)


def test_a_customer_means_all_their_accounts(desk: AccountDesk, caller: Caller) -> None:
    assert {each.account_id for each in _all(desk, caller, customer_id="C-100001", limit=1000)} == {FIRST, "A-200002"}


def test_filters_hold_and_leave_nothing_out(desk: AccountDesk, caller: Caller, transactions: Rows) -> None:
    filters = {"account": FIRST, "booked_from": "2026-09-01", "booked_to": "2026-11-30", "amount_min": "4", "amount_max": "100.00", "text": "CARD payment"}
    expected = {
        row["id"]
        for row in _touching(transactions, FIRST)
        if isinstance(row["booked_at"], datetime)
        and row["booked_at"].date() >= date(2026, 9, 1)
        and 4 <= Decimal(str(row["amount"])) <= 100
        and "card payment" in f"{row['counterparty']} {row['narrative']}".lower()
    }
    assert {each.journal_id for each in _all(desk, caller, **filters)} == expected
    assert expected


def test_the_last_day_of_a_period_counts_in_full(desk: AccountDesk, caller: Caller) -> None:
    found = _all(desk, caller, account=FIRST, booked_from="2026-11-03", booked_to="2026-11-03")
    assert [each.narrative for each in found if "my card" in each.narrative]


def test_the_other_side_of_a_transfer_inside_the_bank_is_named(desk: AccountDesk, caller: Caller) -> None:
    saved = _all(desk, caller, account=FIRST, text="savings plan")
    assert {each.counterparty_iban for each in saved} == {"NL87XBNK0000200002"}
    assert all(each.counterparty for each in saved)


def test_a_cursor_of_another_search_is_refused(desk: AccountDesk, caller: Caller) -> None:
    cursor = desk.search_transactions(TransactionArguments(account=FIRST, limit=1), caller).value.next_cursor
    failure = _failure(desk, caller, TransactionArguments(account="A-200003", cursor=cursor)).failure
    assert (failure.code, failure.field) == (FailureCode.INVALID_ARGUMENT, "cursor")


def test_what_is_unknown_is_said_to_be_unknown(desk: AccountDesk, caller: Caller) -> None:
    for arguments, field in (
        (AccountArguments(account="A-999999"), "account"),
        (TransactionArguments(account="DE89370400440532013000"), "account"),
        (TransactionArguments(customer_id="C-999999"), "customer_id"),
    ):
        failure = _failure(desk, caller, arguments).failure
        assert (failure.code, failure.field) == (FailureCode.UNKNOWN_ID, field)


def test_an_account_of_another_region_is_as_unknown_as_none(desk: AccountDesk, store: FinanceStore, caller: Caller) -> None:
    [british] = [company["lei"] for company in store.companies if company["jurisdiction"] == "UK"]
    assert store.visible(replace(caller, region="UK")) == (british,)
    for region in ("UK", "US", "nowhere"):
        elsewhere = replace(caller, region=region)
        for arguments in (AccountArguments(account=FIRST), TransactionArguments(account=FIRST), TransactionArguments(customer_id="C-100001")):
            assert _failure(desk, elsewhere, arguments).failure.code is FailureCode.UNKNOWN_ID
    assert desk.get_account(AccountArguments(account=FIRST), replace(caller, region="EU")).value.id == FIRST


def test_a_purpose_the_token_does_not_allow_is_refused(desk: AccountDesk, caller: Caller) -> None:
    trader = replace(caller, purposes=frozenset({"trading"}))
    arguments = AccountArguments.model_validate({"account": FIRST, "purpose": "customer_service"})
    assert _failure(desk, trader, arguments).failure.code is FailureCode.PURPOSE_REFUSED


def test_a_date_to_come_is_stale_data(desk: AccountDesk, caller: Caller) -> None:
    for arguments in (AccountArguments(account=FIRST, as_of=date(2026, 11, 21)), TransactionArguments(account=FIRST, booked_from=date(2027, 1, 1))):
        failure = _failure(desk, caller, arguments).failure
        assert failure.code is FailureCode.STALE_DATA
        assert failure.allowed == "2026-11-20 or earlier"


def test_an_account_has_no_balance_before_it_was_opened(desk: AccountDesk, caller: Caller) -> None:
    opened = desk.get_account(AccountArguments(account=FIRST), caller).value.opened_on
    failure = _failure(desk, caller, AccountArguments(account=FIRST, as_of=opened - timedelta(days=4))).failure
    assert (failure.code, failure.field, failure.allowed) == (FailureCode.INVALID_ARGUMENT, "as_of", f"{opened} or later")


def test_a_store_that_is_gone_is_unavailable_and_says_no_more(desk: AccountDesk, store: FinanceStore, caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_engine", create_engine("sqlite://"))
    failure = _failure(desk, caller, AccountArguments(account=FIRST)).failure
    assert failure.code is FailureCode.UNAVAILABLE
    assert "select" not in failure.message.lower()
