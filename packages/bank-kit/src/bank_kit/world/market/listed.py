"""The sixty instruments that have prices, the same for every seed: who issued them, on what terms, and what drives them.

Identifiers are valid by checksum and belong to nobody: QZ is a country code no ISIN carries, QZG no provider of FIGIs,
and no operating unit issues LEIs that begin with 9999.
"""

from dataclasses import dataclass
from datetime import date
from itertools import count

from bank_kit import identifiers

FIGI_DIGITS = "0123456789BCDFGHJKLMNPQRSTVWXYZ"
EXCHANGE = "XQZE"
"""A market identifier code that is assigned to no market."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One row of the instrument table; `driver` is the curve of a bond or the index of a share, `spread` a bond's over it, `beta` to it otherwise."""

    number: int
    name: str
    kind: str
    currency: str
    country: str | None
    sector: str
    rating: str | None
    driver: str
    spread: float = 0.0
    beta: float = 1.0
    coupon: float = 0.0
    frequency: int = 0
    issued: date | None = None
    matures: date | None = None
    hqla: str = "NONE"
    issuer: str | None = None

    @property
    def isin(self) -> str:
        """Valid by checksum."""
        return identifiers.isin("QZ", f"{self.number:09d}")

    @property
    def figi(self) -> str:
        """Valid by checksum: twelve characters, the third a G."""
        body = f"QZG00{FIGI_DIGITS[self.number // 31]}{FIGI_DIGITS[self.number % 31]}0000"
        total = sum(digit for place, letter in enumerate(body) for digit in divmod(int(letter, 36) * (1 + place % 2), 10))
        return body + str(-total % 10)

    @property
    def issuer_lei(self) -> str | None:
        """Of the issuer; instruments of one issuer share it."""
        return None if self.issuer is None else fictional_lei(self.issuer)

    @property
    def day_count(self) -> str:
        """Governments accrue by actual days, all others by months of thirty."""
        return "NONE" if self.kind != "BOND" else "ACT/ACT" if self.sector == "SOVEREIGN" else "30/360"


def fictional_lei(code: str) -> str:
    """An LEI nobody can have, from at most twelve capitals and digits."""
    return identifiers.lei("999900" + code.ljust(12, "0")[:12])


