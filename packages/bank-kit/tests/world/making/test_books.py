"""Books add up, and the Treasury holds enough of the right kind."""

from collections.abc import Callable

import pytest

from bank_kit.world.making.books import BUFFER, COVERAGE, desk, entity

Bank = Callable[[str], list[tuple[object, ...]]]


def test_there_are_twenty_books_on_four_desks(bank: Bank) -> None:
    assert bank("SELECT desk, count(*), min(kind), max(kind) FROM book GROUP BY desk ORDER BY desk") == [
        ("Credit", 5, "TRADING", "TRADING"),
        ("Equities", 5, "TRADING", "TRADING"),
        ("Rates", 5, "TRADING", "TRADING"),
        ("Treasury", 5, "BANKING", "BANKING"),
    ]
    assert {entity(number) for number in range(1, 21) if desk(number) == "Treasury"} == {"EU", "UK", "US"}


def test_every_book_holds_something_on_each_of_the_last_twenty_days(bank: Bank) -> None:
    assert bank("SELECT count(DISTINCT book_id), count(DISTINCT as_of), count(DISTINCT (book_id, as_of)), max(as_of)::VARCHAR FROM position_eod") == [
        (20, 20, 400, "2026-11-20")
    ]


def test_market_value_is_quantity_times_price(bank: Bank) -> None:
    assert bank(
        "SELECT count(*) FROM position_eod p JOIN instrument i USING (isin)"
        " WHERE abs(market_value - quantity * price / CASE WHEN i.kind = 'BOND' THEN 100 ELSE 1 END) > 0.011"
    ) == [(0,)]


def test_positions_are_valued_at_the_closing_price_of_the_day(bank: Bank) -> None:
    assert bank(
        "SELECT count(*), count(*) FILTER (abs(p.price - e.close) < 0.00005 AND p.priced_on = e.priced_on AND p.price_source = e.source)"
        " FROM position_eod p LEFT JOIN price_eod e ON e.isin = p.isin AND e.date = p.as_of"
    ) == bank("SELECT count(*), count(*) FROM position_eod")


def test_only_bonds_accrue_and_never_more_than_a_coupon(bank: Bank) -> None:
    assert bank(
        "SELECT count(*) FROM position_eod p JOIN instrument i USING (isin)"
        " WHERE accrued < 0 OR accrued > quantity * coupon / greatest(frequency, 1) + 0.01 OR (i.kind <> 'BOND' AND accrued <> 0)"
    ) == [(0,)]


def test_the_stale_instrument_is_held_by_somebody(bank: Bank) -> None:
    assert bank("SELECT count(*) > 0 FROM position_eod WHERE as_of = DATE '2026-11-20' AND priced_on < as_of") == [(True,)]


@pytest.mark.parametrize("jurisdiction", ["EU", "UK", "US"])
def test_each_company_covers_its_outflows_in_the_wanted_proportions(bank: Bank, jurisdiction: str) -> None:
    found = bank(
        "SELECT i.hqla_level, sum(p.market_value / coalesce(f.mid, 1)) / any_value(o.amount) FROM position_eod p JOIN instrument i USING (isin)"
        " JOIN book b ON b.id = p.book_id JOIN legal_entity e ON e.lei = b.legal_entity JOIN draft_outflow o ON o.legal_entity = e.lei"
        " LEFT JOIN fx_eod f ON f.quote = i.currency AND f.date = p.as_of"
        f" WHERE b.desk = 'Treasury' AND p.as_of = DATE '2026-11-20' AND e.jurisdiction = '{jurisdiction}' GROUP BY 1"
    )
    after = {str(level): float(str(value)) * BUFFER[str(level)][1] for level, value in found}
    assert sum(after.values()) == pytest.approx(COVERAGE, rel=0.15)
    assert after["L1"] / sum(after.values()) == pytest.approx(0.8, abs=0.06)
