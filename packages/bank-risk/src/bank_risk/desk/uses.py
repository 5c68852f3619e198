"""What is used of each kind of limit, with or without one more trade; each number is what the tool of that measure answers by default."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import cast

from sqlalchemy import RowMapping, select

from bank_kit.failures import FailureCode, ToolFailureError, unknown
from bank_risk.balance.counterparties import derivative_sets
from bank_risk.balance.funding import sheet_of
from bank_risk.balance.ledger import EURO, Ledger, open_ledger
from bank_risk.balance.loans import loans_of
from bank_risk.counterparty.saccr.exposure import by_counterparty, netting_sets
from bank_risk.counterparty.saccr.factors import SaccrFactors
from bank_risk.desk.capital import leverage_of
from bank_risk.desk.liquidity import lcr_of
from bank_risk.forms.limits import Side, TradeKind, WhatIfTrade
from bank_risk.forms.value_at_risk import VarArguments
from bank_risk.market.historical import historical
from bank_risk.market.measure import Measure
from bank_risk.portfolio.building import portfolio_of
from bank_risk.portfolio.derivatives import derivative
from bank_risk.portfolio.history import Levels
from bank_risk.portfolio.lines import Line, NotModelledError
from bank_risk.portfolio.netting import AgreedSet, agreed_sets, instruments, saccr_sets
from bank_risk.portfolio.reading import history_of
from bank_risk.portfolio.selection import Wanted, books_of, chosen_books
from bank_risk.store.runs import RiskStore
from bank_risk.store.tables.trading import book, counterparty, trade

WINDOW = int(VarArguments().window_days)
VAR = Measure(confidence=0.99)
SHORTFALL = Measure(confidence=0.975, horizon_days=10)
PROPOSED = "PROPOSED"


class Uses:
    """Uses of one day, computed when asked for and then kept; amounts in euro, ratios as they are."""

    def __init__(self, store: RiskStore, day: date, proposed: WhatIfTrade | None = None, *, jurisdiction: str | None = None) -> None:
        self._store = store
        self._day = day
        self._proposed = proposed
        self._jurisdiction = jurisdiction
        self._tails: dict[str, tuple[float, float]] = {}
        self.row: Mapping[str, object] | None = None if proposed is None else self._row(proposed)

    @cached_property
    def ledger(self) -> Ledger:
        """The group's; NO_MARKET_DATA for an earlier day than the last."""
        return self._ledger(None)

    @cached_property
    def notionals(self) -> Mapping[str, float]:
        """Sum of notionals by book."""
        joined = trade.join(book, book.c.id == trade.c.book_id)
        found: dict[str, float] = {}
        for row in self._store.rows(select(trade.c.book_id, trade.c.currency, trade.c.notional).select_from(joined).where(trade.c.end_date > self._day)):
            found[row["book_id"]] = found.get(row["book_id"], 0.0) + float(self.ledger.worth(row["notional"], row["currency"]))
        if self._proposed is not None:
            size = float(self.ledger.worth(self._proposed.notional, self._proposed.currency))
            found[self._proposed.book] = found.get(self._proposed.book, 0.0) + size
        return found

    @cached_property
    def exposures(self) -> Mapping[str, float]:
        """EAD by counterparty id, over the whole group."""
        history = history_of(self._store)
        place = history.until(self._day)
        market = Levels(history, history.levels[place : place + 1])
        agreed = self._with_trade(agreed_sets(self._store, self._day))
        sets = saccr_sets(agreed, market, instruments(self._store), self._day)
        return by_counterparty(netting_sets(sets, EURO, SaccrFactors.of(self.ledger.rules)))

    def tail(self, desk: str) -> tuple[float, float]:
        """VaR 99 % of one day and ES 97.5 % of ten, of a desk's trading books."""
        if desk not in self._tails:
            portfolio = portfolio_of(self._store, chosen_books(self._store, Wanted(desk=desk, kind="TRADING")), self._day)
            if self.row is not None and books_of(self._store)[str(self.row["book_id"])]["desk"] == desk:
                portfolio = replace(portfolio, lines=(*portfolio.lines, self._line(desk)))
            pnl = portfolio.pnl(portfolio.history.moves(portfolio.place, WINDOW)).sum(axis=1)
            self._tails[desk] = historical(pnl, VAR).var, historical(pnl, SHORTFALL).es
        return self._tails[desk]

    def coverage(self, lei: str) -> float | None:
        """LCR of a legal entity; None when nothing flows out."""
        ratio = lcr_of(self._ledger(lei)).ratio
        return None if ratio is None else float(ratio)

    def leverage(self, lei: str) -> float:
        """Leverage ratio of a legal entity."""
        ledger = self._ledger(lei)
        sheet = sheet_of(ledger)
        return float(leverage_of(ledger, sheet.funds, loans_of(ledger), sheet=sheet, sets=derivative_sets(ledger)).ratio)

    def _ledger(self, lei: str | None) -> Ledger:
        return open_ledger(self._store, as_of=self._day, lei=lei, jurisdiction=self._jurisdiction)

    def _line(self, desk: str) -> Line:
        history = history_of(self._store)
        last = Levels(history, history.levels[-1:])
        row = cast("RowMapping", self.row)
        try:
            value = derivative(row, last, self._day)
        except NotModelledError as missing:
            raise ToolFailureError(
                FailureCode.NO_MARKET_DATA, f"the trade cannot be valued: {missing}", field="trade", remedy="name another underlying"
            ) from None
        return Line(id=PROPOSED, book=str(row["book_id"]), desk=desk, kind=str(row["kind"]), booked=0.0, value=value)

    def _with_trade(self, agreed: tuple[AgreedSet, ...]) -> tuple[AgreedSet, ...]:
        """The proposed trade joins the first agreement with its counterparty, or stands alone."""
        if self.row is None:
            return agreed
        row = cast("RowMapping", self.row)
        mine = [one for one in agreed if one.counterparty["id"] == row["counterparty_id"]]
        joined = next((one for one in mine if "/" not in one.id), None)
        if joined is None:
            party = mine[0].counterparty if mine else self._store.rows(select(counterparty).where(counterparty.c.id == row["counterparty_id"]))[0]
            alone = AgreedSet(id=PROPOSED, counterparty=party, wrong_way=False, trades=(row,), currency=EURO, collateral=0.0, agreement=None, disputed=False)
            return (*agreed, alone)
        return tuple(replace(one, trades=(*one.trades, row)) if one is joined else one for one in agreed)

    def _row(self, one: WhatIfTrade) -> Mapping[str, object]:
        """The trade as a row of the store, checked against it."""
        if one.book not in books_of(self._store):
            raise unknown("book", field="trade.book", remedy="books run from BOOK-01 to BOOK-20")
        for field, currency in (("trade.currency", one.currency), ("trade.second_currency", one.second_currency)):
            if currency is not None and not self.ledger.knows(currency):
                raise ToolFailureError(FailureCode.INVALID_ARGUMENT, "no rate of that currency", field=field, allowed=", ".join((EURO, *self.ledger.rates)))
        parties = self._store.rows(select(counterparty).where(counterparty.c.lei == one.counterparty))
        if not parties:
            raise unknown("counterparty", field="trade.counterparty", remedy="calc_saccr_ead names the counterparties")
        if one.end_date <= self._day + timedelta(days=1):
            raise ToolFailureError(FailureCode.INVALID_ARGUMENT, "the trade has ended", field="trade.end_date", allowed="a day after the last end of day")
        listed = instruments(self._store)
        if one.kind in {TradeKind.EQUITY_FORWARD, TradeKind.COMMODITY_FORWARD} and one.underlying not in listed:
            raise unknown("instrument", field="trade.underlying", remedy="give the ISIN of a share, index or commodity the bank knows")
        return self._filled(one, parties[0]["id"])

    def _filled(self, one: WhatIfTrade, party: str) -> Mapping[str, object]:
        side = 1 if one.side is Side.BUY else -1
        classes = {TradeKind.IRS: "IR", TradeKind.CDS: "CR", TradeKind.FX_FORWARD: "FX", TradeKind.EQUITY_FORWARD: "EQ", TradeKind.COMMODITY_FORWARD: "CO"}
        second = one.second_currency if one.kind is TradeKind.FX_FORWARD else None
        return {
            "id": PROPOSED,
            "book_id": one.book,
            "counterparty_id": party,
            "netting_set_id": None,
            "kind": one.kind.value,
            "asset_class": classes[one.kind],
            # The world counts the seller of protection as +1.
            "direction": -side if one.kind is TradeKind.CDS else side,
            "right_kind": None,
            "currency": one.currency,
            "notional": one.notional,
            "second_currency": second,
            "second_notional": None if second is None else self._exchanged(one, second),
            "underlying": one.underlying,
            "underlying_rating": one.rating,
            "strike": self._strike(one),
            "trade_date": self._day,
            "start_date": self._day,
            "end_date": one.end_date,
            "mark": Decimal(0),
        }

    def _exchanged(self, one: WhatIfTrade, second: str) -> Decimal:
        euros = self.ledger.worth(one.notional, one.currency)
        return euros if second == EURO else euros * self.ledger.rates[second]

    def _strike(self, one: WhatIfTrade) -> float:
        """About the market: the overnight zero rate of the end for swaps, 1 % for protection, today's price for forwards."""
        history = history_of(self._store)
        last = Levels(history, history.levels[-1:])
        if one.kind is TradeKind.IRS:
            return float(last.overnight(one.currency, history.times((one.end_date - self._day).days / 365.0))[0, 0])
        if one.kind is TradeKind.CDS:
            return 0.01
        if one.kind is TradeKind.FX_FORWARD:
            return 0.0
        try:
            return float(last.price(str(one.underlying))[0])
        except KeyError:
            raise ToolFailureError(FailureCode.NO_MARKET_DATA, "no whole history of that underlying", field="trade.underlying") from None