_SOVEREIGNS = (
    ("DE", "EUR", "AAA", 1.50, 1, "2014-05-15", "2029-05-15", -0.0006),
    ("DE", "EUR", "AAA", 2.50, 1, "2012-08-15", "2044-08-15", -0.0006),
    ("NL", "EUR", "AAA", 2.00, 1, "2014-07-15", "2031-07-15", 0.0002),
    ("FR", "EUR", "AA", 2.75, 1, "2012-10-25", "2027-10-25", 0.0015),
    ("FR", "EUR", "AA", 1.75, 1, "2016-06-25", "2039-06-25", 0.0022),
    ("IT", "EUR", "BBB", 4.75, 1, "2013-09-01", "2028-09-01", 0.0085),
    ("IT", "EUR", "BBB", 3.25, 1, "2015-03-01", "2046-03-01", 0.0125),
    ("US", "USD", "AA", 2.25, 2, "2015-11-15", "2030-11-15", 0.0),
    ("US", "USD", "AA", 2.50, 2, "2016-02-15", "2046-02-15", 0.0),
    ("GB", "GBP", "AA", 4.25, 2, "2011-06-07", "2032-06-07", 0.0),
)
_COVERED = (
    ("DE", "Rheinfurt Mortgage Bank", "AAA", 0.875, "2016-03-10", "2028-03-10", 0.0025),
    ("DE", "Rheinfurt Mortgage Bank", "AAA", 1.250, "2015-09-22", "2031-09-22", 0.0028),
    ("FR", "Credit Habitat Ouest", "AAA", 1.125, "2016-05-04", "2027-05-04", 0.0030),
    ("NL", "Waterland Covered Issuer", "AAA", 0.750, "2016-10-18", "2030-10-18", 0.0027),
    ("AT", "Donau Hypothek", "AA", 1.000, "2016-01-26", "2029-01-26", 0.0034),
    ("NO", "Fjord Housing Credit", "AAA", 0.625, "2021-02-09", "2033-02-09", 0.0029),
)
_CORPORATES = (
    ("DE", "Aldermann Works", "INDUSTRIAL", "EUR", "A", 1.875, "2014-04-15", "2029-04-15", "EUR-CORP-A", "L2B"),
    ("FR", "Lumen Energie", "UTILITY", "EUR", "A", 2.250, "2013-06-20", "2033-06-20", "EUR-CORP-A", "L2B"),
    ("NL", "Polder Chemicals", "INDUSTRIAL", "EUR", "BBB", 2.500, "2015-02-25", "2030-02-25", "EUR-CORP-BBB", "L2B"),
    ("ES", "Costa Telecom", "TECHNOLOGY", "EUR", "BBB", 3.125, "2012-11-12", "2032-11-12", "EUR-CORP-BBB", "L2B"),
    ("IT", "Adria Grid", "UTILITY", "EUR", "BBB", 2.125, "2016-07-05", "2028-07-05", "EUR-CORP-BBB", "NONE"),
    ("BE", "Schelde Foods", "CONSUMER", "EUR", "A", 1.625, "2016-04-28", "2031-04-28", "EUR-CORP-A", "L2B"),
    ("IT", "Vela Shipping", "INDUSTRIAL", "EUR", "BB", 4.625, "2014-10-09", "2029-10-09", "EUR-CORP-BB", "NONE"),
    ("FR", "Orcade Retail", "CONSUMER", "EUR", "BB", 5.000, "2013-03-14", "2028-03-14", "EUR-CORP-BB", "NONE"),
    ("DE", "Norddeich Bank", "FINANCIAL", "EUR", "A", 2.000, "2015-05-21", "2030-05-21", "EUR-CORP-A", "NONE"),
    ("US", "Prairie Motor Finance", "FINANCIAL", "USD", "BBB", 4.000, "2014-08-01", "2034-08-01", "USD-CORP-BBB", "NONE"),
    ("US", "Cobalt Peak Software", "TECHNOLOGY", "USD", "BBB", 3.500, "2016-02-17", "2036-02-17", "USD-CORP-BBB", "NONE"),
    ("DK", "Sund Wind", "ENERGY", "EUR", "BBB", 1.750, "2022-06-14", "2032-06-14", "EUR-CORP-BBB", "NONE"),
)
_SHARES = (
    ("DE", "Aldermann Works", "INDUSTRIAL", "EUR", 1.10),
    ("DE", "Norddeich Bank", "FINANCIAL", "EUR", 1.35),
    ("FR", "Lumen Energie", "UTILITY", "EUR", 0.70),
    ("FR", "Orcade Retail", "CONSUMER", "EUR", 0.95),
    ("NL", "Polder Chemicals", "INDUSTRIAL", "EUR", 1.05),
    ("NL", "Helder Lithography", "TECHNOLOGY", "EUR", 1.40),
    ("IT", "Adria Grid", "UTILITY", "EUR", 0.75),
    ("ES", "Costa Telecom", "TECHNOLOGY", "EUR", 0.85),
    ("BE", "Schelde Foods", "CONSUMER", "EUR", 0.65),
    ("CH", "Aare Pharma", "CONSUMER", "CHF", 0.60),
    ("GB", "Mersey Petroleum", "ENERGY", "GBP", 0.95),
    ("GB", "Albion Mutual Insurance", "FINANCIAL", "GBP", 1.15),
    ("US", "Cobalt Peak Software", "TECHNOLOGY", "USD", 1.20),
    ("US", "Prairie Motor Finance", "FINANCIAL", "USD", 1.30),
    ("US", "Keystone Rail", "INDUSTRIAL", "USD", 0.90),
    ("US", "Gulf Basin Oil", "ENERGY", "USD", 1.05),
)
_INDICES = (
    ("Eurozone 50", "EUR", 1.10),
    ("Germany 40", "EUR", 1.15),
    ("United Kingdom 100", "GBP", 0.90),
    ("Switzerland 20", "CHF", 0.75),
    ("America 500", "USD", 1.0),
)
_FUNDS = (("Eurozone Equity Fund", "EUR", 1.05), ("World Equity Fund", "EUR", 1.00), ("Technology Fund", "USD", 1.30), ("Balanced Fund", "EUR", 0.55))
_FUND_OF_BONDS = ("Euro Corporate Bond Fund", "EUR", 0.20)
_COMMODITIES = (
    ("North Crude front month", "USD", "energy"),
    ("Continental Gas front month", "EUR", "gas"),
    ("Baseload Power front month", "EUR", "power"),
    ("Gold spot", "USD", "metal"),
    ("Copper three months", "USD", "copper"),
)


