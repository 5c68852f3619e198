"""The one way areas read the store: rows of a statement, the last end of day, business days, and the rows a caller's region may see.

Personal data stays in its region: a token that names a region sees the accounts, payments, parties and documents of the bank's companies in that
jurisdiction (EU, UK or US). Books, trades and market data are the group's and seen by all who hold the scope.
"""

from datetime import date

from sqlalchemy import Engine, Executable, RowMapping, func, select

from bank_finance.store.ledger import legal_entity
from bank_finance.store.markets import calendar
from bank_finance.store.trading import position_eod
from bank_kit.arguments import BusinessDay, business_day, is_weekday
from bank_kit.envelope import Origin
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller
from bank_kit.store import answering

SOURCE = "core-banking"
CALENDAR = "TARGET"
"""Whose business days the bank keeps."""


class FinanceStore:
    """An open store. Reads only; every method blocks and may run in many threads."""

    def __init__(self, engine: Engine, data_version: str) -> None:
        self._engine = engine
        self._data_version = data_version
        with engine.connect() as connection:
            self.business_date: date = connection.execute(select(func.max(position_eod.c.as_of))).scalar_one()
            self.companies: tuple[RowMapping, ...] = tuple(connection.execute(select(legal_entity).order_by(legal_entity.c.lei)).mappings())
            self._closed = frozenset(connection.execute(select(calendar.c.closed_on).where(calendar.c.name == CALENDAR)).scalars())

    def rows(self, statement: Executable) -> list[RowMapping]:
        """All rows; UNAVAILABLE when the database does not answer."""
        with answering(), self._engine.connect() as connection:
            return list(connection.execute(statement).mappings())

    def first(self, statement: Executable) -> RowMapping | None:
        """The first row, or None when there is none."""
        found = self.rows(statement)
        return found[0] if found else None

    def origin(self, method: str, *, method_version: str = "1", reg_ref: str | None = None) -> Origin:
        """Where an answer comes from; `method` in words such as account-master."""
        return Origin(source_system=SOURCE, data_version=self._data_version, method=method, method_version=method_version, reg_ref=reg_ref)

    def day(self, asked: date | None) -> BusinessDay:
        """The business day that answers for `asked` (the last one when None), with a warning when it is another; STALE_DATA for days to come."""
        return business_day(asked, last=self.business_date, is_open=self.is_open)

    def is_open(self, day: date) -> bool:
        """Whether the bank does business that day."""
        return is_weekday(day) and day not in self._closed

    def no_later(self, asked: date | None, field: str) -> None:
        """STALE_DATA on `field` when that day is after the last end of day."""
        if asked is not None and asked > self.business_date:
            raise ToolFailureError(
                FailureCode.STALE_DATA,
                "that date is after the last end of day",
                field=field,
                allowed=f"{self.business_date.isoformat()} or earlier",
                remedy="ask for an earlier date",
            )

    def visible(self, caller: Caller) -> tuple[str, ...] | None:
        """The companies (lei) whose customers' data the caller's region may see; None when the token names no region."""
        if caller.region is None:
            return None
        return tuple(company["lei"] for company in self.companies if company["jurisdiction"] == caller.region)
