"""Twenty books and what they held on the last twenty business days; the Treasury's books keep the buffer of liquid assets.

Above: build. Below: market, filling; reads legal_entity, instrument, price_eod, fx_eod, loan and draft_outflow.
Trading books are measured by the loans of each of the companies, the buffer by its outflows, so that proportions hold in every size.
"""

from dataclasses import dataclass

import duckdb
import numpy as np

from bank_kit.world.making.filling import fill, fill_rows, objects
from bank_kit.world.market import listed
from bank_kit.world.market.bonds import accrued
from bank_kit.world.market.listed import Instrument
from bank_kit.world.market.streams import Days, Floats, stream
from bank_kit.world.size import Spec

DESKS = ("Rates", "Credit", "Equities", "Treasury")
BOOKS = 20
DAYS = 20
UK_BOOKS = frozenset({9, 10, 11, 12})
US_BOOKS = frozenset({13, 14, 15, 16})
"""Numbers of the books the bank's British and American companies keep; each has one of the Treasury's."""
TRADING_SHARES = {"Rates": 0.005, "Credit": 0.005, "Equities": 0.003}
"""Market value of a trading book as a part of all loans, were the books of one size."""
COVERAGE = 1.40
"""High-quality liquid assets after haircuts, for each unit of net outflow in thirty days."""
BUFFER = {"L1": (0.80, 1.0), "L2A": (0.15, 0.85), "L2B": (0.05, 0.5)}
"""Part of the buffer by level, and what is left of a value after its haircut (LCR30.41-30.45)."""


@dataclass(frozen=True, slots=True)
class Market:
    """Prices of the last days, shape (days, instruments), the days they are from, and euro rates of the last day."""

    days: Days
    universe: tuple[Instrument, ...]
    prices: Floats
    priced_on: Days
    sources: tuple[str, ...]
    per_euro: dict[str, float]


@dataclass(frozen=True, slots=True)
class Holding:
    """One instrument in one book: nominal or units day by day, and its cost for each unit."""

    book: str
    index: int
    quantity: Floats
    cost_price: float


def desk(number: int) -> str:
    """Of BOOK-number."""
    return DESKS[number % len(DESKS)]


def entity(number: int) -> str:
    """Jurisdiction whose company keeps BOOK-number: EU, UK or US."""
    return "UK" if number in UK_BOOKS else "US" if number in US_BOOKS else "EU"


