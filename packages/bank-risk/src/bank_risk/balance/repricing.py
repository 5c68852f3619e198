"""The banking book as cash flows by the time they reprice, currency by currency, in the currency of the ledger (SRP31.96 to SRP31.104).

Loans repay at once when they reprice or fall due; their coupons are taken at the client's rate. Capital is left out (SRP31.95).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from bank_risk.balance.funding import PERSONS, Deposit, Sheet, deposits_of, sheet_of
from bank_risk.balance.ledger import ASSUMED, Ledger
from bank_risk.balance.loans import YEAR, Loan, loans_of
from bank_risk.balance.securities import BANKING, Security, securities_of
from bank_risk.banking_book.irrbb import Buckets, CurrencyBook
from bank_risk.market.arrays import Floats
from bank_risk.portfolio.history import Levels
from bank_risk.portfolio.reading import history_of

NMD = "NMD"
TERM_YEARS = (2.0, 3.0, 4.0, 5.0)
"""Term funding falls due in equal parts at these."""
SHORT_YEARS = 0.25
ASSUMPTIONS = (
    f"{ASSUMED}term funding falls due in equal parts in two to five years; short funding and assets besides loans and securities reprice in three months",
    f"{ASSUMED}core deposits are taken at the cap of their category and spread evenly up to twice its average maturity; prepayment is not modelled",
    "RUN_OFF: loans repay at once when they reprice or fall due; commercial margins stay in the flows",
)


@dataclass(frozen=True, slots=True)
class Flow:
    """Money at a time in years; below zero for what the bank owes."""

    currency: str
    years: float
    amount: float


def currency_books(ledger: Ledger, flows: Sequence[Flow]) -> tuple[CurrencyBook, ...]:
    """Flows in the buckets of the standard, with zero rates of the overnight curve of each currency, by currency."""
    buckets = Buckets.of(ledger.rules)
    history = history_of(ledger.store)
    place = history.until(ledger.day)
    market = Levels(history, history.levels[place : place + 1])
    found: list[CurrencyBook] = []
    for currency in sorted({flow.currency for flow in flows}):
        mine = [flow for flow in flows if flow.currency == currency]
        slotted = buckets.slot(np.array([flow.years for flow in mine]), np.array([flow.amount for flow in mine]))
        rates: Floats = market.overnight(currency, history.times(*buckets.middles.tolist()))[0]
        found.append(CurrencyBook(currency=currency, flows=slotted, rates=rates))
    return tuple(found)


def loan_flows(loans: Iterable[Loan], ledger: Ledger) -> Iterator[Flow]:
    """Coupons until the loan reprices, then the principal less provisions."""
    for one in loans:
        principal = float(one.drawn - min(one.provision, one.drawn))
        until = one.years_to(min(one.repricing, one.maturity), ledger.day)
        yield from _coupons(one.currency, principal, one.rate, until, 1)
        yield Flow(one.currency, until, principal)


def security_flows(securities: Iterable[Security], ledger: Ledger) -> Iterator[Flow]:
    """Coupons and nominal of the bonds in banking books."""
    for one in securities:
        if one.book_kind != BANKING or one.maturity is None:
            continue
        nominal, until = float(one.nominal), max((one.maturity - ledger.day).days, 0) / YEAR
        yield from _coupons(one.currency, nominal, one.coupon, until, max(one.frequency, 1))
        yield Flow(one.currency, until, nominal)


def deposit_flows(deposits: Iterable[Deposit], ledger: Ledger) -> Iterator[Flow]:
    """What may reprice tomorrow, and the core, evenly over twice its average maturity."""
    for one in deposits:
        category = _category(one)
        balance, core = float(one.balance), ledger.rules.number(NMD, "core_cap", category)
        yield Flow(one.currency, 0.0, -balance * (1.0 - core))
        months = round(24 * ledger.rules.number(NMD, "core_average", category))
        yield from (Flow(one.currency, month / 12, -balance * core / months) for month in range(1, months + 1))


def funding_flows(sheet: Sheet, ledger: Ledger, currency: str, *, listed: Decimal) -> Iterator[Flow]:
    """Term and short funding of one company, and its assets besides those `listed`, in the currency of the company."""
    part = float(sheet.items["TERM_FUNDING"]) / len(TERM_YEARS)
    for years, coupon in zip(TERM_YEARS, _overnight(ledger, currency), strict=True):
        yield from (Flow(currency, flow.years, -flow.amount) for flow in _coupons(currency, part, coupon, years, 1))
        yield Flow(currency, years, -part)
    rest = float(sheet.items["TOTAL_ASSETS"] - listed)
    yield Flow(currency, SHORT_YEARS, max(rest, 0.0) - float(sheet.items["SHORT_FUNDING"]))


def flows_of(ledger: Ledger) -> tuple[Flow, ...]:
    """All flows of the banking book, together by currency and time."""
    sums: dict[tuple[str, float], float] = defaultdict(float)
    for company, currency in ledger.companies():
        for flow in _of_company(company, currency):
            sums[flow.currency, flow.years] += flow.amount
    return tuple(Flow(currency, years, amount) for (currency, years), amount in sorted(sums.items()))


def _of_company(ledger: Ledger, currency: str) -> Iterator[Flow]:
    loans, securities = loans_of(ledger), securities_of(ledger)
    listed = sum((one.drawn for one in loans), Decimal(0)) + sum((one.value for one in securities), Decimal(0))
    yield from loan_flows(loans, ledger)
    yield from security_flows(securities, ledger)
    yield from deposit_flows(deposits_of(ledger), ledger)
    yield from funding_flows(sheet_of(ledger), ledger, currency, listed=listed)


def _category(one: Deposit) -> str:
    if one.segment not in PERSONS and one.segment != "SME":
        return "WHOLESALE"
    return "RETAIL_OTHER" if one.product == "SAVINGS" else "RETAIL_TRANSACTIONAL"


def _coupons(currency: str, principal: float, rate: float, until: float, frequency: int) -> Iterator[Flow]:
    """Counted back from the end; the first is short."""
    step, before = 1.0 / frequency, 0.0
    times = sorted(until - step * number for number in range(int(until * frequency) + 1) if until - step * number > 0)
    for time in times:
        yield Flow(currency, time, principal * rate * (time - before))
        before = time


def _overnight(ledger: Ledger, currency: str) -> list[float]:
    history = history_of(ledger.store)
    place = history.until(ledger.day)
    found: list[float] = Levels(history, history.levels[place : place + 1]).overnight(currency, history.times(*TERM_YEARS))[0].tolist()
    return found
