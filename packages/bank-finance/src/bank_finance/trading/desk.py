"""The trading tools at work: arguments in, results in envelopes out."""

from datetime import date
from decimal import Decimal

from sqlalchemy import RowMapping

from bank_finance.store.reading import FinanceStore
from bank_finance.trading import queries
from bank_finance.trading.arguments import PositionArguments
from bank_finance.trading.results import CurrencyTotal, Holding, PositionSheet
from bank_kit.envelope import Envelope, Reading
from bank_kit.failures import FailureCode, ToolFailureError, unknown
from bank_kit.identity.caller import Caller
from bank_kit.money import Money


class TradingDesk:
    """Answers from one store."""

    def __init__(self, store: FinanceStore) -> None:
        self._store = store

    def get_positions(self, arguments: PositionArguments, caller: Caller) -> Envelope[PositionSheet]:
        """The holdings of a book at an end of day; a day without one falls back to the end of day before, with a warning."""
        del caller
        book = self._store.first(queries.book_by_id(arguments.book))
        if book is None:
            raise unknown("book", field="book", remedy="books run from BOOK-01 to BOOK-20")
        self._store.no_later(arguments.as_of, "as_of")
        asked = arguments.as_of or self._store.business_date
        found = self._store.first(queries.last_day_before(arguments.book, asked))
        day: date | None = None if found is None else found["as_of"]
        if day is None:
            raise ToolFailureError(
                FailureCode.NO_MARKET_DATA, "no end of day on or before that date", field="as_of", remedy="ask for a later date, or leave as_of out"
            )
        holdings = tuple(_holding(row) for row in self._store.rows(queries.holdings(arguments.book, day)))
        sheet = PositionSheet(book_id=book["id"], book_name=book["name"], desk=book["desk"], holdings=holdings, totals=_totals(holdings))
        return self._store.origin("position-eod").envelope(sheet, arguments, Reading(unit="positions", as_of=day, warnings=_warnings(holdings, asked, day)))


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
