"""The account tools at work: arguments in, results in envelopes out."""

from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy import RowMapping

from bank_finance.accounts import queries
from bank_finance.accounts.arguments import AccountArguments, StatementArguments, StatementFormat, TransactionArguments
from bank_finance.accounts.results import AccountRecord, AccountStatement, Transaction, TransactionPage
from bank_finance.accounts.statement import Period, entry
from bank_finance.documents.exports import XML, export
from bank_finance.objects.port import ObjectStore
from bank_finance.store.rates import Rates
from bank_finance.store.reading import FinanceStore
from bank_kit.arguments import require_purpose
from bank_kit.envelope import Envelope, Reading
from bank_kit.failures import FailureCode, ToolFailureError, unknown
from bank_kit.identity.caller import Caller
from bank_kit.money import Money
from bank_kit.paging import read_cursor, write_cursor


class AccountDesk:
    """Answers from one store; statements that leave as a message go through the object store."""

    def __init__(self, store: FinanceStore, objects: ObjectStore) -> None:
        self._store = store
        self._objects = objects

    def get_account(self, arguments: AccountArguments, caller: Caller) -> Envelope[AccountRecord]:
        """The account of an id or IBAN, with its balances at the end of a day."""
        require_purpose(caller, arguments.purpose)
        day = self._store.day(arguments.as_of)
        row = self.account(arguments.account, caller)
        if day.day < row["opened_on"]:
            raise ToolFailureError(
                FailureCode.INVALID_ARGUMENT,
                "the account was not open then",
                field="as_of",
                allowed=f"{row['opened_on'].isoformat()} or later",
                remedy="ask for a later date",
            )
        record = _record(row, self._ledger(row, day.day), is_last=day.day == self._store.business_date)
        reading = Reading(unit="record", as_of=day.day, currency=row["currency"], warnings=day.warnings, masked=record.card is not None)
        return self._store.origin("account-master").envelope(record, arguments, reading)

    def search_transactions(self, arguments: TransactionArguments, caller: Caller) -> Envelope[TransactionPage]:
        """One page of postings, newest first."""
        require_purpose(caller, arguments.purpose)
        self._store.no_later(arguments.booked_from, "booked_from")
        after, visible = _position(arguments), self._store.visible(caller)
        if arguments.account is not None:
            condition = queries.matching(arguments, str(self.account(arguments.account, caller)["id"]))
        else:
            customer_id = arguments.customer_id or ""
            if not self._store.rows(queries.any_account_of(customer_id, visible)):
                raise unknown("customer", field="customer_id", remedy="search_customers of the customer server finds ids")
            condition = queries.matching(arguments, queries.held_by(customer_id, visible))
        total: int = self._store.rows(queries.count(condition))[0]["total"]
        rows = self._store.rows(queries.page(condition, after, arguments.limit + 1))
        shown, more = rows[: arguments.limit], len(rows) > arguments.limit
        cursor = write_cursor(arguments.query(), [shown[-1]["booked_at"].isoformat(), shown[-1]["id"]]) if more else None
        rates = Rates(self._store)
        page = TransactionPage(transactions=tuple(self._transaction(row, rates) for row in shown), total=total, next_cursor=cursor)
        return self._store.origin("posting-search").envelope(page, arguments, Reading(unit="rows", as_of=self._store.business_date))

    def get_account_statement(self, arguments: StatementArguments, caller: Caller) -> Envelope[AccountStatement]:
        """The statement of whole days: opening plus entries is closing, or nothing is answered."""
        require_purpose(caller, arguments.purpose)
        self._store.no_later(arguments.from_date, "from_date")
        self._store.no_later(arguments.to_date, "to_date")
        after = _position(arguments)
        account, last = self.account(arguments.account, caller), arguments.to_date or self._store.business_date
        period = Period(self._store, account, arguments.from_date, last)
        as_message = arguments.format is StatementFormat.CAMT_053
        rows = [] if as_message else period.rows(after, arguments.limit + 1)
        shown, more = rows[: arguments.limit], len(rows) > arguments.limit
        statement = AccountStatement(
            account_id=account["id"],
            iban=account["iban"],
            from_date=arguments.from_date,
            to_date=last,
            balances=period.balances,
            entries=tuple(entry(row) for row in shown),
            total=period.total,
            next_cursor=write_cursor(arguments.query(), [shown[-1]["booked_at"].isoformat(), shown[-1]["id"]]) if more else None,
            exported=export(self._objects, period.camt_053(), XML) if as_message else None,
        )
        reading = Reading(unit="statement", as_of=last, currency=account["currency"])
        return self._store.origin("account-statement", reg_ref="ISO 20022 camt.053.001.08").envelope(statement, arguments, reading)

    def account(self, key: str, caller: Caller) -> RowMapping:
        """The row of an account the caller may see; UNKNOWN_ID for any other, so that it stays unknown whether it exists."""
        row = self._store.first(queries.account_by_key(key, self._store.visible(caller)))
        if row is None:
            raise unknown("account", field="account", remedy="check the id or IBAN; search_customers and search_transactions show which exist")
        return row

    def _transaction(self, row: RowMapping, rates: Rates) -> Transaction:
        functional = next(each["currency"] for each in self._store.companies if each["lei"] == row["legal_entity"])
        return Transaction(
            id=row["id"],
            journal_id=row["journal_id"],
            account_id=row["account_id"],
            booked_at=row["booked_at"].replace(tzinfo=UTC),
            value_date=row["value_date"],
            amount=Money.of(row["amount"], row["currency"]),
            functional_amount=rates.convert(row["amount"], row["currency"], functional, row["booked_at"].date()),
            balance_after=Money.of(row["balance"], row["currency"]),
            kind=row["kind"],
            counterparty=row["counterparty"],
            counterparty_iban=row["counterparty_iban"],
            narrative=row["narrative"],
        )

    def _ledger(self, row: RowMapping, day: date) -> Decimal:
        if day == self._store.business_date:
            return Decimal(row["ledger"])
        balance = self._store.first(queries.balance_on(row["id"], day))
        return Decimal(row["opening"] if balance is None else balance["ledger"])


def _record(row: RowMapping, ledger: Decimal, *, is_last: bool) -> AccountRecord:
    currency: str = row["currency"]
    return AccountRecord(
        id=row["id"],
        iban=row["iban"],
        customer_id=row["customer_id"],
        legal_entity=row["legal_entity"],
        product=row["product"],
        status=row["status"],
        opened_on=row["opened_on"],
        ledger_balance=Money.of(ledger, currency),
        blocked_amount=Money.of(row["blocked"], currency) if is_last else None,
        available_balance=Money.of(ledger - row["blocked"], currency) if is_last else None,
        card=row["card"],
    )


def _position(arguments: TransactionArguments | StatementArguments) -> tuple[datetime, str] | None:
    if arguments.cursor is None:
        return None
    booked_at, posting_id = read_cursor(arguments.cursor, arguments.query(), parts=2)
    try:
        moment = datetime.fromisoformat(booked_at)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is not None:
        raise ToolFailureError(FailureCode.INVALID_ARGUMENT, "not a cursor of this server", field="cursor", remedy="start again without cursor")
    return moment, posting_id
