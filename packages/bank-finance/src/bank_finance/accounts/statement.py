"""A statement put together: booked and value-dated balances, entries, and the sum that must hold between them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from sqlalchemy import RowMapping

from bank_finance.accounts import queries
from bank_finance.accounts.results import StatementBalances, StatementEntry
from bank_finance.store.reading import FinanceStore
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.late import Late
from bank_kit.messages.parties import AccountNumber, Agent
from bank_kit.messages.statement import Balance, BankTransactionCode, Entry, EntryStatus, Statement, StatementMessage
from bank_kit.money import Money

MOST_EXPORTED = 5_000
"""Entries of one camt.053."""
_NO_LETTERS = str.maketrans(dict.fromkeys(map(chr, range(32)), " "))

_write = Late[Callable[[StatementMessage], bytes]]("bank_kit.messages.camt053:write_statements")


class Period:
    """One account over whole days, as the store has it."""

    def __init__(self, store: FinanceStore, account: RowMapping, first: date, last: date) -> None:
        self._store = store
        self._account = account
        self._first, self._last = first, last
        self._condition = queries.entries_of(account["id"], first, last)
        counted = store.rows(queries.total_of(self._condition))[0]
        self.total: int = counted["total"]
        self._opening, self._closing = self._balances(first - timedelta(days=1)), self._balances(last)
        if self._opening[0] + (counted["booked"] or Decimal(0)) != self._closing[0]:
            raise ToolFailureError(FailureCode.UNAVAILABLE, "the statement does not add up", field="account", remedy="tell the operator; it is not served")

    @property
    def balances(self) -> StatementBalances:
        """Opening and closing, booked and value-dated."""
        return StatementBalances(
            opening_booked=self._money(self._opening[0]),
            closing_booked=self._money(self._closing[0]),
            opening_value_dated=self._money(self._opening[1]),
            closing_value_dated=self._money(self._closing[1]),
        )

    def rows(self, after: tuple[datetime, str] | None, limit: int) -> list[RowMapping]:
        """Entries oldest first."""
        return self._store.rows(queries.entries(self._condition, after, limit))

    def camt_053(self) -> bytes:
        """The whole period as camt.053.001.08; LIMIT_EXCEEDED beyond MOST_EXPORTED entries."""
        if self.total > MOST_EXPORTED:
            raise ToolFailureError(
                FailureCode.LIMIT_EXCEEDED,
                "too many entries for one message",
                field="from_date",
                allowed=f"{MOST_EXPORTED} entries",
                remedy="ask for fewer days",
            )
        entries = tuple(_entry_of(row) for row in self.rows(None, MOST_EXPORTED))
        ended = datetime.combine(self._last, time(23, 59, 59), tzinfo=UTC)
        reference = f"{self._account['id']}-{self._first:%Y%m%d}-{self._last:%Y%m%d}"
        iban: str | None = self._account["iban"]
        statement = Statement(
            statement_id=reference,
            account=AccountNumber(iban=iban, other=None if iban else self._account["id"], currency=self._account["currency"]),
            servicer=Agent(bic=next(each["bic"] for each in self._store.companies if each["lei"] == self._account["legal_entity"])),
            created_at=ended,
            begins=datetime.combine(self._first, time.min, tzinfo=UTC),
            ends=ended,
            balances=self._coded(),
            entries=entries,
        )
        return _write()(StatementMessage(message_id=reference, created_at=ended, statements=(statement,)))

    def _coded(self) -> tuple[Balance, ...]:
        opening, closing = zip(("OPBD", "OPAV"), self._opening, strict=True), zip(("CLBD", "CLAV"), self._closing, strict=True)
        before = (Balance(code=code, amount=self._money(amount), on=self._first) for code, amount in opening)
        return (*before, *(Balance(code=code, amount=self._money(amount), on=self._last) for code, amount in closing))

    def _balances(self, day: date) -> tuple[Decimal, Decimal]:
        row = self._store.first(queries.balance_on(self._account["id"], day))
        opening = Decimal(self._account["opening"])
        return (opening, opening) if row is None else (row["ledger"], row["value_dated"])

    def _money(self, amount: Decimal) -> Money:
        return Money.of(amount, self._account["currency"])


def entry(row: RowMapping) -> StatementEntry:
    """An entry as the tool tells it."""
    return StatementEntry(
        reference=row["id"],
        journal_id=row["journal_id"],
        booked_at=row["booked_at"].replace(tzinfo=UTC),
        value_date=row["value_date"],
        amount=Money.of(row["amount"], row["currency"]),
        bank_tx_code=row["bank_tx_code"],
        end_to_end_id=row["end_to_end_id"],
        counterparty=row["counterparty"],
        counterparty_iban=row["counterparty_iban"],
        narrative=row["narrative"],
    )


def _entry_of(row: RowMapping) -> Entry:
    domain, family, sub_family = row["bank_tx_code"].split("-")
    received = row["amount"] >= 0
    return Entry(
        amount=Money.of(row["amount"], row["currency"]),
        status=EntryStatus.BOOKED,
        code=BankTransactionCode(domain=domain, family=family, sub_family=sub_family),
        reference=row["id"],
        booked_on=row["booked_at"].date(),
        value_on=row["value_date"],
        servicer_reference=row["journal_id"],
        end_to_end_id=row["end_to_end_id"],
        uetr=row["uetr"],
        debtor=_line(row["counterparty"]) if received else None,
        creditor=None if received else _line(row["counterparty"]),
        remittance=(_line(row["narrative"]),) if _line(row["narrative"]) else (),
    )


def _line(text: str) -> str:
    """One line of what outsiders wrote, as XML can hold it."""
    return " ".join(text.translate(_NO_LETTERS).split())[:140]
