"""One legal entity, or the group, on one day: its currency, its rules, and what amounts are worth in its currency."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.parameters import Rulebook
from bank_risk.portfolio.entity import Entity, entity_of
from bank_risk.store.runs import RiskStore
from bank_risk.store.tables.market import fx_eod
from bank_risk.store.tables.trading import legal_entity

EURO = "EUR"
UNVERIFIED = "UNVERIFIED_PARAMETER"
SHOWN = 3
"""Values named in one line about a doubt they share."""
ASSUMED = "ASSUMED_BALANCE: "
"""Begins warnings about what the ledger does not split and a tool had to assume."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """`rates` are units of a currency for one euro; `warnings` are about the day."""

    store: RiskStore
    entity: Entity
    day: date
    rules: Rulebook
    rates: Mapping[str, Decimal]
    warnings: tuple[str, ...]

    @property
    def currency(self) -> str:
        """Of every amount."""
        return self.entity.currency

    def worth(self, amount: Decimal, currency: str) -> Decimal:
        """An amount of another currency, unrounded; NO_MARKET_DATA for a currency without a rate that day."""
        if currency == self.currency:
            return amount
        return amount / self._rate(currency) * self._rate(self.currency)

    def knows(self, currency: str) -> bool:
        """Whether amounts of that currency can be converted."""
        return currency in {EURO, *self.rates}

    def _rate(self, currency: str) -> Decimal:
        if currency == EURO:
            return Decimal(1)
        if currency not in self.rates:
            raise ToolFailureError(FailureCode.NO_MARKET_DATA, "no exchange rate of that day for a currency of the ledger", field="as_of")
        return self.rates[currency]

    def companies(self) -> tuple[tuple["Ledger", str], ...]:
        """Each of the bank's companies in it as a ledger in the same currency and under the same rules, and the company's own currency."""
        rows = self.store.rows(select(legal_entity.c.lei, legal_entity.c.currency).order_by(legal_entity.c.lei))
        return tuple((replace(self, entity=replace(self.entity, lei=row["lei"])), row["currency"]) for row in rows if self.owns(row["lei"]))

    def doubts(self, *frameworks: str) -> tuple[str, ...]:
        """As `Rulebook.doubts`, one line for each doubt and not for each value."""
        values: dict[str, list[str]] = defaultdict(list)
        for line in self.rules.doubts(*frameworks):
            what, _, doubt = line.removeprefix(f"{UNVERIFIED}: ").partition(": ")
            values[doubt].append(what)
        return tuple(f"{UNVERIFIED}: {_listed(which)}: {doubt}" for doubt, which in values.items())

    def owns(self, lei: str) -> bool:
        """Whether a row of that legal entity counts."""
        return self.entity.lei in {None, lei}


def _listed(values: list[str]) -> str:
    more = len(values) - SHOWN
    return ", ".join(values[:SHOWN]) + (f" and {more} more" if more > 0 else "")


def open_ledger(store: RiskStore, *, as_of: date | None, lei: str | None, jurisdiction: str | None) -> Ledger:
    """The ledger at the last end of day; NO_MARKET_DATA for an earlier day, for balances are kept of the last alone."""
    day = store.day(as_of)
    last = store.business_date()
    if day.day != last:
        raise ToolFailureError(
            FailureCode.NO_MARKET_DATA,
            "balances are kept of the last end of day alone",
            field="as_of",
            allowed=last.isoformat(),
            remedy="leave as_of out",
        )
    entity = entity_of(store, lei)
    rows = store.rows(select(fx_eod.c.quote, fx_eod.c.mid).where(fx_eod.c.day == day.day).order_by(fx_eod.c.quote))
    rates = {row["quote"]: Decimal(repr(row["mid"])) for row in rows}
    warnings = (*day.warnings, *entity.foreign(jurisdiction))
    return Ledger(store=store, entity=entity, day=day.day, rules=entity.rulebook(jurisdiction, day.day), rates=rates, warnings=warnings)
