"""Those the bank trades with: states, banks, two clearing houses, funds, and companies, a dozen of which are its customers; and their agreements.

Above: build, trades. Below: market.listed, market.streams, filling; reads party. Whoever issued a listed bond and trades keeps one LEI.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from bank_kit.world.making.filling import fill_rows
from bank_kit.world.market.listed import fictional_lei
from bank_kit.world.market.streams import stream
from bank_kit.world.size import Spec

DEFAULT_RATES = {"AAA": 0.0001, "AA": 0.0003, "A": 0.0008, "BBB": 0.0022, "BB": 0.0090, "B": 0.0380, "CCC": 0.1600}
"""One-year probability of default usual for each rating; a counterparty's own differs by a fifth at most."""
CUSTOMERS = 12
BANKS = (
    ("Norddeich Bank", "DE", "A"), ("Norddeich Markets", "GB", "A"), ("Banque du Littoral", "FR", "A"), ("Littoral Securities", "FR", "A"),
    ("Meseta Banco", "ES", "BBB"), ("Lago Maggiore Credito", "IT", "BBB"), ("Amstel Handelsbank", "NL", "AA"), ("Skagen Bank", "DK", "AA"),
    ("Malar Banken", "SE", "AA"), ("Bergwerk Kantonalkasse", "CH", "AAA"), ("Thames and Severn Bank", "GB", "A"), ("Caledon Bank", "GB", "BBB"),
    ("Hudson Trust", "US", "AA"), ("Great Plains Bancorp", "US", "A"), ("Sumida Bank", "JP", "A"), ("Vistula Bank", "PL", "BBB"),
    ("Donau Hypothek", "AT", "AA"), ("Rheinfurt Mortgage Bank", "DE", "AA"),
)  # fmt: skip
STATES = (("Debt Office DE", "DE", "AAA"), ("Debt Office FR", "FR", "AA"), ("Debt Office IT", "IT", "BBB"), ("Debt Office PL", "PL", "A"))
CLEARERS = (("Meridian Clearing", "DE", "AA"), ("Albion Clear", "GB", "AA"))
FUNDS = (
    ("Halyard Macro Fund", "IE", "BBB"), ("Halyard Credit Fund", "IE", "BBB"), ("Tern Pension Fund", "NL", "AA"), ("Osprey Equity Fund", "LU", "A"),
    ("Cormorant Relative Value", "KY", "BB"), ("Gannet Infrastructure Fund", "LU", "BBB"), ("Albion Mutual Insurance", "GB", "A"),
    ("Aurum Commodities Fund", "IE", "BB"),
)  # fmt: skip
COMPANIES = (
    ("Aldermann Works", "DE", "A"), ("Lumen Energie", "FR", "A"), ("Lumen Trading", "FR", "A"), ("Polder Chemicals", "NL", "BBB"),
    ("Costa Telecom", "ES", "BBB"), ("Adria Grid", "IT", "BBB"), ("Schelde Foods", "BE", "A"), ("Vela Shipping", "IT", "BB"),
    ("Orcade Retail", "FR", "BB"), ("Sund Wind", "DK", "BBB"), ("Mersey Petroleum", "GB", "A"), ("Keystone Rail", "US", "A"),
    ("Cobalt Peak Software", "US", "BBB"), ("Gulf Basin Oil", "US", "BBB"), ("Karst Mining", "ZA", "B"), ("Steppe Airways", "KZ", "CCC"),
)  # fmt: skip
CONNECTED = {
    "Norddeich Markets": "Norddeich Bank",
    "Littoral Securities": "Banque du Littoral",
    "Halyard Credit Fund": "Halyard Macro Fund",
    "Lumen Trading": "Lumen Energie",
}
"""Member of a group of connected clients, and who stands for the group."""
WRONG_WAY = frozenset({"Karst Mining", "Steppe Airways", "Gulf Basin Oil"})
"""Their credit worsens with what they owe us."""
HOMES = {"GB": "UK", "ZA": "UK", "US": "US"}
"""Jurisdiction of the bank's company that companies of a country trade with; of all others that in the EU."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterparty:
    """One row of the table."""

    id: str
    lei: str
    name: str
    group: str
    country: str
    sector: str
    rating: str
    pd: float
    customer: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A netting agreement of one of the bank's companies, by jurisdiction, before its trades are known; amounts in `currency`."""

    id: str
    counterparty: Counterparty
    company: str
    margined: bool
    currency: str
    threshold: float
    minimum_transfer: float
    independent_amount: float
    remargin_days: int

    @property
    def kind(self) -> str:
        """Small companies trade without a master agreement."""
        return "NONE" if self.counterparty.customer is not None and not self.margined and self.counterparty.rating in {"B", "CCC"} else "ISDA"


