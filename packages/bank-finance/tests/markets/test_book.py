"""The stored market, as of a day."""

from datetime import date
from decimal import Decimal

from bank_finance.markets.book import StoredBook
from bank_kit.world.reader import World

FRIDAY, SUNDAY = date(2026, 11, 20), date(2026, 11, 22)


def test_each_kind_of_data_is_that_of_the_world(book: StoredBook, world: World) -> None:
    def last(table: str, columns: tuple[str, ...], **key: object) -> list[tuple[object, ...]]:
        names = (*columns, *key)
        return [row[: len(columns)] for batch in world.rows(table, names) for row in batch if row[len(columns) :] == tuple(key.values())]

    close = book.close("QZ0000000017", SUNDAY)
    assert close is not None and float(close.price) == last("price_eod", ("close",), isin="QZ0000000017", date=FRIDAY)[0][0]
    rates = book.rates(SUNDAY)
    assert rates is not None and float(rates.per_euro["JPY"]) == last("fx_eod", ("mid",), quote="JPY", date=FRIDAY)[0][0]
    curve = book.curve("EUR-ESTR", SUNDAY)
    assert curve is not None and [(p.days, p.rate) for p in curve.points] == last("curve_point", ("days", "zero_rate"), curve_id="EUR-ESTR", date=FRIDAY)
    found = book.volatilities("EURUSD", SUNDAY)
    assert found is not None and sorted(found.by_tenor.items()) == sorted(
        last("volatility_eod", ("tenor", "volatility"), underlying="EURUSD", date=FRIDAY), key=str
    )


def test_nothing_is_there_before_the_history_or_of_what_nobody_knows(book: StoredBook) -> None:
    early = date(2000, 1, 3)
    assert book.close("QZ0000000017", early) is None and book.rates(early) is None and book.volatilities("EURUSD", early) is None
    assert book.curve("EUR-ESTR", early) is None and book.curve("ABC-DEFG", FRIDAY) is None and book.listed("QZ0000009992") is None


def test_a_price_that_was_carried_on_says_when_it_was_made(book: StoredBook) -> None:
    lost = book.close("QZ0000000249", FRIDAY)
    assert lost is not None and (lost.on, lost.priced_on) == (FRIDAY, date(2026, 11, 13))


def test_curves_are_found_by_currency(book: StoredBook) -> None:
    assert book.overnight("USD") == "USD-SOFR" and book.overnight("SEK") is None
    assert book.curve_ids("GBP") == ("GBP-GOVT", "GBP-SONIA") and len(book.curve_ids()) == 12


def test_a_bond_has_its_coupon_as_a_decimal(book: StoredBook) -> None:
    bond = book.listed("QZ0000000017")
    assert bond is not None and (bond.coupon, bond.frequency, bond.maturity_date) == (float(Decimal("0.015")), 1, date(2029, 5, 15))
