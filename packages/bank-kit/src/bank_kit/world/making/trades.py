"""Derivative trades alive at the business date, their lifecycle, and the netting agreements with the collateral they call for.

Above: build. Below: counterparties, screen, terms, filling; reads book and the market tables.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import duckdb
import numpy as np

from bank_kit.world.making.books import BOOKS, company_sizes, desk, entity
from bank_kit.world.making.counterparties import WRONG_WAY, Agreement, agreements, amount_unit, counterparties
from bank_kit.world.making.filling import fill_rows
from bank_kit.world.making.screen import Screen, read
from bank_kit.world.making.terms import DEALT, Dealer, Terms
from bank_kit.world.market.streams import stream
from bank_kit.world.size import AS_OF, Spec

SECTORS = {
    "IR": ("CCP", "CCP", "BANK", "BANK", "CORPORATE", "SOVEREIGN", "FUND"),
    "CR": ("CCP", "BANK", "FUND"),
    "FX": ("BANK", "CORPORATE", "CORPORATE", "FUND"),
    "EQ": ("BANK", "FUND"),
    "CO": ("BANK", "CORPORATE", "FUND"),
}
"""Who trades what, as often as it is named."""
DESK = {"IR": "Rates", "FX": "Rates", "CR": "Credit", "EQ": "Equities", "CO": "Equities"}
SMALLER = {"EQUITY_OPTION": 0.5, "EQUITY_FORWARD": 0.3, "COMMODITY_FORWARD": 0.25}
"""Notionals of kinds whose prices move most, as a part of those of rates."""
HEDGES = 0.06
"""Part of the rate swaps that the Treasury keeps against its loans."""
UPI_LETTERS = "0123456789BCDFGHJKLMNPQRSTVWXZ"


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade with everything it has; `number` counts from one."""

    number: int
    terms: Terms
    agreement: Agreement
    book: str
    agreed: date
    notional: float

    @property
    def id(self) -> str:
        """TR- and seven digits."""
        return f"TR-{1_000_000 + self.number}"

    @property
    def mark(self) -> float:
        """Present value for us, in the currency of the notional."""
        return round(self.terms.mark * self.notional, 2)