def make(connection: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    """Creates counterparty."""
    rows = [
        (each.id, each.lei, each.name, each.group, each.country, each.sector, each.rating, each.pd, each.customer) for each in counterparties(connection, spec)
    ]
    fill_rows(connection, "counterparty", rows)


def counterparties(connection: duckdb.DuckDBPyConnection, spec: Spec) -> tuple[Counterparty, ...]:
    """All of them, in order of id: the invented ones, then the customers with the lowest numbers that are large enough and have an LEI."""
    numbers = stream(spec.seed, "counterparties")
    named: list[tuple[str, str, str, str, str | None, str]] = [
        (name, country, rating, sector, None, _lei(name, country, sector))
        for sector, group in (("SOVEREIGN", STATES), ("BANK", BANKS), ("CCP", CLEARERS), ("FUND", FUNDS), ("CORPORATE", COMPANIES))
        for name, country, rating in group
    ]
    customers = connection.execute(
        "SELECT name, country, id, lei FROM party WHERE segment = 'CORPORATE' AND lei IS NOT NULL ORDER BY id LIMIT $1", [CUSTOMERS]
    ).fetchall()
    ratings = ("BBB", "BB", "BBB", "A", "BB", "B")
    named += [(name, country, ratings[i % len(ratings)], "CORPORATE", party, lei) for i, (name, country, party, lei) in enumerate(customers)]
    places = {name: place for place, (name, *_) in enumerate(named, 1)}
    return tuple(
        Counterparty(
            id=f"CP-{1000 + place}",
            lei=lei,
            name=name,
            group=f"G-{places[CONNECTED.get(name, name)]:03d}",
            country=country,
            sector=sector,
            rating=rating,
            pd=round(DEFAULT_RATES[rating] * float(numbers.uniform(0.82, 1.2)), 6),
            customer=party,
        )
        for place, (name, country, rating, sector, party, lei) in enumerate(named, 1)
    )


def companies(place: int, each: Counterparty) -> tuple[str, ...]:
    """Which of the bank's companies have an agreement with the counterparty at that place."""
    if each.sector in {"CCP", "SOVEREIGN"}:
        return "EU", "UK", "US"
    if each.sector in {"BANK", "FUND"}:
        return "EU", "UK" if place % 2 else "US"
    return (HOMES.get(each.country, "EU"),)


def agreements(spec: Spec, parties: tuple[Counterparty, ...], sizes: Mapping[str, float]) -> tuple[Agreement, ...]:
    """In order of id: companies trade with one of the bank's, all others with several. Clearing houses, banks and funds exchange margin, states do not.

    `sizes` says how large the trades of each of the bank's companies are beside the usual.
    """
    numbers = stream(spec.seed, "agreements")
    found: list[Agreement] = []
    for place, each in enumerate(parties):
        for company in companies(place, each):
            unit = amount_unit(spec) * sizes[company]
            chance = float(numbers.uniform())
            margined = each.sector in {"BANK", "FUND", "CCP"} or (each.sector == "CORPORATE" and chance < 0.25)
            cleared = each.sector == "CCP"
            threshold = 0.0 if not margined or cleared or chance < 0.6 else unit * float(numbers.choice((0.5, 1.0, 2.0)))
            found.append(
                Agreement(
                    id=f"NS-{2001 + len(found)}",
                    counterparty=each,
                    company=company,
                    margined=margined,
                    currency={"GB": "GBP", "US": "USD"}.get(each.country, "EUR"),
                    threshold=threshold,
                    minimum_transfer=unit * 0.02 if margined and not cleared else 0.0,
                    independent_amount=unit * 0.2 if each.sector == "FUND" and chance < 0.7 else 0.0,
                    remargin_days=0 if not margined else 5 if each.sector == "CORPORATE" else 1,
                )
            )
    return tuple(found)


def amount_unit(spec: Spec) -> float:
    """A usual notional, by size: what a bank with so many customers would trade."""
    return {"S": 200_000.0, "M": 5_000_000.0, "L": 5_000_000.0}[spec.size.value]


def _lei(name: str, country: str, sector: str) -> str:
    if sector == "SOVEREIGN":
        return fictional_lei(f"STATE{country}")
    return fictional_lei("".join(letter for letter in name.upper() if letter.isalpha())[:12])
