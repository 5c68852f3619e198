"""The trading tools at work: arguments in, results in envelopes out."""

from datetime import UTC, date, timedelta

from sqlalchemy import RowMapping

from bank_finance.store.reading import FinanceStore
from bank_finance.trading import queries
from bank_finance.trading.arguments import Basis, PositionArguments, TradeArguments
from bank_finance.trading.holdings import SETTLEMENT_DAYS, Position, by_settlement_date, by_trade_date, totals
from bank_finance.trading.records import StoredTrade
from bank_finance.trading.results import Booking, Holding, Identifiers, LifecycleEvent, PositionSheet, TradeRecord
from bank_finance.trading.wording import economics
from bank_kit.arguments import require_purpose
from bank_kit.envelope import Envelope, Reading
from bank_kit.failures import FailureCode, ToolFailureError, unknown
from bank_kit.identity.caller import Caller
from bank_kit.money import Money

_ASSUMED = f"SETTLEMENT: {SETTLEMENT_DAYS} business days from trade to delivery are taken for every security"


class TradingDesk:
    """Answers from one store."""

    def __init__(self, store: FinanceStore) -> None:
        self._store = store

    def get_positions(self, arguments: PositionArguments, caller: Caller) -> Envelope[PositionSheet]:
        """Holdings at an end of day; a day without one falls back to the end of day before, with a warning."""
        require_purpose(caller, arguments.purpose)
        books = self._books(arguments)
        self._store.no_later(arguments.as_of, "as_of")
        asked = arguments.as_of or self._store.business_date
        day = self._end_of_day(asked)
        ids = [str(row["id"]) for row in books]
        settled = arguments.basis is Basis.SETTLE_DATE
        holdings = self._settled(ids, day) if settled else by_trade_date(self._positions(ids, day), self._delivered(ids, day), day)
        one = arguments.book is not None
        sheet = PositionSheet(
            book_id=books[0]["id"] if one else None,
            book_name=books[0]["name"] if one else None,
            desk=books[0]["desk"] if arguments.legal_entity is None else None,
            basis=arguments.basis,
            books=tuple(ids),
            holdings=holdings,
            totals=totals(holdings),
        )
        warnings = (*_warnings(holdings, asked, day), *((_ASSUMED,) if settled else ()))
        return self._store.origin("position-eod", method_version="2").envelope(sheet, arguments, Reading(unit="positions", as_of=day, warnings=warnings))

    def get_trade(self, arguments: TradeArguments, caller: Caller) -> Envelope[TradeRecord]:
        """The trade of an id or UTI."""
        require_purpose(caller, arguments.purpose)
        trade = self.trade(arguments.trade, field="trade")
        listed = self._store.first(queries.listed(trade.underlying)) if trade.underlying else None
        record = TradeRecord(
            id=trade.id,
            identifiers=Identifiers(
                uti=trade.uti,
                upi=trade.upi,
                isin=None if listed is None else listed["isin"],
                figi=None if listed is None else listed["figi"],
                fix_execution_id=trade.execution_id,
                fix_client_order_id=trade.client_order_id,
            ),
            economics=economics(trade),
            booking=self._booking(trade),
            events=tuple(_event(row) for row in self._store.rows(queries.events(trade.id))),
            mark=Money.of(trade.mark, trade.currency),
        )
        reading = Reading(unit="record", as_of=self._store.business_date, currency=trade.currency)
        return self._store.origin("trade-capture").envelope(record, arguments, reading)

    def trade(self, key: str, *, field: str) -> StoredTrade:
        """The stored trade of an id or UTI; UNKNOWN_ID on `field`."""
        row = self._store.first(queries.trade_by_key(key))
        if row is None:
            raise unknown("trade", field=field, remedy="check the id or UTI; trades that have ended are not kept here")
        values = {name: row[name] for name in row if name not in {"option_type", "strike"}}
        return StoredTrade(**values, option=row["option_type"], strike=float(row["strike"]))

    def _books(self, arguments: PositionArguments) -> list[RowMapping]:
        books = self._store.rows(queries.books(arguments))
        if books:
            return books
        if arguments.book is not None:
            raise unknown("book", field="book", remedy="books run from BOOK-01 to BOOK-20")
        if arguments.desk is not None:
            raise unknown("desk", field="desk", remedy="desks are Rates, Credit, Equities and Treasury")
        raise unknown("company of the bank", field="legal_entity", remedy="get_trade and bank://schema/legal_entity name them")

    def _end_of_day(self, asked: date) -> date:
        found = self._store.first(queries.last_day_before(asked))
        day: date | None = None if found is None else found["as_of"]
        if day is None:
            raise ToolFailureError(
                FailureCode.NO_MARKET_DATA, "no end of day on or before that date", field="as_of", remedy="ask for a later date, or leave as_of out"
            )
        return day

    def _settled(self, books: list[str], day: date) -> tuple[Holding, ...]:
        delivered = self._delivered(books, day)
        if delivered is None:
            raise ToolFailureError(
                FailureCode.NO_MARKET_DATA, "what was agreed before that day is not kept", field="as_of", remedy="ask for a later day, or for basis trade_date"
            )
        return by_settlement_date(self._positions(books, day), delivered, day)

    def _delivered(self, books: list[str], day: date) -> list[Position] | None:
        back, found = SETTLEMENT_DAYS, day
        while back:
            found -= timedelta(days=1)
            back -= self._store.is_open(found)
        known = self._store.rows(queries.last_day_before(found))[0]["as_of"]
        return None if known is None else self._positions(books, known)

    def _positions(self, books: list[str], day: date) -> list[Position]:
        return [Position.of(row) for row in self._store.rows(queries.holdings(books, day))]

    def _booking(self, trade: StoredTrade) -> Booking:
        row = self._store.rows(queries.booking(trade.id))[0]
        return Booking(book_id=trade.book_id, counterparty_id=trade.counterparty_id, netting_set_id=trade.netting_set_id, **row)


def _event(row: RowMapping) -> LifecycleEvent:
    return LifecycleEvent(sequence=row["step"], kind=row["kind"], at=row["happened_at"].replace(tzinfo=UTC), detail=row["detail"])


def _warnings(holdings: tuple[Holding, ...], asked: date, day: date) -> tuple[str, ...]:
    moved = (f"NO_END_OF_DAY: {asked.isoformat()} has none; this is {day.isoformat()}",) if asked != day else ()
    ages = {each.isin: each.price_age_days for each in holdings if each.price_age_days > 0}
    return moved + tuple(f"STALE_PRICE: {isin} was last priced {age} days before" for isin, age in sorted(ages.items()))
