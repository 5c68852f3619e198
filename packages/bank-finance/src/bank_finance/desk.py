"""The finance tools at work: statements in, results in envelopes out."""

from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy import Engine, Executable, RowMapping

from bank_finance import statements
from bank_finance.arguments import AccountArguments, PositionArguments, TransactionArguments
from bank_finance.results import AccountRecord, CurrencyEntry, CurrencyList, CurrencyTotal, Holding, PositionSheet, Transaction, TransactionPage
from bank_kit.arguments import NoArguments
from bank_kit.envelope import Envelope, Origin, Reading
from bank_kit.failures import FailureCode, ToolFailureError, unknown
from bank_kit.identity.caller import Caller
from bank_kit.money import MINOR_UNITS, Money
from bank_kit.paging import read_cursor, write_cursor
from bank_kit.store import answering

SOURCE = "core-banking"


class FinanceDesk:
    """Answers from one store. Reads only; every method blocks and may run in many threads."""

    def __init__(self, engine: Engine, data_version: str) -> None:
        self._engine = engine
        self._data_version = data_version
        with engine.connect() as connection:
            self.business_date: date = connection.execute(statements.business_date()).scalar_one()

    def get_account(self, arguments: AccountArguments, caller: Caller) -> Envelope[AccountRecord]:
        """The account of an id or IBAN."""
        del caller
        row = self._account(arguments.account)
        currency: str = row["currency"]
        record = AccountRecord(
            id=row["id"],
            iban=row["iban"],
            customer_id=row["customer_id"],
            product=row["product"],
            status=row["status"],
            opened_on=row["opened_on"],
            ledger_balance=Money.of(row["ledger"], currency),
            blocked_amount=Money.of(row["blocked"], currency),
            available_balance=Money.of(row["ledger"] - row["blocked"], currency),
            card=row["card"],
        )
        reading = Reading(unit="record", as_of=self.business_date, currency=currency, masked=record.card is not None)
        return self._origin("account-master").envelope(record, arguments, reading)

    def search_transactions(self, arguments: TransactionArguments, caller: Caller) -> Envelope[TransactionPage]:
        """One page of postings, newest first."""
        del caller
        if arguments.booked_from is not None and arguments.booked_from > self.business_date:
            raise self._too_late("booked_from")
        after = _position(arguments)
        account_id: str | None = self._account(arguments.account)["id"] if arguments.account else None
        if arguments.customer_id is not None and not self._rows(statements.any_account_of(arguments.customer_id)):
            raise unknown("customer", field="customer_id", remedy="search_customers of the customer server finds ids")
        condition = statements.matching(arguments, account_id)
        total: int = self._rows(statements.count(condition))[0]["count_1"]
        rows = self._rows(statements.page(condition, after, arguments.limit + 1))
        shown, more = rows[: arguments.limit], len(rows) > arguments.limit
        cursor = write_cursor(arguments.query(), [shown[-1]["booked_at"].isoformat(), shown[-1]["id"]]) if more else None
        page = TransactionPage(transactions=tuple(_transaction(row) for row in shown), total=total, next_cursor=cursor)
        return self._origin("posting-search").envelope(page, arguments, Reading(unit="rows", as_of=self.business_date))

    def get_positions(self, arguments: PositionArguments, caller: Caller) -> Envelope[PositionSheet]:
        """The holdings of a book at an end of day; a day without one falls back to the end of day before, with a warning."""
        del caller
        books = self._rows(statements.book_by_id(arguments.book))
        if not books:
            raise unknown("book", field="book", remedy="books run from BOOK-01 to BOOK-20")
        asked = arguments.as_of or self.business_date
        if asked > self.business_date:
            raise self._too_late("as_of")
        day: date | None = self._rows(statements.last_day_before(arguments.book, asked))[0]["max_1"]
        if day is None:
            raise ToolFailureError(
                FailureCode.NO_MARKET_DATA, "no end of day on or before that date", field="as_of", remedy="ask for a later date, or leave as_of out"
            )
        holdings = tuple(_holding(row) for row in self._rows(statements.holdings(arguments.book, day)))
        sheet = PositionSheet(book_id=books[0]["id"], book_name=books[0]["name"], desk=books[0]["desk"], holdings=holdings, totals=_totals(holdings))
        reading = Reading(unit="positions", as_of=day, warnings=_warnings(holdings, asked, day))
        return self._origin("position-eod").envelope(sheet, arguments, reading)

    def currencies(self) -> Envelope[CurrencyList]:
        """The currencies accounts are kept in."""
        entries = tuple(CurrencyEntry(code=code, minor_units=units) for code, units in sorted(MINOR_UNITS.items()))
        origin = Origin(source_system="reference-data", data_version="ISO 4217", method="table", method_version="1", reg_ref="ISO 4217")
        return origin.envelope(CurrencyList(currencies=entries), NoArguments(), Reading(unit="rows", as_of=self.business_date))

    def _origin(self, method: str) -> Origin:
        return Origin(source_system=SOURCE, data_version=self._data_version, method=method, method_version="1")

    def _account(self, key: str) -> RowMapping:
        rows = self._rows(statements.account_by_key(key))
        if not rows:
            raise unknown("account", field="account", remedy="check the id or IBAN; search_customers and search_transactions show which exist")
        return rows[0]

    def _rows(self, statement: Executable) -> list[RowMapping]:
        with answering(), self._engine.connect() as connection:
            return list(connection.execute(statement).mappings())

    def _too_late(self, field: str) -> ToolFailureError:
        return ToolFailureError(
            FailureCode.STALE_DATA,
            "that date is after the last end of day",
            field=field,
            allowed=f"{self.business_date.isoformat()} or earlier",
            remedy="ask for an earlier date",
        )


