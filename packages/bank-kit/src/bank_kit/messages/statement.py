"""An account statement as camt.053 tells it, in our own words, and the sum that must hold in it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from bank_kit.messages.parties import AccountNumber, Agent
from bank_kit.messages.problems import MessageError
from bank_kit.money import Money


class EntryStatus(StrEnum):
    """Whether an entry is in the books (external code list ExternalEntryStatus1Code)."""

    BOOKED = "BOOK"
    PENDING = "PDNG"
    INFORMATION = "INFO"
    FUTURE = "FUTR"


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """A balance on a day; `code` as OPBD, CLBD (booked), OPAV, CLAV (value-dated, available); positive is a credit balance."""

    code: str
    amount: Money
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BankTransactionCode:
    """What kind of entry: domain, family and sub-family (PMNT/RCDT/ESCT) or the bank's own code, at least one of both."""

    domain: str | None = None
    family: str | None = None
    sub_family: str | None = None
    proprietary: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a statement; positive is in favour of the account holder; names and texts are untrusted."""

    amount: Money
    status: EntryStatus
    code: BankTransactionCode
    reference: str | None = None
    booked_on: date | None = None
    value_on: date | None = None
    servicer_reference: str | None = None
    end_to_end_id: str | None = None
    uetr: str | None = None
    debtor: str | None = None
    creditor: str | None = None
    remittance: tuple[str, ...] = ()
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement of one account in one currency."""

    statement_id: str
    account: AccountNumber
    balances: tuple[Balance, ...]
    entries: tuple[Entry, ...] = ()
    created_at: datetime | None = None
    servicer: Agent | None = None
    begins: datetime | None = None
    ends: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementMessage:
    """A whole camt.053: its group header and one statement or more."""

    message_id: str
    created_at: datetime
    statements: tuple[Statement, ...]


def opening(statement: Statement) -> Balance:
    """The booked balance it starts from: OPBD, or PRCD (closing of the day before) where that is how it is told."""
    return _only(statement, "OPBD", "PRCD")


def closing(statement: Statement) -> Balance:
    """The booked balance it ends with: CLBD."""
    return _only(statement, "CLBD")


def check_balances(statement: Statement) -> None:
    """Opening booked balance plus booked entries is the closing booked balance, to the last digit and in one currency; MessageError if not."""
    first, last = opening(statement), closing(statement)
    currency = first.amount.currency
    if statement.account.currency not in {None, currency} or any(money.currency != currency for money in _amounts(statement)):
        raise MessageError("a statement mixes currencies", element="BkToCstmrStmt/Stmt", allowed="every balance and entry in the currency of the account")
    booked = sum((entry.amount.amount for entry in statement.entries if entry.status is EntryStatus.BOOKED), Decimal(0))
    if first.amount.amount + booked != last.amount.amount:
        raise MessageError(
            "the statement does not add up", element="BkToCstmrStmt/Stmt/Bal", allowed="opening booked balance + booked entries = closing booked balance"
        )


def value_dated(statement: Statement, on: date) -> Decimal:
    """The value-dated balance at the end of `on`: opening plus the booked entries whose value date has come; an entry without one counts on its booking day."""
    counted = (entry for entry in statement.entries if entry.status is EntryStatus.BOOKED and _value_day(entry, statement) <= on)
    return opening(statement).amount.amount + sum((entry.amount.amount for entry in counted), Decimal(0))


def _value_day(entry: Entry, statement: Statement) -> date:
    return entry.value_on or entry.booked_on or closing(statement).on


def _amounts(statement: Statement) -> list[Money]:
    return [*(balance.amount for balance in statement.balances), *(entry.amount for entry in statement.entries)]


def _only(statement: Statement, *codes: str) -> Balance:
    for code in codes:
        found = [balance for balance in statement.balances if balance.code == code]
        if len(found) == 1:
            return found[0]
        if found:
            raise MessageError(f"a statement has {len(found)} {code} balances", element="BkToCstmrStmt/Stmt/Bal", allowed="one of each")
    raise MessageError("a booked balance is missing", element="BkToCstmrStmt/Stmt/Bal", allowed=" or ".join(codes))
