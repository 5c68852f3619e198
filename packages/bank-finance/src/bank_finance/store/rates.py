"""Amounts in another currency at the mid rate of a day, for functional amounts and thresholds; one instance for one answer."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Select, func, select

from bank_finance.fx import PIVOT, Quotes, cross_rate
from bank_finance.store.markets import fx_eod
from bank_finance.store.reading import FinanceStore
from bank_kit.money import Money


def quotes_on(day: date) -> Select[*tuple[object, ...]]:
    """The mid rates of the last end of day on or before a day."""
    last = select(func.max(fx_eod.c.as_of)).where(fx_eod.c.as_of <= day).scalar_subquery()
    return select(fx_eod).where(fx_eod.c.as_of == last).order_by(fx_eod.c.quote)


class Rates:
    """Converts at the rates of each day, read once a day."""

    def __init__(self, store: FinanceStore) -> None:
        self._store = store
        self._quotes: dict[date, Quotes] = {}

    def convert(self, amount: Decimal, currency: str, to: str, on: date) -> Money:
        """`amount` of `currency` in `to`, rounded once to the minor unit; NO_MARKET_DATA when there is no rate on or before that day."""
        if currency == to:
            return Money.of(amount, to)
        if on not in self._quotes:
            self._quotes[on] = {(PIVOT, str(row["quote"])): Decimal(row["mid"]) for row in self._store.rows(quotes_on(on))}
        return cross_rate(currency, to, self._quotes[on]).convert(amount)