def _position(arguments: TransactionArguments) -> tuple[datetime, str] | None:
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


def _transaction(row: RowMapping) -> Transaction:
    return Transaction(
        id=row["id"],
        journal_id=row["journal_id"],
        account_id=row["account_id"],
        booked_at=row["booked_at"].replace(tzinfo=UTC),
        value_date=row["value_date"],
        amount=Money.of(row["amount"], row["currency"]),
        balance_after=Money.of(row["balance"], row["currency"]),
        kind=row["kind"],
        counterparty=row["counterparty"],
        counterparty_iban=row["counterparty_iban"],
        narrative=row["narrative"],
    )


def _holding(row: RowMapping) -> Holding:
    currency: str = row["currency"]
    return Holding(
        isin=row["isin"],
        instrument=row["instrument"],
        kind=row["kind"],
        quantity=row["quantity"].normalize(),
        cost=Money.of(row["cost"], currency),
        price=row["price"],
        price_source=row["price_source"],
        price_age_days=(row["as_of"] - row["priced_on"]).days,
        market_value=Money.of(row["market_value"], currency),
        accrued_interest=Money.of(row["accrued"], currency),
        unrealised_pnl=Money.of(row["market_value"] - row["cost"], currency),
    )


def _totals(holdings: tuple[Holding, ...]) -> tuple[CurrencyTotal, ...]:
    def total(of: list[Money]) -> Money:
        return Money.of(sum((money.amount for money in of), Decimal(0)), of[0].currency)

    found: list[CurrencyTotal] = []
    for currency in sorted({holding.cost.currency for holding in holdings}):
        mine = [holding for holding in holdings if holding.cost.currency == currency]
        found.append(
            CurrencyTotal(
                market_value=total([each.market_value for each in mine]),
                accrued_interest=total([each.accrued_interest for each in mine]),
                unrealised_pnl=total([each.unrealised_pnl for each in mine]),
            )
        )
    return tuple(found)


def _warnings(holdings: tuple[Holding, ...], asked: date, day: date) -> tuple[str, ...]:
    moved = (f"NO_END_OF_DAY: {asked.isoformat()} has none; this is {day.isoformat()}",) if asked != day else ()
    stale = tuple(f"STALE_PRICE: {each.isin} was last priced {each.price_age_days} days before" for each in holdings if each.price_age_days > 0)
    return moved + stale