def make(connection: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    """Creates trade, trade_event and netting_set."""
    screen = read(connection)
    sizes = company_sizes(connection)
    agreed = agreements(spec, counterparties(connection, spec), sizes)
    made = list(deal(spec, screen, agreed, sizes))
    keepers = dict(connection.execute("SELECT id, legal_entity FROM book").fetchall())
    fill_rows(connection, "trade", [_row(each, keepers[each.book]) for each in made])
    fill_rows(connection, "trade_event", [row for each in made for row in _events(spec.seed, each)])
    values = dict.fromkeys((each.id for each in agreed), 0.0)
    for each in made:
        values[each.agreement.id] += each.mark / screen.per_euro[each.terms.currency]
    fill_rows(connection, "netting_set", [_netting_row(spec, each, values[each.id] * screen.per_euro[each.currency]) for each in agreed])


def deal(spec: Spec, screen: Screen, agreed: tuple[Agreement, ...], company_size: Mapping[str, float]) -> Iterator[Trade]:
    """As many trades as the size wants, in order of number; each company trades under agreements of its own, for its own books."""
    numbers = stream(spec.seed, "trades")
    kinds = numbers.choice(list(DEALT), spec.counts.trades, p=[part for part, _ in DEALT.values()])
    ages = np.minimum(numbers.exponential(500.0, spec.counts.trades), 2200.0).astype(np.int64) + 1
    sizes = np.exp(numbers.normal(0.0, 0.6, spec.counts.trades)) * amount_unit(spec)
    keepers = [entity(number) for number in range(1, BOOKS + 1)]
    companies = stream(spec.seed, "companies of trades").choice(keepers, spec.counts.trades).tolist()
    sides: dict[tuple[str, str], tuple[Agreement, ...]] = {}
    for each in agreed:
        sides[each.counterparty.sector, each.company] = (*sides.get((each.counterparty.sector, each.company), ()), each)
    for number, (kind, age, usual, company) in enumerate(zip(kinds.tolist(), ages.tolist(), sizes.tolist(), companies, strict=True), 1):
        size = usual * SMALLER.get(kind, 1.0) * company_size[company]
        day = screen.days[int(np.searchsorted(screen.days, np.datetime64(spec.as_of - timedelta(days=age)), side="right")) - 1].item()
        dealer = Dealer(numbers, screen, spec.as_of, day, round(size, -3 if size < 1e7 else -5))
        terms = DEALT[kind][1](dealer)
        sector = dealer.one_of(SECTORS[terms.asset_class])
        yield Trade(number, terms, dealer.one_of(sides[sector, company]), _book(dealer, terms, company), day, dealer.notional)


def _book(dealer: Dealer, terms: Terms, company: str) -> str:
    wanted = "Treasury" if terms.kind == "IRS" and float(dealer.numbers.uniform()) < HEDGES else DESK[terms.asset_class]
    return f"BOOK-{dealer.one_of(tuple(number for number in range(1, BOOKS + 1) if desk(number) == wanted and entity(number) == company)):02d}"


def _row(trade: Trade, keeper: str) -> tuple[object, ...]:
    terms = trade.terms
    return (
        trade.id,
        f"{keeper}TR{1_000_000 + trade.number}",
        product_identifier(terms),
        trade.book,
        trade.agreement.counterparty.id,
        trade.agreement.id,
        terms.kind,
        terms.asset_class,
        terms.direction,
        terms.option,
        terms.currency,
        trade.notional,
        terms.second_currency,
        terms.second_notional,
        terms.underlying,
        terms.underlying_rating,
        terms.strike,
        trade.agreed,
        terms.start,
        terms.end,
        trade.mark,
        f"ORD-{trade.agreed:%y%m%d}-{trade.number:06d}",
        f"EXE-{trade.agreed:%y%m%d}-{trade.number:06d}",
    )


def product_identifier(terms: Terms) -> str:
    """A UPI in form (ISO 4914: twelve characters, QZ first); trades of one kind, option, currency pair and underlying share it."""
    told = f"{terms.kind}/{terms.option}/{terms.currency}/{terms.second_currency}/{terms.underlying}"
    digest = hashlib.sha256(told.encode()).digest()
    return "QZ" + "".join(UPI_LETTERS[byte % len(UPI_LETTERS)] for byte in digest[:10])


def _events(seed: int, trade: Trade) -> Iterator[tuple[object, ...]]:
    chance = hashlib.sha256(f"{seed}/events/{trade.number}".encode()).digest()
    opened = datetime.combine(trade.agreed, time(8 + chance[0] % 9, chance[1] % 60, chance[2] % 60))
    told = [("NEW", opened, "Executed and captured"), ("CONFIRM", opened + timedelta(days=1), "Confirmed by both sides")]
    if chance[3] < 16:
        told.append(("AMEND", opened + timedelta(days=3), "Payment calendar corrected"))
    if chance[4] < 6:
        told.append(("NOVATE", opened + timedelta(days=12), "Stepped in for a former counterparty"))
    if chance[5] < 20 and trade.agreement.counterparty.sector == "CCP":
        told.append(("COMPRESS", opened + timedelta(days=20), "Notional reduced in a compression run"))
    if chance[6] < 3 and trade.agreement.margined:
        told.append(("MARGIN_DISPUTE", opened + timedelta(days=25), "Counterparty disputes the mark"))
    last = datetime.combine(AS_OF, time(17))
    for sequence, (kind, at, detail) in enumerate(told, 1):
        yield trade.id, sequence, kind, min(at, last), detail


def _netting_row(spec: Spec, agreement: Agreement, value: float) -> tuple[object, ...]:
    return (
        agreement.id,
        agreement.counterparty.id,
        agreement.kind,
        agreement.margined,
        agreement.currency,
        agreement.threshold,
        agreement.minimum_transfer,
        agreement.independent_amount,
        round(_collateral(spec, agreement, value), 2),
        agreement.remargin_days,
        agreement.counterparty.name in WRONG_WAY,
    )


def _collateral(spec: Spec, agreement: Agreement, value: float) -> float:
    """What the last margin call left: the value beyond the threshold, a little behind the market, and the independent amount."""
    if not agreement.margined:
        return 0.0
    behind = 0.97 + 0.06 * float(stream(spec.seed, agreement.id).uniform())
    excess = max(abs(value) - agreement.threshold, 0.0) * behind
    called = excess if excess >= agreement.minimum_transfer else 0.0
    return (called if value > 0 else -called) + agreement.independent_amount
