"""Each kind of source as rows that can be compared."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import RowMapping

from bank_finance.accounts import queries as accounts
from bank_finance.objects.port import ObjectStore
from bank_finance.reconcile import SourceRow
from bank_finance.reconciliation import queries
from bank_finance.reconciliation.arguments import Key, LedgerSource, Measure, PaymentSource, PositionSource, Settled, Source, StatementSource
from bank_finance.store.reading import FinanceStore
from bank_kit.failures import FailureCode, ToolFailureError, unknown
from bank_kit.identity.caller import Caller
from bank_kit.late import Late
from bank_kit.messages.statement import Entry, Statement, StatementMessage, closing

MOST_ROWS = 50_000
"""Of each side."""
SETTLED = "ACSC"

_read = Late[Callable[[bytes], StatementMessage]]("bank_kit.messages.camt053:read_statements")


class Sources:
    """Reads the sources a caller may see."""

    def __init__(self, store: FinanceStore, objects: ObjectStore, caller: Caller) -> None:
        self._store = store
        self._objects = objects
        self._visible = store.visible(caller)

    def rows(self, source: Source, keys: tuple[Key, ...], field: str) -> Sequence[SourceRow]:
        """The rows of a source; UNKNOWN_ID, STALE_DATA, NO_MARKET_DATA or LIMIT_EXCEEDED on `field`, which is left or right."""
        match source:
            case LedgerSource():
                found = self._store.rows(queries.postings(self._account(source.account, field), self._days(source, field), source.kinds, MOST_ROWS + 1))
                return self._bounded([_posting(row, keys) for row in found], field)
            case PaymentSource():
                status = SETTLED if source.status is Settled.SETTLED else None
                found = self._store.rows(queries.payments(self._account(source.account, field), self._days(source, field), status, MOST_ROWS + 1))
                return self._bounded([_payment(row, keys) for row in found], field)
            case StatementSource():
                return self._bounded([_entry(entry, statement, keys) for statement in self._statements(source, field) for entry in statement.entries], field)
            case PositionSource():
                return self._positions(source, field)

    def _account(self, key: str, field: str) -> str:
        row = self._store.first(accounts.account_by_key(key, self._visible))
        if row is None:
            raise unknown("account", field=f"{field}.account", remedy="check the id or IBAN")
        return str(row["id"])

    def _days(self, source: LedgerSource | PaymentSource, field: str) -> tuple[date, date]:
        self._store.no_later(source.to_date, f"{field}.to_date")
        if source.from_date > source.to_date:
            raise ToolFailureError(
                FailureCode.INVALID_ARGUMENT, "from_date is after to_date", field=f"{field}.from_date", allowed="to_date or earlier", remedy="correct it"
            )
        return source.from_date, source.to_date

    def _statements(self, source: StatementSource, field: str) -> tuple[Statement, ...]:
        message = _read()(self._objects.get(source.sha256))
        for statement in message.statements:
            self._account(statement.account.iban or statement.account.other or "", field)
        return message.statements

    def _positions(self, source: PositionSource, field: str) -> Sequence[SourceRow]:
        self._store.no_later(source.as_of, f"{field}.as_of")
        rows = self._store.rows(queries.positions(source.book, source.as_of))
        if not rows:
            raise ToolFailureError(
                FailureCode.NO_MARKET_DATA,
                "that book has no positions at that end of day",
                field=field,
                allowed="a book of BOOK-01 to BOOK-20, and one of the last twenty business days",
                remedy="ask for another day",
            )
        return [_position(row) for row in rows]

    def _bounded(self, rows: list[SourceRow], field: str) -> Sequence[SourceRow]:
        if len(rows) > MOST_ROWS:
            raise ToolFailureError(FailureCode.LIMIT_EXCEEDED, "too many rows", field=field, allowed=f"{MOST_ROWS} rows a side", remedy="ask for fewer days")
        return rows


def _key(keys: tuple[Key, ...], values: Mapping[Key, object]) -> tuple[str, ...]:
    return tuple("" if values[key] is None else str(values[key]) for key in keys)


def _posting(row: RowMapping, keys: tuple[Key, ...]) -> SourceRow:
    values = {Key.TRANSACTION: row["journal_id"], Key.END_TO_END: row["end_to_end_id"], Key.VALUE_DATE: row["value_date"]}
    return SourceRow(reference=row["id"], key=_key(keys, values), currency=row["currency"], on=row["value_date"], amounts={Measure.AMOUNT: row["amount"]})


def _payment(row: RowMapping, keys: tuple[Key, ...]) -> SourceRow:
    values = {Key.TRANSACTION: row["transaction_id"], Key.END_TO_END: row["end_to_end_id"], Key.VALUE_DATE: row["settlement_date"]}
    amount = Decimal(row["amount"]).copy_sign(row["booked"])
    return SourceRow(reference=row["id"], key=_key(keys, values), currency=row["currency"], on=row["settlement_date"], amounts={Measure.AMOUNT: amount})


def _entry(entry: Entry, statement: Statement, keys: tuple[Key, ...]) -> SourceRow:
    on = entry.value_on or entry.booked_on or closing(statement).on
    values = {Key.TRANSACTION: entry.servicer_reference, Key.END_TO_END: entry.end_to_end_id, Key.VALUE_DATE: on}
    return SourceRow(
        reference=entry.reference or entry.servicer_reference or "",
        key=_key(keys, values),
        currency=entry.amount.currency,
        on=on,
        amounts={Measure.AMOUNT: entry.amount.amount},
    )


def _position(row: RowMapping) -> SourceRow:
    amounts: dict[str, Decimal] = {Measure.QUANTITY: row["quantity"], Measure.MARKET_VALUE: row["market_value"], Measure.ACCRUED: row["accrued"]}
    return SourceRow(reference=row["isin"], key=(row["isin"],), currency=row["currency"], on=row["as_of"], amounts=amounts)