def instruments() -> tuple[Instrument, ...]:
    """All sixty, in order of their ISIN: 28 bonds, 16 shares, 5 funds, 6 indices, 5 commodities."""
    numbers = count(1)
    return (*_bonds(numbers), *_equities(numbers), *_others(numbers))


def _bonds(numbers: "count[int]") -> list[Instrument]:
    return [*_sovereigns(numbers), *_covered(numbers), *_corporates(numbers)]


def _sovereigns(numbers: "count[int]") -> list[Instrument]:
    return [
        Instrument(
            number=next(numbers),
            name=f"Sovereign {country} {coupon}% {matures[:4]}",
            kind="BOND",
            currency=currency,
            country=country,
            sector="SOVEREIGN",
            rating=rating,
            driver=f"{currency}-GOVT",
            spread=spread,
            coupon=coupon / 100,
            frequency=frequency,
            issued=date.fromisoformat(issued),
            matures=date.fromisoformat(matures),
            hqla="L1" if rating in {"AAA", "AA"} else "NONE",
            issuer=f"STATE{country}",
        )
        for country, currency, rating, coupon, frequency, issued, matures, spread in _SOVEREIGNS
    ]


def _covered(numbers: "count[int]") -> list[Instrument]:
    return [
        Instrument(
            number=next(numbers),
            name=f"{name} Covered {coupon}% {matures[:4]}",
            kind="BOND",
            currency="EUR",
            country=country,
            sector="COVERED",
            rating=rating,
            driver="EUR-ESTR",
            spread=spread,
            coupon=coupon / 100,
            frequency=1,
            issued=date.fromisoformat(issued),
            matures=date.fromisoformat(matures),
            hqla="L2A",
            issuer=_code(name),
        )
        for country, name, rating, coupon, issued, matures, spread in _COVERED
    ]


def _corporates(numbers: "count[int]") -> list[Instrument]:
    return [
        Instrument(
            number=next(numbers),
            name=f"{name} {coupon}% {matures[:4]}",
            kind="BOND",
            currency=currency,
            country=country,
            sector=sector,
            rating=rating,
            driver=driver,
            coupon=coupon / 100,
            frequency=2 if currency == "USD" else 1,
            issued=date.fromisoformat(issued),
            matures=date.fromisoformat(matures),
            hqla=hqla,
            issuer=_code(name),
        )
        for country, name, sector, currency, rating, coupon, issued, matures, driver, hqla in _CORPORATES
    ]


def _equities(numbers: "count[int]") -> list[Instrument]:
    shares = [
        Instrument(
            number=next(numbers),
            name=f"{name} ord.",
            kind="EQUITY",
            currency=currency,
            country=country,
            sector=sector,
            rating=None,
            driver="equity",
            beta=beta,
            hqla="L2B" if country == "DE" and sector != "FINANCIAL" else "NONE",
            issuer=_code(name),
        )
        for country, name, sector, currency, beta in _SHARES
    ]
    funds = [
        Instrument(
            number=next(numbers),
            name=name,
            kind="FUND",
            currency=currency,
            country="LU",
            sector="NONE",
            rating=None,
            driver="equity",
            beta=beta,
            issuer=_code(name),
        )
        for name, currency, beta in (*_FUNDS, _FUND_OF_BONDS)
    ]
    return shares + funds


def _others(numbers: "count[int]") -> list[Instrument]:
    indices = [
        Instrument(number=next(numbers), name=name, kind="INDEX", currency=currency, country=None, sector="NONE", rating=None, driver="equity", beta=beta)
        for name, currency, beta in (*_INDICES, ("World Equity", "USD", 1.0))
    ]
    commodities = [
        Instrument(number=next(numbers), name=name, kind="COMMODITY", currency=currency, country=None, sector="NONE", rating=None, driver=driver)
        for name, currency, driver in _COMMODITIES
    ]
    return indices + commodities


def _code(name: str) -> str:
    return "".join(letter for letter in name.upper() if letter.isalpha())[:12]