def make(connection: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    """Creates book and position_eod."""
    companies = dict(connection.execute("SELECT jurisdiction, lei FROM legal_entity").fetchall())
    rows = [
        (
            f"BOOK-{number:02d}",
            f"{desk(number)} book {(number + 3) // 4}",
            desk(number),
            "BANKING" if desk(number) == "Treasury" else "TRADING",
            companies[entity(number)],
        )
        for number in range(1, BOOKS + 1)
    ]
    fill_rows(connection, "book", rows)
    market = read_market(connection)
    outflows = dict(connection.execute("SELECT e.jurisdiction, o.amount FROM draft_outflow o JOIN legal_entity e ON o.legal_entity = e.lei").fetchall())
    sizes = company_sizes(connection)
    lent = sum(_loans_in_euro(connection).values())
    numbers = stream(spec.seed, "books")
    holdings: list[Holding] = []
    for number in range(1, BOOKS + 1):
        if desk(number) == "Treasury":
            keepers = sum(1 for other in range(1, BOOKS + 1) if desk(other) == "Treasury" and entity(other) == entity(number))
            holdings += _buffer(numbers, market, number, COVERAGE * outflows.get(entity(number), 0.0) / keepers)
        else:
            holdings += _trading(numbers, market, number, TRADING_SHARES[desk(number)] * lent * sizes[entity(number)])
    _positions(connection, market, holdings)


def read_market(connection: duckdb.DuckDBPyConnection) -> Market:
    """The last twenty days of all instruments."""
    universe = listed.instruments()
    found = connection.execute(
        "SELECT date, close, priced_on, source FROM price_eod WHERE date IN (SELECT DISTINCT date FROM fx_eod ORDER BY date DESC LIMIT $1) ORDER BY date, isin",
        [DAYS],
    ).fetchall()
    shape = (DAYS, len(universe))
    rates = connection.execute("SELECT quote, mid FROM fx_eod WHERE date = (SELECT max(date) FROM fx_eod)").fetchall()
    return Market(
        days=np.array([row[0] for row in found[:: len(universe)]], dtype="datetime64[D]"),
        universe=universe,
        prices=np.array([row[1] for row in found]).reshape(shape),
        priced_on=np.array([row[2] for row in found], dtype="datetime64[D]").reshape(shape),
        sources=tuple(row[3] for row in found[: len(universe)]),
        per_euro={"EUR": 1.0, **dict(rates)},
    )


def company_sizes(connection: duckdb.DuckDBPyConnection) -> dict[str, float]:
    """How large each company's trading is for a book of its own, by jurisdiction: its part of all loans over its part of all trading books."""
    loans = _loans_in_euro(connection)
    keepers = [entity(number) for number in range(1, BOOKS + 1) if desk(number) != "Treasury"]
    return {name: lent / sum(loans.values()) * len(keepers) / keepers.count(name) for name, lent in loans.items()}


def _loans_in_euro(connection: duckdb.DuckDBPyConnection) -> dict[str, float]:
    found = connection.execute(
        "SELECT e.jurisdiction, coalesce(sum(l.drawn::DOUBLE / coalesce(f.mid, 1)), 0) FROM legal_entity e LEFT JOIN loan l ON l.legal_entity = e.lei"
        " LEFT JOIN fx_eod f ON f.quote = l.currency AND f.date = (SELECT max(date) FROM fx_eod) GROUP BY 1 ORDER BY 1"
    ).fetchall()
    return dict(found)


def _trading(numbers: np.random.Generator, market: Market, number: int, amount: float) -> list[Holding]:
    sectors = {"Rates": {"SOVEREIGN"}, "Credit": {"COVERED", "FINANCIAL", "INDUSTRIAL", "UTILITY", "TECHNOLOGY", "ENERGY", "CONSUMER"}}
    name = desk(number)
    kinds = {"EQUITY", "FUND"} if name == "Equities" else {"BOND"}
    wanted = [i for i, each in enumerate(market.universe) if each.kind in kinds and each.sector in sectors.get(name, {each.sector})]
    chosen = sorted(numbers.choice(wanted, min(int(numbers.integers(7, 13)), len(wanted)), replace=False).tolist())
    weights = numbers.uniform(0.4, 1.6, len(chosen))
    weights *= amount / weights.sum()
    return [_holding(numbers, market, number, (index, float(weight))) for index, weight in zip(chosen, weights, strict=True)]


def _buffer(numbers: np.random.Generator, market: Market, number: int, amount: float) -> list[Holding]:
    home = {"EU": "EUR", "UK": "GBP", "US": "USD"}[entity(number)]
    held: list[Holding] = []
    for level, (share, kept) in BUFFER.items():
        wanted = [i for i, each in enumerate(market.universe) if each.hqla == level and each.kind == "BOND" and (each.currency == home or level != "L1")]
        weights = numbers.uniform(0.5, 1.5, len(wanted))
        weights *= amount * share / kept / weights.sum()
        held += [_holding(numbers, market, number, (index, float(weight))) for index, weight in zip(wanted, weights, strict=True)]
    return held


def _holding(numbers: np.random.Generator, market: Market, number: int, wanted: tuple[int, float]) -> Holding:
    """A holding worth `wanted` euro on the last day, in whole lots; a third of the holdings were traded once in the twenty days."""
    index, euros = wanted
    instrument = market.universe[index]
    lot, unit = (1000.0, 0.01) if instrument.kind == "BOND" else (1.0, 1.0)
    last = market.prices[-1, index]
    lots = max(round(euros * market.per_euro[instrument.currency] / (last * unit * lot)), 1)
    quantity = np.full(DAYS, lots * lot)
    traded, day, part, cost = numbers.uniform(size=4).tolist()
    if traded < 0.33 and desk(number) != "Treasury":
        quantity[: 1 + int(day * (DAYS - 2))] = max(round(lots * (0.7 + 0.6 * part)), 1) * lot
    return Holding(f"BOOK-{number:02d}", index, quantity, round(last * (0.9 + 0.17 * cost), 4))


def _positions(connection: duckdb.DuckDBPyConnection, market: Market, holdings: list[Holding]) -> None:
    ordered = sorted(holdings, key=lambda each: (each.book, each.index))
    indices = np.array([each.index for each in ordered])
    bonds = [each.kind == "BOND" for each in market.universe]
    scale = np.where(bonds, 0.01, 1.0)[indices]
    interest = np.stack([accrued(each, market.days) if each.kind == "BOND" else np.zeros(DAYS) for each in market.universe], axis=1)
    quantity = np.stack([each.quantity for each in ordered], axis=1)
    prices = market.prices[:, indices]
    columns = {
        "as_of": np.repeat(market.days, len(ordered)),
        "book_id": np.tile(objects(each.book for each in ordered), DAYS),
        "isin": np.tile(objects(market.universe[index].isin for index in indices), DAYS),
        "quantity": quantity.ravel(),
        "cost": np.round(quantity * scale * np.array([each.cost_price for each in ordered]), 2).ravel(),
        "price": prices.ravel(),
        "priced_on": market.priced_on[:, indices].ravel(),
        "price_source": np.tile(objects(market.sources[index] for index in indices), DAYS),
        "market_value": np.round(quantity * scale * prices, 2).ravel(),
        "accrued": np.round(quantity * 0.01 * interest[:, indices], 2).ravel(),
    }
    fill(connection, "position_eod", columns)
