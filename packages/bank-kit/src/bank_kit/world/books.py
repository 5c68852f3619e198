"""Instruments, trading books and end-of-day positions of the last five business days."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from bank_kit import identifiers
from bank_kit.world import names
from bank_kit.world.dice import dice as seeded
from bank_kit.world.model import AS_OF, Book, Instrument, Position

INSTRUMENTS = 30
BOOKS = 20
ISIN_PREFIX = "QZ"
"""A country code ISO 3166 leaves to users: no real ISIN begins with it."""
DAYS = tuple(AS_OF - timedelta(days=days) for days in (4, 3, 2, 1, 0))
DESKS = ("Rates", "Credit", "Equities", "Treasury")
CENT = Decimal("0.01")
PRICE_STEP = Decimal("0.0001")
STALE_INSTRUMENT = INSTRUMENTS - 1
"""The last instrument lost its price feed: its prices are from the first of the days."""


def instruments(seed: int) -> tuple[Instrument, ...]:
    """Twelve bonds, twelve shares, six funds."""
    dice = seeded(seed, "instruments")
    found: list[Instrument] = []
    for index in range(INSTRUMENTS):
        kind = "BOND" if index < 12 else "EQUITY" if index < 24 else "FUND"
        coupon = Decimal(dice.randint(2, 22)) / 4 if kind == "BOND" else Decimal(0)
        stem = names.family(dice)
        name = {"BOND": f"{stem} {coupon}% {dice.randint(2028, 2041)}", "EQUITY": f"{stem} Holding", "FUND": f"{stem} Index Fund"}[kind]
        found.append(
            Instrument(
                isin=identifiers.isin(ISIN_PREFIX, f"{index + 1:09d}"),
                name=name,
                kind=kind,
                currency=dice.choice(("EUR", "EUR", "USD", "GBP")),
                coupon=coupon,
            )
        )
    return tuple(found)


def books() -> tuple[Book, ...]:
    """BOOK-01 to BOOK-20, five for each desk."""
    return tuple(Book(id=f"BOOK-{n:02d}", name=f"{DESKS[n % 4]} book {(n + 3) // 4}", desk=DESKS[n % 4]) for n in range(1, BOOKS + 1))


def positions(seed: int, listed: tuple[Instrument, ...], kept: tuple[Book, ...]) -> tuple[Position, ...]:
    """Six to twelve holdings in each book on each of the days."""
    dice = seeded(seed, "positions")
    prices = {instrument.isin: _prices(dice, instrument) for instrument in listed}
    found: list[Position] = []
    for book in kept:
        for instrument in sorted(dice.sample(listed, dice.randint(6, 12)), key=lambda each: each.isin):
            quantity = Decimal(dice.randint(5, 400) * (10000 if instrument.kind == "BOND" else 50))
            cost_price = (prices[instrument.isin][0] * Decimal(dice.randint(88, 108)) / 100).quantize(PRICE_STEP)
            for index, day in enumerate(DAYS):
                found.append(
                    _position(book, instrument, (day, prices[instrument.isin][index], quantity, cost_price), stale=instrument is listed[STALE_INSTRUMENT])
                )
    return tuple(sorted(found, key=lambda each: (each.as_of, each.book_id, each.isin)))


def _prices(dice: Random, instrument: Instrument) -> list[Decimal]:
    price = Decimal(dice.randint(88, 108)) if instrument.kind == "BOND" else Decimal(dice.randint(12, 340))
    walk: list[Decimal] = []
    for _ in DAYS:
        price = (price * (1 + Decimal(dice.randint(-120, 125)) / 10000)).quantize(PRICE_STEP)
        walk.append(price)
    return walk


def _position(book: Book, instrument: Instrument, on: tuple[date, Decimal, Decimal, Decimal], *, stale: bool) -> Position:
    day, price, quantity, cost_price = on
    scale = Decimal(100) if instrument.kind == "BOND" else Decimal(1)
    days_accrued = day.timetuple().tm_yday % 180
    return Position(
        book_id=book.id,
        isin=instrument.isin,
        as_of=day,
        quantity=quantity,
        cost=(quantity * cost_price / scale).quantize(CENT),
        price=price,
        priced_on=DAYS[0] if stale else day,
        price_source="EOD-COMPOSITE",
        market_value=(quantity * price / scale).quantize(CENT),
        accrued=(quantity * instrument.coupon / 100 * days_accrued / 360).quantize(CENT),
    )
