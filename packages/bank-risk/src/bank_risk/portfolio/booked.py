"""P&L of holdings by the prices of the books, day by day: what the model is tested against."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import select

from bank_risk.market.arrays import Floats
from bank_risk.portfolio.history import Levels
from bank_risk.portfolio.lines import Portfolio
from bank_risk.store.runs import RiskStore
from bank_risk.store.tables.trading import instrument, position_eod

Held = Mapping[str, float]
"""Units by ISIN, nominal over 100 for bonds, so that units times price is the value in the instrument's currency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What the portfolio's securities were: today, on the evenings before (yesterday first), and on the first evening that is kept."""

    latest: Held
    before: Sequence[Held]
    first: Held
    currencies: Mapping[str, str]

    @property
    def days(self) -> int:
        """End of days that are kept, today's included."""
        return len(self.before) + 1

    def pnl(self, portfolio: Portfolio, held: Held, days: int) -> Floats:
        """P&L in euro of holdings that stay as they are, on each of the last `days` days: changes of price and of exchange rates, without coupons."""
        history, place = portfolio.history, portfolio.place
        span = slice(place - days, place + 1)
        levels = Levels(history, history.levels[span])
        answer = np.zeros(days)
        for isin, units in sorted(held.items()):
            answer += np.nan_to_num(np.diff(units * history.prices[isin][span] * levels.euros(self.currencies[isin])), nan=0.0)
        return answer


def holdings_of(store: RiskStore, portfolio: Portfolio) -> Holdings:
    """Holdings of the lines of a portfolio on every evening that is kept up to its day."""
    wanted = {line.id for line in portfolio.lines}
    joined = position_eod.join(instrument, instrument.c.isin == position_eod.c.isin)
    columns = (position_eod.c.as_of, position_eod.c.book_id, position_eod.c.isin, position_eod.c.quantity, instrument.c.kind, instrument.c.currency)
    books = sorted({line.book for line in portfolio.lines})
    rows = store.rows(select(*columns).select_from(joined).where(position_eod.c.book_id.in_(books), position_eod.c.as_of <= portfolio.day))
    by_day: dict[object, dict[str, float]] = {}
    for row in rows:
        held = by_day.setdefault(row["as_of"], {})
        if f"{row['book_id']}/{row['isin']}" in wanted:
            units = float(row["quantity"]) * (0.01 if row["kind"] == "BOND" else 1.0)
            held[row["isin"]] = held.get(row["isin"], 0.0) + units
    ordered = [by_day[day] for day in sorted(by_day, key=str, reverse=True)] or [{}]
    return Holdings(latest=ordered[0], before=ordered[1:], first=ordered[-1], currencies={row["isin"]: row["currency"] for row in rows})
