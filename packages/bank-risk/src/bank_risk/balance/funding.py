"""Deposits by kind, own funds and the totals of the balance sheet, in the currency of the ledger."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from bank_kit.failures import FailureCode, ToolFailureError
from bank_risk.balance.ledger import Ledger
from bank_risk.capital.ratios import OwnFunds
from bank_risk.store.tables.banking import capital_component, deposit
from bank_risk.store.tables.trading import legal_entity

OWN = "OWN"
"""Segment of the bank's own ledger accounts."""
PERSONS = frozenset({"RETAIL", "AFFLUENT", "PRIVATE"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposit:
    """Balances of one kind of account of one segment in one currency; `balance` in the currency of the ledger, never below zero."""

    product: str
    segment: str
    currency: str
    balance: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Totals of the balance sheet by item, and rates of buffers averaged by assets; money in the currency of the ledger."""

    items: Mapping[str, Decimal]
    countercyclical: Decimal
    systemic: Decimal

    @property
    def funds(self) -> OwnFunds:
        """Own funds after deductions."""
        cet1 = self.items["CET1_SHARES"] + self.items["CET1_RETAINED"] + self.items["CET1_DEDUCTIONS"]
        return OwnFunds(cet1=cet1, additional_tier1=self.items["AT1"], tier2=self.items["T2"])


def deposits_of(ledger: Ledger) -> tuple[Deposit, ...]:
    """Customers' deposits; overdrawn sums count as nothing."""
    rows = ledger.store.rows(select(deposit).where(deposit.c.segment != OWN).order_by(*deposit.primary_key.columns))
    return tuple(
        Deposit(
            product=row["product"], segment=row["segment"], currency=row["currency"], balance=max(ledger.worth(row["balance"], row["currency"]), Decimal(0))
        )
        for row in rows
        if ledger.owns(row["legal_entity"])
    )


def sheet_of(ledger: Ledger) -> Sheet:
    """Own funds and totals of the day; those of the group are sums over its companies, without consolidation between them."""
    currencies = {row["lei"]: row["currency"] for row in ledger.store.rows(select(legal_entity))}
    items: dict[str, Decimal] = defaultdict(Decimal)
    rates: dict[str, dict[str, Decimal]] = defaultdict(dict)
    assets: dict[str, Decimal] = {}
    for row in ledger.store.rows(select(capital_component).where(capital_component.c.as_of == ledger.day)):
        lei = row["legal_entity"]
        if not ledger.owns(lei):
            continue
        if row["item"].endswith("_RATE"):
            rates[row["item"]][lei] = row["amount"]
            continue
        amount = ledger.worth(row["amount"], currencies[lei])
        items[row["item"]] += amount
        if row["item"] == "TOTAL_ASSETS":
            assets[lei] = amount
    if not assets:
        raise ToolFailureError(FailureCode.NO_MARKET_DATA, "no own funds are kept for that day", field="as_of", remedy="leave as_of out")
    total = sum(assets.values(), Decimal(0))

    def averaged(name: str) -> Decimal:
        return sum((rate * assets[lei] for lei, rate in rates[name].items()), Decimal(0)) / total

    return Sheet(items=dict(items), countercyclical=averaged("COUNTERCYCLICAL_RATE"), systemic=averaged("GSIB_RATE"))
